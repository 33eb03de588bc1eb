/** From an item of an answer to the attributes of a resource, in the form in which they compare with inputs. */
import type { Answer } from '../context.ts';
import type { Kind, Property } from '../kind.ts';
import { addressTag, addressTagValue, stackTag } from '../naming.ts';
import { normalise } from '../comparison.ts';
import type { Tags } from '../parameters.ts';
import { progressFields } from '../people.ts';
import { canonicalJson, textOf, type Input, type Inputs, type Wire } from '../value.ts';

export type Item = Readonly<Record<string, unknown>>;

export interface Observed {
  readonly id: string;
  readonly status: string | undefined;
  /** Managed attributes only, normalised; what the cloud does not tell is absent. */
  readonly values: Readonly<Record<string, Wire>>;
  readonly tags: Tags;
  /** See `Kind.vacantWithout`. */
  readonly isVacant?: boolean;
  /** Absent where nothing tells. */
  readonly session?: Session;
}

/** Whether something gets through, and what the cloud says in its own words. */
export interface Session {
  readonly is: 'up' | 'down' | 'unknown';
  readonly says: string;
}

export function observe(kind: Kind, item: Item, id: string): Observed {
  const values: Record<string, Wire> = {};
  for (const [name, property] of Object.entries(kind.properties)) {
    const seen = seenOf(property, item);
    if (seen !== undefined) values[name] = seen;
  }
  return {
    id,
    status: kind.status === undefined ? undefined : textOf(valuesAt(item, kind.status.field)[0]),
    values,
    tags: kind.tags === undefined ? {} : tagsOf(item, kind.tags.read),
    ...(isVacant(kind, item) ? { isVacant: true } : {}),
    ...sessionOf(kind, item),
  };
}

function sessionOf({ carries }: Kind, item: Item): Pick<Observed, 'session'> {
  if (carries?.session === undefined) return {};
  const { field, up, down } = carries.session;
  const says = textOf(valuesAt(item, field)[0]) ?? '';
  const letters = says.toLowerCase().replaceAll(/[^a-z]/g, '');
  const is = up.includes(letters) ? 'up' : down.includes(letters) ? 'down' : 'unknown';
  return { session: { is, says } };
}

function isVacant({ vacantWithout, tags }: Kind, item: Item): boolean {
  if (vacantWithout === undefined || tags === undefined) return false;
  const isMarked = tagsOf(item, tags.read)[stackTag] !== undefined;
  const { count, users } = vacantWithout;
  const [outer = ''] = users.split('.');
  const isUnused = item[outer] !== undefined && itemsAt(item, users).length === 0;
  return !isMarked && isUnused && textOf(valuesAt(item, count)[0]) === '0';
}

/** The fields of an item that tell how far people are. */
export function progressOf(kind: Kind, item: Item): Record<string, string> {
  return Object.fromEntries(
    progressFields(kind).flatMap((field): [string, string][] => {
      const text = textOf(valuesAt(item, field)[0]);
      return text === undefined ? [] : [[field, text]];
    }),
  );
}

/** The id that an item carries, or that follows from what identifies the resource. */
export function idOf(kind: Kind, item: Item, inputs: Inputs): string | undefined {
  if (typeof kind.id === 'string') return textOf(valuesAt(item, kind.id)[0]);
  return keyText(kind.id, kind, inputs);
}

/** The id of what has none: its identifying values, joined. `undefined` while a needed one is not known. */
export function keyText(names: readonly string[], kind: Kind, inputs: Inputs): string | undefined {
  const parts: string[] = [];
  for (const name of names) {
    const property = kind.properties[name];
    const value = normalise(property?.as, inputs[name]);
    if (value === undefined && property?.required === true) return undefined;
    parts.push(value === undefined ? '' : typeof value === 'object' ? canonicalJson(value) : String(value));
  }
  return parts.join(':');
}

/** The mark of a stack and an address. */
export function markFor(stack: string, address: string): string {
  return `${stack}\n${addressTagValue(address)}`;
}

export function isMarkOf(stack: string, mark: string): boolean {
  return mark.startsWith(`${stack}\n`);
}

/** The mark that an item carries; `undefined` for what was not made by us, or takes no tags. */
export function markOf(kind: Kind, item: Item): string | undefined {
  if (kind.tags === undefined) return undefined;
  const tags = tagsOf(item, kind.tags.read);
  const [stack, address] = [tags[stackTag], tags[addressTag]];
  return stack === undefined || address === undefined ? undefined : `${stack}\n${address}`;
}

/** Whether everything of the kind carries the mark from the start; without it, a thing of ours may lack it too. */
export function isMarkedAtBirth(kind: Kind): boolean {
  return kind.tags?.wire !== undefined;
}

/** The list that an answer holds under a path; a lone object counts as a list of one, a lone text as `{ value }`. */
export function itemsAt(answer: Answer, path: string): Item[] {
  const found = path === '' ? [answer] : valuesAt(answer, path);
  return found.flatMap((value): Item[] => {
    if (typeof value === 'object' && value !== null) return [value as Item];
    return value === undefined || value === '' || value === null ? [] : [{ value }];
  });
}

/** Every value at a dotted path; lists on the way are walked into. */
export function valuesAt(from: unknown, path: string): unknown[] {
  let found: unknown[] = [from];
  for (const name of partsOf(path)) {
    const next: unknown[] = [];
    for (const value of found) {
      if (typeof value !== 'object' || value === null) continue;
      const inner = (value as Item)[name];
      if (Array.isArray(inner)) next.push(...(inner as unknown[]).filter(isThere));
      else if (isThere(inner)) next.push(inner);
    }
    found = next;
  }
  return found;
}

/** Paths come from kinds, so there are few of them, each asked for again and again. */
const pathParts = new Map<string, readonly string[]>();

function partsOf(path: string): readonly string[] {
  const known = pathParts.get(path);
  if (known !== undefined) return known;
  const parts = path.split('.');
  pathParts.set(path, parts);
  return parts;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function seenOf(property: Property, item: Item): Wire | undefined {
  const path = property.read ?? property.wire;
  if (path === false || path === undefined) return undefined;
  const found = valuesAt(item, path);
  if (property.as === 'set' || typeof property.as === 'object')
    return normalise(property.as, found as Input[]);
  const [first] = found;
  if (property.as === 'json') return jsonSeen(first);
  return first === undefined || first === '' ? undefined : normalise(property.as, first as Input);
}

/** The service echoes JSON texts with its own spacing and order. */
function jsonSeen(value: unknown): Wire | undefined {
  if (value === undefined || value === '') return undefined;
  try {
    return canonicalJson(typeof value === 'string' ? JSON.parse(value) : value);
  } catch {
    // Not JSON after all: compare it as the text that it is.
    return textOf(value);
  }
}

function tagsOf(item: Item, path: string): Tags {
  const out: Record<string, string> = {};
  for (const tag of valuesAt(item, path)) {
    const [key] = [...valuesAt(tag, 'Key'), ...valuesAt(tag, 'TagKey')];
    const [value] = [...valuesAt(tag, 'Value'), ...valuesAt(tag, 'TagValue')];
    const name = textOf(key);
    if (name !== undefined) out[name] = textOf(value) ?? '';
  }
  return out;
}

/** Not every status of a failure is documented, so one that calls itself so counts as well. */
export function hasFailed({ status: model }: Kind, status: string): boolean {
  if (model === undefined || model.ready.includes(status)) return false;
  return model.failed?.includes(status) === true || /fail|abnormal/i.test(status);
}
