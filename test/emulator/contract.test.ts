import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlerTable } from '../../src/emulator/engine/handlers.ts';
import { metadataOf, productOfVersion } from '../../src/emulator/engine/metadata.ts';
import { projectAnswer } from '../../src/emulator/engine/project.ts';
import { products } from '../../src/emulator/engine/types.ts';
import { createSite } from '../../src/emulator/in-process.ts';
import { models, services } from '../../src/emulator/resources/all.ts';
import served from '../../src/emulator/metadata/served.json' with { type: 'json' };
import { circuits, lifeOf } from './life.ts';
import { documentedValues, lifecyclesOf } from '../support/documented.ts';
import type { ResourceModel } from '../../src/emulator/engine/model.ts';

const published = path.resolve(import.meta.dirname, '../../../shared/openapi');

const actions = products.flatMap((product) =>
  Object.entries(metadataOf(product).actions).map(([name, action]) => ({ product, name, action })),
);

describe('the emulator and its copy of the metadata', () => {
  test('serve the same actions', () => {
    const table = handlerTable(models, services);
    expect([...table.keys()].sort()).toEqual(actions.map(({ product, name }) => `${product}.${name}`).sort());
    expect(served).toEqual(
      Object.fromEntries(
        products.map((product) => [product, Object.keys(metadataOf(product).actions)]).sort(),
      ),
    );
  });

  test('tell products apart by version', () => {
    for (const product of products) expect(productOfVersion(metadataOf(product).version)).toBe(product);
  });

  test('answer a request id to everything', () => {
    for (const { name, action } of actions)
      expect(action.response, name).toHaveProperty('RequestId', 'string');
  });

  test('show the id of a resource in the action that reads it', () => {
    for (const model of models.filter((each) => each.idField !== 'ResourceKey')) {
      const shapes = (model.reads ?? []).map((read) =>
        JSON.stringify(metadataOf(model.product).actions[read.action]?.response),
      );
      if (shapes.length > 0) expect(shapes[0], model.kind).toContain(`"${model.idField}"`);
    }
  });

  test('name parameters in descriptions as the actions do', () => {
    for (const model of models) {
      const used = [
        ...[model.create, ...(model.reads ?? [])].flatMap((each) =>
          (each?.parents ?? []).map((parent) => [each?.action ?? '', parent.param] as const),
        ),
        ...(model.modifies ?? []).flatMap((each) => each.by.map((by) => [each.action, by] as const)),
        ...(model.moves ?? []).flatMap((each) => each.by.map((by) => [each.action, by] as const)),
        ...(model.delete === undefined
          ? []
          : model.delete.by.map((by) => [model.delete?.action ?? '', by] as const)),
      ];
      for (const [action, param] of used) {
        expect(
          metadataOf(model.product).actions[action]?.parameters.map((each) => each.name),
          `${action} of ${model.kind}`,
        ).toContain(param);
      }
    }
  });
});

describe('a status that the emulator shows', () => {
  const withStatus = models
    .filter((model) => (model.life.field ?? 'Status') !== '' && model.life.ready !== 'present')
    .map((model) => [model.kind, model] as const);

  const seen = new Map<string, Set<string>>();

  beforeAll(async () => {
    const site = createSite({ random: 1, transitionMs: 0, circuits });
    await lifeOf(site, () => {
      for (const { kind, status, transition } of site.inside.snapshot().resources) {
        const steps = transition?.steps.map((step) => step.status) ?? [];
        const known = seen.get(kind) ?? new Set();
        seen.set(kind, known);
        for (const each of [status, ...steps]) if (each !== null) known.add(each);
      }
    });
  });

  test.each(withStatus)('of a %s is documented', (kind, model) => {
    const known = new Set([
      ...lifecyclesOf(kind).flatMap((each) => each.states),
      ...(model.reads ?? []).flatMap((read) =>
        documentedValues(model.product, read.action, model.life.field ?? 'Status'),
      ),
    ]);
    const shown = new Set([...statusesOf(model), ...(seen.get(kind) ?? [])]);
    expect([...shown].filter((status) => !known.has(status))).toEqual(undocumented[kind]?.statuses ?? []);
  });
});

/** No list of the reference folder has these; each with where it comes from. */
const undocumented: Readonly<
  Record<string, { readonly statuses: readonly string[]; readonly source: string }>
> = {
  'cen-route-map': { statuses: ['Modifying'], source: 'Unverified: as the other resources of a CEN' },
  'circuit-loa': { statuses: ['Available'], source: 'response-enums.json, DescribePhysicalConnectionLOA' },
  'ecr-grant': {
    statuses: ['CREATING', 'ACTIVE', 'DELETING'],
    source:
      'ACTIVE: terraform-provider-alicloud, service_alicloud_express_connect_router_v2.go; Unverified: the others, as at the associations of an ECR',
  },
  'private-zone-record': {
    statuses: ['ENABLE'],
    source: 'aliyun-openapi-meta, parameter Status of SetZoneRecordStatus',
  },
  'route-entry': { statuses: ['Deleting'], source: 'Unverified: as the route table that it is in' },
};

/** By the description. */
function statusesOf(model: ResourceModel): readonly string[] {
  const { creating, ready, modifying, deleting } = model.life;
  const moved = (model.moves ?? []).flatMap((move) => [...move.from, ...move.path]);
  const all = [creating, ready, modifying, deleting, ...moved, ...(model.delete?.from ?? [])];
  return [...new Set(all.filter((each) => each !== undefined))];
}

describe('an answer is cut to the published shape:', () => {
  test('unknown fields vanish, types become the documented ones, lists take their inner place', () => {
    const shape = {
      Total: 'number',
      Name: 'string',
      Flag: 'boolean',
      Vpcs: { Vpc: [{ VpcId: 'string', Tags: { Tag: [{ Key: 'string' }] } }] },
    };
    const answer = {
      Total: '3',
      Name: 7,
      Flag: 'true',
      Secret: 'x',
      Vpcs: [{ VpcId: 'vpc-1', Other: 1, Tags: [{ Key: 'a', Value: 'b' }] }],
    };
    expect(projectAnswer(shape, answer)).toEqual({
      Total: 3,
      Name: '7',
      Flag: true,
      Vpcs: { Vpc: [{ VpcId: 'vpc-1', Tags: { Tag: [{ Key: 'a' }] } }] },
    });
  });

  test('times become milliseconds where the product answers numbers', () => {
    expect(projectAnswer({ At: 'number' }, { At: '2026-01-02T03:04:05Z' })).toEqual({
      At: Date.parse('2026-01-02T03:04:05Z'),
    });
  });
});

describe.runIf(existsSync(published))('the copy agrees with the published metadata', () => {
  let fresh = '';

  beforeAll(() => {
    fresh = mkdtempSync(path.join(tmpdir(), 'hcnet-metadata-'));
    const script = path.resolve(import.meta.dirname, '../../scripts/emulator-metadata.mjs');
    execFileSync(process.execPath, [script, published, fresh]);
  });

  afterAll(() => {
    rmSync(fresh, { recursive: true });
  });

  test.each(products)('%s: parameters, rules and answers of every action', (product) => {
    const kept = path.resolve(import.meta.dirname, `../../src/emulator/metadata/${product}.json`);
    const written: unknown = JSON.parse(readFileSync(path.join(fresh, `${product}.json`), 'utf8'));
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual(written);
  });
});
