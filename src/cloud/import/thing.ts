/** What is there in the cloud, as an import finds it. */
import type { Kind } from '../kind.ts';
import { valuesAt, type Item } from '../look/observe.ts';
import { textOf } from '../value.ts';
import type { Tags } from '../parameters.ts';
import type { Inputs, Wire } from '../value.ts';

export interface Thing {
  readonly kind: Kind;
  readonly region: string;
  readonly id: string;
  /** As the list shows it. */
  readonly item: Item;
  readonly status: string | undefined;
  /** What the cloud tells, by the names of properties. */
  readonly values: Readonly<Record<string, Wire>>;
  /** The same, and what its list was asked for: parents that an item does not name. */
  readonly inputs: Inputs;
  readonly tags: Tags;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Something that would have been read, and could not be. */
export interface Unread {
  readonly what: string;
  /** In the cloud's words, with what to do. */
  readonly why: string;
}

export interface Discovery {
  readonly things: readonly Thing[];
  readonly unread: readonly Unread[];
  readonly account: string;
}

export function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}

/** What it says of a property, as text; `undefined` for nothing. */
export function textIn(thing: Thing, name: string): string | undefined {
  return filled(thing.inputs[name]);
}

/** A field of its item, as text; `undefined` for nothing. */
export function fieldOf(item: Item, field: string): string | undefined {
  return filled(valuesAt(item, field)[0]);
}

function filled(value: unknown): string | undefined {
  const text = textOf(value);
  return text === '' ? undefined : text;
}

export function numberIn(thing: Thing, name: string): number | undefined {
  const value = thing.inputs[name];
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function isOnIn(thing: Thing, name: string): boolean {
  return thing.inputs[name] === true;
}

export function listIn(thing: Thing, name: string): readonly Wire[] {
  const value = thing.values[name];
  return Array.isArray(value) ? (value as readonly Wire[]) : [];
}

export function textsIn(thing: Thing, name: string): readonly string[] {
  return listIn(thing, name).map(String);
}
