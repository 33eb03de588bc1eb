/** From inputs to the parameters of a call, as a kind describes it. References and secrets may still be in there. */
import { invariant } from './invariant.ts';
import { normalise } from './comparison.ts';
import type { Call, Identification, Kind, UpdateCall } from './kind.ts';
import {
  canonicalJson,
  isList,
  refsIn,
  secretsIn,
  substitute,
  type Input,
  type Inputs,
  type Wire,
} from './value.ts';

/** Marks a part that travels as one JSON text; made into text when everything in it is known. */
export interface JsonInput {
  readonly $json: Input;
}

export type Parameters = Readonly<Record<string, Input>>;

export type Tags = Readonly<Record<string, string>>;

export function createParameters(kind: Kind, inputs: Inputs, tags: Tags): Parameters {
  invariant(kind.create !== undefined, `${kind.name} cannot be created`);
  const names = Object.keys(kind.properties).filter((name) => kind.properties[name]?.only !== 'update');
  return {
    ...kind.create.with,
    ...identified(kind.create.send ?? {}, inputs, undefined),
    ...sent(kind, names, inputs),
    ...(kind.tags?.wire === undefined ? {} : { [kind.tags.wire]: tagList(tags) }),
  };
}

export interface Change {
  readonly id: string;
  /** What the cloud shows; what was asked for last may never have come about. */
  readonly seen: Readonly<Record<string, Wire>>;
  readonly wanted: Inputs;
  readonly changed: readonly string[];
}

/** Parameters of one update call, for the changed properties that it can change; of each call, if it takes several. */
export function updateParameters(kind: Kind, call: UpdateCall, change: Change): readonly Parameters[] {
  const base = { ...call.with, ...identified(identification(kind, call), change.wanted, change.id) };
  if (typeof call.sends !== 'object') return [{ ...base, ...values(kind, call, change) }];
  return differences(kind, call, call.sends, change).map((difference) => ({ ...base, ...difference }));
}

function values(kind: Kind, call: UpdateCall, change: Change): Parameters {
  const names =
    call.sends === 'all' ? call.properties : call.properties.filter((name) => change.changed.includes(name));
  return {
    ...sent(kind, names, withDefaults(kind, names, change.wanted), call.wires),
    ...cleared(
      kind,
      names.filter((name) => change.changed.includes(name)),
      change.wanted,
    ),
  };
}

export function deleteParameters(kind: Kind, id: string, inputs: Inputs): Parameters {
  invariant(kind.delete !== undefined, `${kind.name} cannot be deleted`);
  return { ...kind.delete.with, ...identified(identification(kind, kind.delete), inputs, id) };
}

/** Parameter by parameter what a call names: `$id`, or the value of a property. */
export function identified(
  send: Identification,
  inputs: Inputs,
  id: string | undefined,
): Record<string, Input> {
  const out: Record<string, Input> = {};
  for (const [parameter, name] of Object.entries(send)) {
    const value = name === '$id' ? id : inputs[name];
    if (value !== undefined) out[parameter] = value;
  }
  return out;
}

export function identification(kind: Kind, call: Call): Identification {
  if (call.send !== undefined) return call.send;
  return typeof kind.id === 'string' ? { [kind.id]: '$id' } : {};
}

/** Puts secrets in and turns JSON parts into text. */
export function finish(parameters: Parameters, secrets: ReadonlyMap<string, string>): Record<string, Wire> {
  const out: Record<string, Wire> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const json = jsonPart(value);
    const known = substitute(json ?? value, (part) =>
      '$secret' in part ? secrets.get(part.$secret) : undefined,
    );
    invariant(known !== undefined, `parameter ${name} is not known yet`);
    out[name] = json === undefined ? known : canonicalJson(known);
  }
  return out;
}

/** For people and files: JSON parts as text where everything in them is known. */
export function readable(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const json = jsonPart(value);
      const isKnown = json !== undefined && refsIn(json).length === 0 && secretsIn(json).length === 0;
      return [name, isKnown ? canonicalJson(json) : value];
    }),
  );
}

export function tagList(tags: Tags): Input {
  return Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ Key: key, Value: value }));
}

function sent(
  kind: Kind,
  names: readonly string[],
  inputs: Inputs,
  wires: Readonly<Record<string, string>> = {},
): Record<string, Input> {
  const out: Record<string, Input> = {};
  for (const name of names) {
    const property = kind.properties[name];
    const value = inputs[name];
    const wire = wires[name] ?? property?.wire;
    // An empty text means "none", and is said by leaving it out.
    if (wire === undefined || value === undefined || value === '') continue;
    out[wire] = property?.json === true ? { $json: value } : value;
  }
  return out;
}

function cleared(kind: Kind, names: readonly string[], inputs: Inputs): Record<string, Wire> {
  const gone = names.filter((name) => inputs[name] === undefined);
  return Object.fromEntries(gone.flatMap((name) => Object.entries(kind.properties[name]?.clearWith ?? {})));
}

/** A property that the design no longer names goes back to what the cloud assumes without it. */
function withDefaults(kind: Kind, names: readonly string[], inputs: Inputs): Inputs {
  const out: Record<string, Input> = { ...inputs };
  for (const name of names) {
    const absent = kind.properties[name]?.absent;
    if (out[name] === undefined && absent !== undefined) out[name] = absent;
  }
  return out;
}

function differences(
  kind: Kind,
  call: UpdateCall,
  sends: Exclude<UpdateCall['sends'], string | undefined>,
  change: Change,
): Record<string, Input>[] {
  const [name] = call.properties;
  invariant(name !== undefined && call.properties.length === 1, `${call.action} changes one list`);
  const before = entries(change.seen[name]);
  const after = entries(normalise(kind.properties[name]?.as, change.wanted[name]));
  const texts = (list: readonly Input[]): Set<string> => new Set(list.map(canonicalJson));
  const [had, has] = [texts(before), texts(after)];
  const added = after.filter((entry) => !had.has(canonicalJson(entry)));
  const removed = before.filter((entry) => !has.has(canonicalJson(entry)));
  if ('eachAdded' in sends) return added.map((entry) => ({ [sends.eachAdded]: entry }));
  if ('eachRemoved' in sends) return removed.map((entry) => ({ [sends.eachRemoved]: entry }));
  const lists = {
    ...(added.length === 0 ? {} : { [sends.add]: added }),
    ...(removed.length === 0 ? {} : { [sends.remove]: removed }),
  };
  return Object.keys(lists).length === 0 ? [] : [lists];
}

function entries(value: Input | undefined): readonly Input[] {
  if (value === undefined) return [];
  return isList<Input>(value) ? value : [value];
}

function jsonPart(value: Input): Input | undefined {
  if (typeof value !== 'object' || isList<Input>(value) || !('$json' in value)) return undefined;
  return (value as unknown as JsonInput).$json;
}
