/** From a design and the things that it was written from to the state that makes both one. */
import type { Desired, DesiredGraph } from '../design/desired.ts';
import { differences } from '../plan/diff.ts';
import type { Imported } from '../plan/imported.ts';
import { stackTag } from '../naming.ts';
import { keyText, progressOf } from '../look/observe.ts';
import { normalise } from '../comparison.ts';
import { generationOf } from '../plan/orphans.ts';
import { isPeopleDone } from '../people.ts';
import { resolveKnown, type Lookup } from '../resolve.ts';
import type { ResourceState } from '../state/state.ts';
import { unknownVersion, withVersions } from '../secret-version.ts';
import { canonicalJson, secretsIn, type Inputs } from '../value.ts';
import type { Inventory } from './inventory.ts';
import { keyOf, type Thing } from './thing.ts';

export interface Matched {
  readonly resources: Readonly<Record<string, ResourceState>>;
  /** What the design implies and is not there. */
  readonly leftOut: readonly Desired[];
  /** What is there and the design does not have. */
  readonly unclaimed: readonly Thing[];
  /** Where the cloud is otherwise than the design, besides names and tags. */
  readonly deviations: readonly Deviation[];
}

export interface Deviation {
  readonly address: string;
  readonly title: string;
  readonly attribute: string;
  readonly is: string | undefined;
  readonly says: string | undefined;
}

export interface MatchInput {
  readonly desired: DesiredGraph;
  readonly things: Inventory;
  /** Which thing an address was written from, where that is known. */
  readonly origins: ReadonlyMap<string, Thing>;
  /** Attributes whose difference is told already, as `address attribute`. */
  readonly onPurpose: ReadonlySet<string>;
  readonly stack: string;
  /** ISO time. */
  readonly now: string;
}

/** Pure; needs come first in the graph, so that what refers to them finds their ids. */
export function matchState(input: MatchInput): Matched {
  const claimed = new Map<string, Thing>();
  const adopted = new Map<string, string>();
  const lookup: Lookup = (address, path) => {
    const thing = claimed.get(address);
    return path === 'id' ? (thing?.id ?? adopted.get(address)) : thing?.outputs[path];
  };
  const resources: Record<string, ResourceState> = {};
  const leftOut: Desired[] = [];
  const deviations: Deviation[] = [];
  const taken = new Set<string>();
  for (const wanted of input.desired.resources) {
    const inputs = resolveKnown(wanted.inputs, lookup);
    const thing = thingFor(input, wanted, inputs, taken);
    if (thing === undefined && wanted.adopt === undefined) {
      leftOut.push(wanted);
      continue;
    }
    if (wanted.adopt !== undefined) adopted.set(wanted.address, wanted.adopt);
    if (thing !== undefined) {
      claimed.set(wanted.address, thing);
      taken.add(keyOf(thing.kind.name, thing.id));
    }
    const made = resourceFor(input, wanted, inputs, thing);
    resources[wanted.address] = made.resource;
    deviations.push(...made.deviations);
  }
  markImported(input, resources, claimed);
  return {
    resources: withKnownNeeds(resources),
    leftOut,
    unclaimed: input.things.all.filter((thing) => !taken.has(keyOf(thing.kind.name, thing.id))),
    deviations,
  };
}

function thingFor(
  { things, origins }: MatchInput,
  wanted: Desired,
  inputs: Inputs,
  taken: ReadonlySet<string>,
): Thing | undefined {
  const { kind, adopt } = wanted;
  if (adopt !== undefined) return things.get(kind.name, adopt);
  const isFree = (thing: Thing | undefined): thing is Thing =>
    thing?.kind.name === kind.name && !taken.has(keyOf(kind.name, thing.id));
  const origin = origins.get(wanted.address);
  if (isFree(origin)) return origin;
  const id = typeof kind.id === 'string' ? undefined : keyText(kind.id, kind, inputs);
  const byParts = things.get(kind.name, id);
  if (isFree(byParts)) return byParts;
  const free = things.of(kind.name).filter(isFree);
  return keysOf(wanted).flatMap((names) => free.find((thing) => fits(wanted, names, inputs, thing)) ?? [])[0];
}

/** Names of properties that tell a thing apart, the best first. */
function keysOf({ kind }: Desired): readonly (readonly string[])[] {
  const special = otherKeys[kind.name];
  const natural = kind.naturalKey.includes('name') ? [] : [kind.naturalKey];
  return [...natural, ...(special === undefined ? [] : [special])].filter((names) => names.length > 0);
}

/** Rules are called as people like; what they watch tells them apart. */
const otherKeys: Readonly<Record<string, readonly string[]>> = {
  'alert-rule': [
    'namespace',
    'metric',
    'resources',
    'period',
    'CriticalThreshold',
    'WarnThreshold',
    'InfoThreshold',
  ],
  'private-zone': ['name'],
};

function fits({ kind }: Desired, names: readonly string[], inputs: Inputs, thing: Thing): boolean {
  return names.every((name) => {
    const as = kind.properties[name]?.as;
    const [want, have] = [normalise(as, inputs[name]), normalise(as, thing.inputs[name])];
    return canonicalJson(want ?? null) === canonicalJson(have ?? null);
  });
}

interface Made {
  readonly resource: ResourceState;
  readonly deviations: readonly Deviation[];
}

function resourceFor(
  { stack, now, onPurpose }: MatchInput,
  wanted: Desired,
  inputs: Inputs,
  thing: Thing | undefined,
): Made {
  const { kind, adopt, address } = wanted;
  const seen = thing?.values ?? {};
  const base: ResourceState = {
    kind: kind.name,
    region: wanted.region,
    id: adopt ?? thing?.id ?? '',
    status: isPeopleDone(kind, progressOf(kind, thing?.item ?? {})) ? 'ready' : 'awaiting-people',
    generation: generationOf(thing?.tags ?? {}),
    revision: 0,
    inputs: withUnknownSecrets(inputs),
    tags: wanted.tags,
    observed: { ...seen },
    outputs: { ...thing?.outputs },
    dependencies: [...wanted.dependencies],
    adopted: adopt !== undefined,
    readyAt: now,
  };
  if (adopt !== undefined || thing === undefined) return { resource: base, deviations: [] };
  const imported: Imported = { kept: {}, tags: keptTags(wanted, thing) };
  const asked: Record<string, Inputs[string]> = { ...base.inputs };
  const deviations: Deviation[] = [];
  for (const reason of differences(kind, { wanted: inputs, unknown: [], asked: {}, seen })) {
    const { attribute } = reason;
    // What the cloud never tells is taken from the text.
    if (kind.properties[attribute]?.read === false) continue;
    const [was, is] = [inputs[attribute], seen[attribute]];
    const isName = isMadeUp(stack, attribute, was);
    imported.kept[attribute] = {
      ...(was === undefined ? {} : { was }),
      ...(is === undefined ? {} : { is }),
      ...(isName ? { always: true } : {}),
    };
    if (is === undefined) Reflect.deleteProperty(asked, attribute);
    else asked[attribute] = is;
    if (!isName && !onPurpose.has(`${address} ${attribute}`))
      deviations.push({ address, title: kind.title, attribute, is: reason.seen, says: reason.wanted });
  }
  const tags = Object.fromEntries(
    Object.entries(wanted.tags).flatMap(([name, value]) => {
      const kept = imported.tags[name];
      if (kept === undefined) return [[name, value]];
      return kept.is === undefined ? [] : [[name, kept.is]];
    }),
  );
  return { resource: { ...base, inputs: asked, tags, imported }, deviations };
}

/** What they stand for in the cloud cannot be read back. */
function withUnknownSecrets(inputs: Inputs): Inputs {
  return withVersions(inputs, new Map(secretsIn(inputs).map((name) => [name, unknownVersion])));
}

/** Names and notes that hcnet makes up itself: people have given others, and nobody asks to change them. */
function isMadeUp(stack: string, attribute: string, was: Inputs[string] | undefined): boolean {
  if (attribute === 'name' || attribute === 'ruleId') return true;
  return typeof was === 'string' && (was.startsWith('hcnet ') || was.startsWith(`${stack}-`));
}

function keptTags({ tags }: Desired, thing: Thing): Imported['tags'] {
  return Object.fromEntries(
    Object.entries(tags)
      .filter(([name, value]) => thing.tags[name] !== value)
      .map(([name, was]) => {
        const is = thing.tags[name];
        const always = name.startsWith('hcnet:') ? { always: true as const } : {};
        return [name, { was, ...(is === undefined ? {} : { is }), ...always }];
      }),
  );
}

/**
 * Only what was not made by hcnet for this very address counts as imported. What takes no tags belongs to whom that
 * belongs on which it stands.
 */
function markImported(
  { stack }: MatchInput,
  resources: Record<string, ResourceState>,
  claimed: ReadonlyMap<string, Thing>,
): void {
  const isOurs = (address: string): boolean => {
    const resource = resources[address];
    const thing = claimed.get(address);
    if (resource === undefined || thing === undefined) return true;
    if (resource.adopted) return true;
    const isChanged = Object.keys(resource.imported?.kept ?? {}).length > 0;
    if (isChanged || Object.keys(resource.imported?.tags ?? {}).length > 0) return false;
    if (thing.kind.tags?.wire !== undefined) return thing.tags[stackTag] === stack;
    return resource.dependencies.every(isOurs);
  };
  const own = Object.keys(resources).filter(isOurs);
  for (const address of own) {
    const resource = resources[address];
    if (resource?.imported === undefined) continue;
    const made: ResourceState = { ...resource };
    delete made.imported;
    resources[address] = made;
  }
}

function withKnownNeeds(resources: Readonly<Record<string, ResourceState>>): Record<string, ResourceState> {
  return Object.fromEntries(
    Object.entries(resources).map(([address, resource]) => [
      address,
      { ...resource, dependencies: resource.dependencies.filter((need) => resources[need] !== undefined) },
    ]),
  );
}
