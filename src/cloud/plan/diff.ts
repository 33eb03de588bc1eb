/** Asked, seen, wanted: what about a resource must change, attribute by attribute. */
import { containsPrefix, parsePrefix } from '../../model/ip.ts';
import type { Kind, Property } from '../kind.ts';
import { normalise } from '../comparison.ts';
import type { Tags } from '../parameters.ts';
import { printable } from '../printable.ts';
import { changedSecrets, withoutVersions } from '../secret-version.ts';
import { canonicalJson, isRef, isSecret, type Input, type Inputs, type Wire } from '../value.ts';

/** Why a step is in the plan. Values are shown as texts; secrets appear by name. */
export interface Reason {
  /** Name of a property, `tags`, or a word like `id` and `status`. */
  readonly attribute: string;
  /** What was asked for last time. */
  readonly asked?: string;
  /** What the cloud says. */
  readonly seen?: string;
  /** What the design says now. */
  readonly wanted?: string;
  /**
   * Why it takes a new resource: the attribute is fixed once that is made, or it is a prefix that can grow and shrink
   * in place, and not move.
   */
  readonly needsNew?: 'fixed' | 'moved';
}

export interface Compared {
  /** What is known of it; a property in `unknown` refers to something that does not exist yet. */
  readonly wanted: Inputs;
  readonly unknown: readonly string[];
  /** By property: the addresses of what does not exist yet. */
  readonly awaited?: ReadonlyMap<string, readonly string[]>;
  readonly asked: Inputs;
  readonly seen: Readonly<Record<string, Wire>>;
  /** We asked for all of it, so what is not among `asked` was not asked for; default false. */
  readonly isOurs?: boolean;
}

function notKnownYet(awaited: readonly string[] = []): string {
  return awaited.length === 0 ? '(known after apply)' : `(known after apply: ${awaited.join(', ')})`;
}

export function differences(kind: Kind, compared: Compared): Reason[] {
  return Object.keys(kind.properties)
    .sort()
    .flatMap((name) => difference(kind, name, compared) ?? []);
}

/** Only tags that we set or once set; others belong to somebody else. */
export function tagDifferences(
  kind: Kind,
  compared: { readonly wanted: Tags; readonly asked: Tags; readonly seen: Tags },
): Reason[] {
  if (kind.tags?.change === undefined) return [];
  const names = [...new Set([...Object.keys(compared.wanted), ...Object.keys(compared.asked)])].sort();
  return names
    .filter((name) => compared.wanted[name] !== compared.seen[name])
    .map((name) => reason(`tags.${name}`, compared.asked[name], compared.seen[name], compared.wanted[name]));
}

/** Whether the change cannot be made in place. */
export function needsReplacement(kind: Kind, change: Reason): boolean {
  return whyNew(kind, change) !== undefined;
}

/** Reasons that say which of them take a new resource. */
export function withNeeds(kind: Kind, reasons: readonly Reason[]): Reason[] {
  return reasons.map((each) => {
    const needsNew = whyNew(kind, each);
    return needsNew === undefined ? each : { ...each, needsNew };
  });
}

function whyNew(kind: Kind, change: Reason): Reason['needsNew'] {
  const { attribute } = change;
  if (attribute.startsWith('tags.')) return undefined;
  const immutable = kind.properties[attribute]?.immutable;
  if (immutable === true) return 'fixed';
  if (immutable === 'unless-nested') return isNested(change) ? undefined : 'moved';
  const isUpdated = kind.updates?.some((call) => call.properties.includes(attribute)) === true;
  return isUpdated ? undefined : 'fixed';
}

/** What the design no longer says and no call takes back: attributes, and parts of them, by their paths. */
export function keptPaths(kind: Kind, { wanted, unknown, asked }: Compared): string[] {
  return Object.entries(kind.properties).flatMap(([name, property]) => {
    const before = asked[name];
    if (before === undefined || property.immutable !== undefined || unknown.includes(name)) return [];
    if (property.absent !== undefined || property.clearWith !== undefined) return [];
    const after = wanted[name];
    if (after === undefined) return property.wire === undefined ? [] : [name];
    return property.keepsParts === true ? droppedPaths(name, before, after) : [];
  });
}

/** A value as people read it. */
export function shown(value: Wire | Inputs[string] | undefined, unit?: Property['unit']): string | undefined {
  if (value === undefined) return undefined;
  if (isSecret(value)) return `secret ${value.$secret}`;
  if (typeof value === 'number' && unit !== undefined) return `${value} ${unit}`;
  return printable(typeof value === 'object' ? canonicalJson(value) : String(value));
}

function difference(kind: Kind, name: string, compared: Compared): Reason | undefined {
  const property = kind.properties[name];
  if (property === undefined) return undefined;
  const { unit } = property;
  const asked = compared.asked[name];
  /** In the form in which it compares with what is seen. */
  const before = asked === undefined ? undefined : normalise(property.as, withoutVersions(asked));
  if (compared.unknown.includes(name)) {
    const awaited = notKnownYet(compared.awaited?.get(name));
    return reason(name, shown(before, unit), shown(compared.seen[name], unit), awaited);
  }
  const wanted = compared.wanted[name] ?? property.absent;
  // What is fixed once it is made is taken back by making it anew.
  const isTakenBack = property.clearWith !== undefined || (compared.isOurs === true && isFixed(property));
  if (wanted === undefined && asked !== undefined && isTakenBack) {
    return reason(name, shown(withoutVersions(asked), unit), undefined, 'nothing');
  }
  // What is never sent and never told is nobody's to compare.
  if (wanted === undefined || (property.wire === undefined && (property.read ?? false) === false))
    return undefined;
  if (property.secret === true)
    return changedSecret(name, asked, wanted, compared.isOurs === true) ?? newValue(name, asked, wanted);
  const want = normalise(property.as, withoutVersions(wanted));
  const have = current(property, compared, name);
  if (canonicalJson(want ?? null) === canonicalJson(have ?? null)) return newValue(name, asked, wanted);
  // Found without a state, and the cloud does not tell: no reason to make it anew. What we asked for without it has
  // none.
  const isWithout = compared.isOurs === true && isFixed(property);
  if (have === undefined && !isWithout && (property.immutable !== undefined || property.only === 'create'))
    return undefined;
  return reason(name, shown(before, unit), shown(compared.seen[name], unit), shown(want, unit));
}

/** Only another one has another value of it. */
function isFixed({ immutable, wire, namesOwner }: Property): boolean {
  return immutable !== undefined && wire !== undefined && namesOwner !== true;
}

/** What is there now: as the cloud says, else as we asked, else as the cloud assumes. */
function current(property: Property, compared: Compared, name: string): Wire | undefined {
  const seen = property.only === 'create' ? undefined : compared.seen[name];
  const asked = compared.asked[name] ?? property.absent;
  return seen ?? (asked === undefined ? undefined : normalise(property.as, withoutVersions(asked)));
}

/** The value of a secret is never seen; another name is one sign that it has changed, another version the other. */
function changedSecret(
  name: string,
  asked: Inputs[string] | undefined,
  wanted: Inputs[string],
  isOurs: boolean,
): Reason | undefined {
  if (asked === undefined)
    return isOurs ? reason(name, undefined, undefined, shown(withoutVersions(wanted))) : undefined;
  const [before, after] = [withoutVersions(asked), withoutVersions(wanted)];
  if (canonicalJson(before) === canonicalJson(after)) return undefined;
  return reason(name, shown(before), undefined, shown(after));
}

function newValue(
  name: string,
  asked: Inputs[string] | undefined,
  wanted: Inputs[string],
): Reason | undefined {
  const changed = changedSecrets(asked, wanted);
  if (changed.length === 0) return undefined;
  const has = changed.length === 1 ? 'has a new value' : 'have new values';
  return reason(name, undefined, undefined, `secret ${changed.join(', ')} ${has}`);
}

function isNested({ asked, seen = asked, wanted }: Reason): boolean {
  const [a, b] = [seen, wanted].map((text) => (text === undefined ? undefined : parsePrefix(text)));
  return a !== undefined && b !== undefined && (containsPrefix(a, b) || containsPrefix(b, a));
}

function droppedPaths(path: string, before: Input, after: Input): string[] {
  if (!isTree(before) || !isTree(after)) return [];
  const there = new Map(Object.entries(after));
  return Object.entries(before).flatMap(([name, part]) => {
    const rest = there.get(name);
    return rest === undefined ? [`${path}.${name}`] : droppedPaths(`${path}.${name}`, part, rest);
  });
}

function isTree(value: Input): value is readonly Input[] | Inputs {
  return typeof value === 'object' && !isRef(value) && !isSecret(value);
}

function reason(attribute: string, asked?: string, seen?: string, wanted?: string): Reason {
  return {
    attribute,
    ...(asked === undefined ? {} : { asked }),
    ...(seen === undefined ? {} : { seen }),
    ...(wanted === undefined ? {} : { wanted }),
  };
}
