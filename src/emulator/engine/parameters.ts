/** From the flat names on the wire (`Tags.1.Key=a`) to typed values, strict about every name and value. */
import { ApiError } from './api-error.ts';
import { checkValue, invalid } from './values.ts';
import type { ActionMetadata, ParameterMetadata } from './metadata.ts';
import type { Fields, Json, Product } from './types.ts';

/** Sent by some clients with every call and meant for the gateway, not for the action. */
const gatewayNames = new Set(['Action', 'Version', 'Format', 'AccessKeyId', 'SignatureType', 'Timestamp']);

/**
 * The real API ignores names that it does not know; the emulator refuses them,
 * because a misspelt parameter is a mistake that would otherwise show only in the cloud.
 */
export function readParameters(
  product: Product,
  name: string,
  action: ActionMetadata,
  wire: ReadonlyMap<string, string>,
): Fields {
  const tree: Branch = new Map();
  for (const [key, value] of wire) {
    if (gatewayNames.has(key)) continue;
    const place = locate(action.parameters, key);
    if (place === undefined) {
      throw new ApiError('InvalidParameter', `The parameter "${key}" is not a parameter of ${name}.`);
    }
    plant(tree, place, value);
  }
  return readMembers({ product, action: name, prefix: '' }, action.parameters, tree);
}

type Branch = Map<string, Branch | string>;

interface Where {
  readonly product: Product;
  readonly action: string;
  readonly prefix: string;
}

/** Splits a wire name along the metadata; names with dots of their own (`Channels.Mail`) win over nesting. */
function locate(parameters: readonly ParameterMetadata[], key: string): readonly string[] | undefined {
  if (namesOf(parameters).has(key)) return [key];
  if (!key.includes('.')) return undefined;
  for (const parameter of parameters) {
    if (!key.startsWith(`${parameter.name}.`)) continue;
    const rest = key.slice(parameter.name.length + 1);
    const inner = parameter.type === 'list' ? locateItem(parameter, rest) : locateMember(parameter, rest);
    if (inner !== undefined) return [parameter.name, ...inner];
  }
  return undefined;
}

const knownNames = new WeakMap<readonly ParameterMetadata[], ReadonlySet<string>>();

function namesOf(parameters: readonly ParameterMetadata[]): ReadonlySet<string> {
  const known = knownNames.get(parameters);
  if (known !== undefined) return known;
  const names = new Set(parameters.map((each) => each.name));
  knownNames.set(parameters, names);
  return names;
}

function locateItem(parameter: ParameterMetadata, rest: string): readonly string[] | undefined {
  const [, index, member] = /^([1-9]\d{0,3})(?:\.(.+))?$/s.exec(rest) ?? [];
  if (index === undefined) return undefined;
  if (member === undefined) return parameter.members === undefined ? [index] : undefined;
  const inner = locateMember(parameter, member);
  return inner === undefined ? undefined : [index, ...inner];
}

function locateMember(parameter: ParameterMetadata, rest: string): readonly string[] | undefined {
  return parameter.members === undefined ? undefined : locate(parameter.members, rest);
}

function plant(tree: Branch, place: readonly string[], value: string): void {
  const [head, ...rest] = place;
  if (head === undefined) return;
  if (rest.length === 0) {
    tree.set(head, value);
    return;
  }
  const known = tree.get(head);
  const branch: Branch = known instanceof Map ? known : new Map<string, Branch | string>();
  tree.set(head, branch);
  plant(branch, rest, value);
}

function readMembers(where: Where, parameters: readonly ParameterMetadata[], tree: Branch): Fields {
  const fields: Record<string, Json | undefined> = {};
  for (const parameter of parameters) {
    const raw = tree.get(parameter.name);
    const name = where.prefix + parameter.name;
    if (raw === undefined || raw === '') {
      if (parameter.required === true) {
        throw new ApiError('MissingParameter', `The parameter "${name}" is mandatory for ${where.action}.`);
      }
      // An empty string clears an optional text; for every other type it is as good as absent.
      if (raw === '' && parameter.type === 'string') fields[parameter.name] = '';
      continue;
    }
    fields[parameter.name] = readOne({ ...where, prefix: name }, parameter, raw);
  }
  return fields;
}

function readOne(where: Where, parameter: ParameterMetadata, raw: Branch | string): Json {
  if (typeof raw === 'string') return checkValue(where.product, where.prefix, parameter, raw);
  if (parameter.type === 'object') return readMembers(dotted(where), parameter.members ?? [], raw);
  const items = [...raw.entries()].sort(([a], [b]) => Number(a) - Number(b));
  if (parameter.maxItems !== undefined && items.length > parameter.maxItems) {
    throw invalid(where.product, where.prefix, `takes at most ${parameter.maxItems} items`);
  }
  return items.map(([index, item]) =>
    readItem({ ...where, prefix: `${where.prefix}.${index}` }, parameter, item),
  );
}

function readItem(where: Where, parameter: ParameterMetadata, item: Branch | string): Json {
  if (typeof item !== 'string') return readMembers(dotted(where), parameter.members ?? [], item);
  const { name, enum: allowed, ranges } = parameter;
  const type =
    parameter.items === 'number' ? 'integer' : parameter.items === 'boolean' ? 'boolean' : 'string';
  return checkValue(where.product, where.prefix, { name, type, enum: allowed, ranges }, item);
}

function dotted(where: Where): Where {
  return { ...where, prefix: `${where.prefix}.` };
}
