import { describe, expect, test } from 'vitest';
import { actions, actionTraits } from '../../../src/cloud/client/actions.ts';
import type { Call, Identification, Kind } from '../../../src/cloud/kind.ts';
import type { Paging } from '../../../src/cloud/paging.ts';
import { allKinds } from '../../../src/cloud/kinds/all.ts';
import { products, type ProductName } from '../../../src/cloud/products.ts';
import {
  hasPath,
  parameterFault,
  rawShapeAt,
  readMetadata,
  shapeAt,
  sources,
  type Action,
  type Metadata,
} from '../support/metadata.ts';

const kinds = allKinds.map((kind): [string, Kind] => [kind.name, kind]);

test('kinds are sorted, refer to kinds that exist, and are identified by properties that exist', () => {
  const names = allKinds.map((kind) => kind.name);
  expect(names).toEqual([...names].sort());
  for (const kind of allKinds) {
    const referred = Object.values(kind.properties).flatMap((property) => property.refersTo ?? []);
    expect(names).toEqual(expect.arrayContaining([...new Set(referred)]));
    const own = Object.keys(kind.properties);
    const scopes = (kind.scopes ?? []).filter((scope) => scope !== 'self' && !scope.startsWith('account:'));
    const identity = typeof kind.id === 'string' ? [] : kind.id;
    const parents = Object.values(kind.read.within ?? {});
    expect(own).toEqual(expect.arrayContaining([...kind.naturalKey, ...identity, ...scopes, ...parents]));
  }
});

describe.each(sources)('by $name', ({ folder }) => {
  const metadata = readMetadata(folder);

  test('every product has the published version', () => {
    for (const product of Object.values(products))
      expect(metadata[product.name].version).toBe(product.version);
  });

  test('the table of actions says rightly what takes a region and a token', () => {
    for (const [product, table] of Object.entries(actions)) {
      for (const [name, traits] of Object.entries(table)) {
        const action = metadata[product as ProductName].actions[name];
        const takes = (parameter: string): boolean =>
          action?.parameters.some((each) => each.name === parameter) === true;
        const token = takes('ClientToken') ? 'ClientToken' : takes('Token') ? 'Token' : undefined;
        const isRead = /^(Describe|List|Get|Check)/.test(name);
        expect({ product, name, ...traits }).toEqual({
          product,
          name,
          region: takes('RegionId'),
          token: isRead ? undefined : token,
        });
      }
    }
  });

  test.each(kinds)('%s sends only what the actions take, and all that they need', (_name, kind) => {
    expect(sendingFaults(kind, metadata[kind.product])).toEqual([]);
  });

  test.each(kinds)('%s reads only what the answers hold', (_name, kind) => {
    expect(readingFaults(kind, metadata[kind.product])).toEqual([]);
  });

  test.each(kinds)('%s finds ids, tags and further pages where the answers have them', (_name, kind) => {
    expect(answerFaults(kind, metadata[kind.product])).toEqual([]);
  });
});

/** Every call of the kind: unknown parameters, and required ones that it cannot send. */
function sendingFaults(kind: Kind, metadata: Metadata): string[] {
  const wires = (names: readonly string[], own: Readonly<Record<string, string>> = {}): string[] =>
    names.flatMap((name) => own[name] ?? kind.properties[name]?.wire ?? []);
  const notLater = Object.keys(kind.properties).filter((name) => kind.properties[name]?.only !== 'update');
  const byId = (call: Call): Identification =>
    call.send ?? (typeof kind.id === 'string' ? { [kind.id]: '$id' } : {});
  const fixed = (call: Call): string[] => Object.keys(call.with ?? {});
  const calls: { readonly action: string; readonly sends: readonly string[] }[] = [];
  if (kind.create !== undefined) {
    const { create } = kind;
    const tags = kind.tags?.wire === undefined ? [] : [kind.tags.wire];
    calls.push({
      action: create.action,
      sends: [...wires(notLater), ...Object.keys(create.send ?? {}), ...fixed(create), ...tags],
    });
  }
  for (const call of kind.updates ?? []) {
    const values =
      typeof call.sends === 'object' ? Object.values(call.sends) : wires(call.properties, call.wires);
    calls.push({ action: call.action, sends: [...values, ...Object.keys(byId(call)), ...fixed(call)] });
  }
  if (kind.delete !== undefined) {
    calls.push({
      action: kind.delete.action,
      sends: [...Object.keys(byId(kind.delete)), ...fixed(kind.delete)],
    });
  }
  const { read } = kind;
  const paging =
    read.paging === undefined
      ? []
      : [read.paging.size, read.paging.style === 'pages' ? read.paging.page : read.paging.token];
  calls.push({
    action: read.action,
    sends: [...Object.keys({ ...read.within, ...read.with, ...read.byId }), ...paging],
  });
  if (read.detail !== undefined)
    calls.push({ action: read.detail.action, sends: Object.keys(read.detail.send) });
  if (kind.tags?.change !== undefined) {
    calls.push({ action: kind.tags.change.add, sends: ['ResourceType', 'ResourceId', 'Tag'] });
    calls.push({ action: kind.tags.change.remove, sends: ['ResourceType', 'ResourceId', 'TagKey'] });
  }
  return calls.flatMap(({ action, sends }) => callFaults(kind.product, action, sends, metadata));
}

function callFaults(
  product: ProductName,
  name: string,
  sends: readonly string[],
  metadata: Metadata,
): string[] {
  const action = metadata.actions[name];
  if (action === undefined) return [`${name}: no such action`];
  const heads = new Set([
    ...sends.flatMap((parameter) => [parameter, parameter.split('.')[0] ?? '']),
    ...(actionTraits(product, name).region ? ['RegionId'] : []),
  ]);
  return [
    ...sends.flatMap((parameter) => {
      const fault = parameterFault(action, parameter);
      return fault === undefined ? [] : [`${name}: ${fault}`];
    }),
    ...action.parameters
      .filter((parameter) => parameter.required === true && !heads.has(parameter.name))
      .map((parameter) => `${name}: ${parameter.name} is required`),
  ];
}

function readingFaults(kind: Kind, metadata: Metadata): string[] {
  const { read } = kind;
  const listed = shapeAt(metadata.actions[read.action]?.response ?? {}, read.items);
  if (listed === undefined) return [`${read.action}: no list ${read.items}`];
  // A list of plain texts is read as one field.
  const plain = typeof listed === 'string' ? { value: listed } : listed;
  const detail = detailShape(kind, metadata);
  const lacks = (path: string): boolean => !hasPath(plain, path) && !hasPath(detail, path);
  const asked = new Set(Object.values(read.within ?? {}));
  const paths = [
    ...(typeof kind.id === 'string' ? [kind.id] : []),
    ...(kind.status === undefined ? [] : [kind.status.field]),
    ...(kind.tags === undefined ? [] : [kind.tags.read]),
    ...(kind.vacantWithout === undefined ? [] : [kind.vacantWithout.count, kind.vacantWithout.users]),
    ...Object.keys(kind.people?.ready ?? {}),
    ...Object.entries(kind.properties).flatMap(([name, property]) => {
      const path = property.read ?? property.wire;
      const isCompared = property.only !== 'create' && !(asked.has(name) && property.read === undefined);
      return path === undefined || path === false || !isCompared ? [] : [path];
    }),
  ];
  return [
    ...paths.filter(lacks).map((path) => `${read.action}: no ${path}`),
    ...Object.entries(kind.outputs ?? {}).flatMap(([name, output]) => {
      const shape =
        'action' in output ? shapeAt(metadata.actions[output.action]?.response ?? {}, output.items) : plain;
      return shape !== undefined && hasPath(shape, output.field) ? [] : [`${name}: no ${output.field}`];
    }),
  ];
}

/** What the engine reads besides the fields of an item. */
function answerFaults(kind: Kind, metadata: Metadata): string[] {
  const { create, read, tags } = kind;
  const { paging } = read;
  const responseOf = (action: string): Action['response'] => metadata.actions[action]?.response ?? {};
  const lists = [
    { action: read.action, items: read.items, paging },
    ...Object.values(kind.outputs ?? {}).flatMap((output) => ('action' in output ? [output] : [])),
  ];
  return [
    ...(create === undefined || typeof kind.id !== 'string' || hasNoAnswer.has(kind.name)
      ? []
      : absent(responseOf(create.action), [create.answersIdAs ?? kind.id]).map(
          (each) => `${create.action}: ${each}`,
        )),
    ...lists.flatMap(({ action, ...list }) =>
      listFaults(responseOf(action), list).map((each) => `${action}: ${each}`),
    ),
    ...(tags === undefined ? [] : tagFaults(shapeAt(responseOf(read.action), `${read.items}.${tags.read}`))),
  ];
}

/** The caller chooses the name, which is the id. */
const hasNoAnswer = new Set(['alert-rule', 'contact', 'contact-group', 'event-rule', 'event-rule-target']);

function absent(response: Action['response'], names: readonly string[]): string[] {
  return names.filter((name) => !hasPath(response, name)).map((name) => `no ${name}`);
}

function listFaults(
  response: Action['response'],
  { items, paging }: { readonly items: string; readonly paging?: Paging | undefined },
): string[] {
  const isList = items === '' || isListAt(response, items);
  const next = paging === undefined ? [] : paging.style === 'tokens' ? [paging.token] : [];
  const hasTotal = ['TotalCount', 'TotalItems', 'Total'].some((name) => hasPath(response, name));
  return [
    ...(isList ? [] : [`${items} is no list`]),
    ...absent(response, next),
    // Without one the last page is only told by its length.
    ...(paging?.style === 'pages' && !hasTotal ? ['no total'] : []),
  ];
}

/** Some list on the way to the items. */
function isListAt(response: Action['response'], items: string): boolean {
  const names = items.split('.');
  return names.some((_, length) => Array.isArray(rawShapeAt(response, names.slice(0, length + 1))));
}

function tagFaults(shape: Action['response'] | undefined): string[] {
  if (shape === undefined) return ['no tags'];
  const spelled = [
    ['Key', 'Value'],
    ['TagKey', 'TagValue'],
  ].some((names) => names.every((name) => hasPath(shape, name)));
  return spelled ? [] : ['tags have neither Key and Value nor TagKey and TagValue'];
}

function detailShape(kind: Kind, metadata: Metadata): Action['response'] {
  const { detail } = kind.read;
  if (detail === undefined) return {};
  const shape = shapeAt(metadata.actions[detail.action]?.response ?? {}, detail.items) ?? {};
  return detail.under === undefined ? shape : { [detail.under]: shape };
}
