/** What a resource is asked to be: plain data in which ids known later and secrets stand as references. */
import { invariant } from './invariant.ts';

/** An id, or another fact, of a resource that may not exist yet. */
export interface Ref {
  readonly $ref: string;
  /** `id`, or the name of one of the kind's outputs. */
  readonly path: string;
}

/** A secret by name, `env:TELECOM_BGP_KEY`. The value is read when a call is sent, and kept nowhere. */
export interface SecretInput {
  readonly $secret: string;
  /** Tells one value from another, see `secret-version.ts`; absent: a change of the value goes unnoticed. */
  readonly v?: string;
}

export type Input =
  string | number | boolean | Ref | SecretInput | readonly Input[] | { readonly [name: string]: Input };

export type Inputs = Readonly<Record<string, Input>>;

/** Inputs as kinds write them: what the design leaves out is `undefined`. */
export type LooseInputs = Readonly<Record<string, Input | undefined>>;

/** A value as it travels: JSON without `null`. */
export type Wire = string | number | boolean | readonly Wire[] | { readonly [name: string]: Wire };

export function ref(address: string, path = 'id'): Ref {
  return { $ref: address, path };
}

export function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && '$ref' in value;
}

export function isSecret(value: unknown): value is SecretInput {
  return typeof value === 'object' && value !== null && '$secret' in value;
}

export function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** Addresses that a value refers to, each once, sorted. */
export function refsIn(value: Input | Inputs): string[] {
  const found = new Set<string>();
  collect(value, (part) => {
    if (isRef(part)) found.add(part.$ref);
  });
  return [...found].sort();
}

/** Names of the secrets in a value, each once, sorted. */
export function secretsIn(value: Input | Inputs): string[] {
  return [...new Set(secretInputsIn(value).map((secret) => secret.$secret))].sort();
}

export function secretInputsIn(value: Input | Inputs): readonly SecretInput[] {
  const found: SecretInput[] = [];
  collect(value, (part) => {
    if (isSecret(part)) found.push(part);
  });
  return found;
}

/** Puts a value in place of every reference and secret; `undefined` for one of them makes the whole unknown. */
export function substitute(
  value: Input,
  replace: (part: Ref | SecretInput) => Wire | undefined,
): Wire | undefined {
  return substituteParts(value, replace) as Wire | undefined;
}

/** As `substitute`, for replacements that may be references themselves. */
export function substituteParts(
  value: Input,
  replace: (part: Ref | SecretInput) => Input | undefined,
): Input | undefined {
  if (isRef(value) || isSecret(value)) return replace(value);
  if (isList<Input>(value)) {
    const parts = value.map((part) => substituteParts(part, replace));
    return parts.includes(undefined) ? undefined : parts.filter((part) => part !== undefined);
  }
  if (typeof value !== 'object') return value;
  const entries: [string, Input][] = [];
  for (const [name, part] of Object.entries(value)) {
    const known = substituteParts(part, replace);
    if (known === undefined) return undefined;
    entries.push([name, known]);
  }
  return Object.fromEntries(entries);
}

/** JSON with sorted keys: equal values have equal text. `undefined` is left out, as in JSON. */
export function canonicalJson(value: unknown): string {
  const text = canonical(value);
  invariant(text !== undefined, 'a value that JSON cannot hold');
  return text;
}

/** By hand, since `JSON.stringify` sorts keys only through a function that it calls for each value. */
function canonical(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((part) => canonical(part) ?? 'null').join(',')}]`;
  const parts: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const text = canonical((value as Readonly<Record<string, unknown>>)[name]);
    if (text !== undefined) parts.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${parts.join(',')}}`;
}

function collect(value: Input | Inputs, visit: (part: Input) => void): void {
  const part = value;
  visit(part);
  if (isRef(part) || isSecret(part) || typeof part !== 'object') return;
  for (const inner of isList(part) ? part : Object.values(part)) collect(inner, visit);
}

export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
