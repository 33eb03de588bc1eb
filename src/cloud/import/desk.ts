/** What those who write up a part of a network share: the things, the names that are taken, and what is to be told. */
import type { CloudElement, ElementBase, Managed, SourceRange, Tag } from '../../model/topology.ts';
import { addressTag, stackTag } from '../naming.ts';
import type { Tags } from '../parameters.ts';
import { textOf } from '../value.ts';
import type { Inventory } from './inventory.ts';
import { newNames, type Names, type Naming } from './names.ts';
import type { Remark } from './remark.ts';
import { textIn, type Thing } from './thing.ts';

export interface Desk {
  readonly things: Inventory;
  /** This design's, and those of designs whose tags are on what was found: names may begin with one. */
  readonly stacks: readonly string[];
  readonly stack: string;
  readonly account: string;
  readonly names: Names;
  /** Which thing stands for an address. */
  readonly origins: Map<string, Thing>;
  readonly remarks: Remark[];
  /** Attributes that are otherwise in the text on purpose, as `address attribute`; a remark tells why. */
  readonly onPurpose: Set<string>;
  /** Tags of everything, which the network says once. */
  readonly common: Tags;
}

export interface DeskOptions {
  readonly things: Inventory;
  readonly stack: string;
  readonly account: string;
  readonly reserved: ReadonlySet<string>;
}

export function newDesk({ things, stack, account, reserved }: DeskOptions): Desk {
  return {
    things,
    stacks: [stack, ...marksIn(things)],
    stack,
    account,
    names: newNames(reserved),
    origins: new Map(),
    remarks: [],
    onPurpose: new Set(),
    common: commonTags(things),
  };
}

/** Nothing is in a text yet. */
const nowhere: SourceRange = {
  uri: '',
  start: 0,
  end: 0,
  startLine: 0,
  startColumn: 0,
  endLine: 0,
  endColumn: 0,
};

/** An element that has a name; `word` is that of its path. */
export function named(path: string, { name, label }: Naming): ElementBase {
  return { path, name, label, source: nowhere, extent: nowhere };
}

export function unnamed(path: string, name: string): ElementBase {
  return named(path, { name, label: undefined });
}

export const unmanaged: Managed = { lifecycle: { protect: false, ignore: [] }, movedFrom: undefined };

export interface NamingOptions {
  /** The word of its path: `vpc`. */
  readonly word: string;
  /** Names are unique among what has the same one; default: the whole design. */
  readonly scope?: string;
  /** What names of its kind begin with where hcnet makes them, besides the stack: the name of a parent. */
  readonly after?: string;
  readonly otherwise: string;
  /** Where it is not in `name`. */
  readonly given?: string | undefined;
}

/** As hcnet called it, if it did, else as the cloud calls it. */
export function nameFor(desk: Desk, thing: Thing, options: NamingOptions): Naming {
  const { word, scope = '', after, otherwise, given = textIn(thing, 'name') } = options;
  const marked = nameInMark(thing, word);
  if (marked !== undefined) return desk.names.take(scope, [marked], otherwise);
  const owner = desk.stacks.find((stack) => given?.startsWith(`${stack}-`));
  const plain = given === undefined || owner === undefined ? given : without(given, `${owner}-`);
  const isOurs = plain !== given;
  const own = plain === undefined || after === undefined || !isOurs ? plain : without(plain, `${after}-`);
  return desk.names.take(scope, [own], otherwise);
}

/** The last name in the address that hcnet wrote on it. */
function nameInMark(thing: Thing, word: string): string | undefined {
  const last = thing.tags[addressTag]?.split('/').at(-1);
  return last?.startsWith(`${word}.`) === true ? last.slice(word.length + 1) : undefined;
}

function without(text: string, start: string): string {
  return text.startsWith(start) && text.length > start.length ? text.slice(start.length) : text;
}

/** In the order in which people sort: `app-2` before `app-10`. */
export function byName<T extends { readonly name: string }>(elements: readonly T[]): T[] {
  return elements.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** What everything in the cloud has, of a thing that is to be managed. */
export function cloudPart(
  desk: Desk,
  thing: Thing,
): Pick<CloudElement, 'cloudId' | 'account' | 'tags' | 'lifecycle' | 'movedFrom'> {
  return { cloudId: undefined, account: undefined, tags: ownTags(desk, thing), ...unmanaged };
}

/** What belongs to somebody else, or is never managed: known by its id. */
export function usedPart(
  id: string,
  account: string | undefined,
): Pick<CloudElement, 'cloudId' | 'account' | 'tags' | 'lifecycle' | 'movedFrom'> {
  return { cloudId: id, account, tags: [], ...unmanaged };
}

function ownTags({ common }: Desk, { tags }: Thing): Tag[] {
  return Object.entries(peopleTags(tags))
    .filter(([key, value]) => common[key] !== value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, value }));
}

/** Without those of hcnet and of the platform, which nobody writes. */
function peopleTags(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !/^(?:hcnet:|acs:|aliyun)/.test(key)));
}

/** Designs of hcnet that have left their tags. */
function marksIn({ all }: Inventory): string[] {
  return [...new Set(all.flatMap(({ tags }) => tags[stackTag] ?? []))];
}

/** What a design says once for all: only what each single thing that can be tagged carries. */
function commonTags({ all }: Inventory): Tags {
  const tagged = all.filter(({ kind }) => kind.tags?.wire !== undefined && kind.people === undefined);
  const [first, ...others] = tagged.map(({ tags }) => peopleTags(tags));
  if (first === undefined || others.length === 0) return {};
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) => others.every((each) => each[key] === value)),
  );
}

/** The other account that owns it, as the thing or what refers to it says. */
export function otherOwner({ account }: Desk, owner: unknown): string | undefined {
  const text = textOf(owner);
  return text === undefined || text === '' || text === '0' || text === account ? undefined : text;
}

/** As people find it again: its name and its id. */
export function shownThing(thing: Thing): string {
  const name = textIn(thing, 'name');
  return name === undefined || name === ''
    ? `${thing.kind.title} ${thing.id}`
    : `${thing.kind.title} '${name}' (${thing.id})`;
}
