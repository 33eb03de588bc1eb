/** Values as the cloud and a design write them, brought into one form in which equal things are equal. */
import type { Comparison } from './kind.ts';
import { canonicalJson, isList, textOf, type Input, type Inputs, type Wire } from './value.ts';

/** Brings a value into the form in which equal things are equal: numbers sent as text, sets in any order, ... */
export function normalise(as: Comparison | undefined, value: Input | undefined): Wire | undefined {
  if (value === undefined || value === '') return undefined;
  if (as === 'number') return numberFrom(value);
  if (as === 'flag') return textOf(value)?.toLowerCase() === 'true';
  if (as === 'set') return sorted(listFrom(value).map((part) => textOf(part) ?? canonicalJson(part)));
  if (as === 'json') return typeof value === 'string' ? value : canonicalJson(value);
  if (typeof as === 'object') return sorted(listFrom(value).map((part) => pick(part, as.set)));
  const text = textOf(value) ?? canonicalJson(value);
  return as === 'caseless' ? text.toLowerCase() : text;
}

function numberFrom(value: Input): Wire | undefined {
  const number = typeof value === 'number' ? value : Number(textOf(value));
  return Number.isNaN(number) ? undefined : number;
}

function listFrom(value: Input): readonly Input[] {
  return isList<Input>(value) ? value : [value];
}

function pick(value: Input, names: readonly string[]): Wire {
  const entry = typeof value === 'object' && !isList<Input>(value) ? (value as Inputs) : {};
  return Object.fromEntries(
    names.flatMap((name): [string, Wire][] => {
      const text = textOf(entry[name]);
      return text === undefined || text === '' ? [] : [[name, text]];
    }),
  );
}

function sorted(values: readonly Wire[]): Wire[] {
  return [...values].sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}
