/** Literals of the language as values of the model. */
import type { Address, Prefix } from '../model/ip.ts';
import { parseAddress, parsePrefix } from '../model/ip.ts';
import type { Half } from './cst.ts';
import type * as ast from './generated/ast.ts';

/** Reads a prefix. The same text gives the same object: between two keystrokes nearly all text is the same. */
export function readPrefix(text: string | undefined): Prefix | undefined {
  return text === undefined ? undefined : remembered(prefixes, text, parsePrefix);
}

export function readAddress(text: string | undefined): Address | undefined {
  return text === undefined ? undefined : remembered(addresses, text, parseAddress);
}

export function readPrefixes(texts: readonly (string | undefined)[]): readonly Prefix[] {
  return texts.map(readPrefix).filter((prefix) => prefix !== undefined);
}

export function readMbps(bandwidth: Half<ast.Bandwidth> | undefined): number | undefined {
  const value = readNumber(bandwidth?.value);
  if (value === undefined) return undefined;
  switch (bandwidth?.unit) {
    case 'kbps':
      return value / 1000;
    case 'Mbps':
      return value;
    case 'Gbps':
      return value * 1000;
    case undefined:
      return undefined;
  }
}

export function readMs(duration: Half<ast.Duration> | undefined): number | undefined {
  const value = readNumber(duration?.value);
  if (value === undefined || duration?.unit === undefined) return undefined;
  return value * msOf[duration.unit];
}

/** A month counts as 30 days. */
export const msOf: Readonly<Record<ast.DurationUnit, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  days: 86_400_000,
  months: 30 * 86_400_000,
};

/** A number that could be read. */
export function readNumber(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** An autonomous system number of 32 bits. */
export function readAsnValue(value: number | undefined): number | undefined {
  const number = readNumber(value);
  return number !== undefined && number <= 0xffff_ffff ? number : undefined;
}

export function isOn(value: ast.Switch | undefined, otherwise: boolean): boolean {
  return value === undefined ? otherwise : value === 'on';
}

const prefixes = new Map<string, Prefix | undefined>();
const addresses = new Map<string, Address | undefined>();

/** More than any design holds; a server that runs for weeks must not keep every text it ever saw. */
const mostRemembered = 100_000;

function remembered<T>(memory: Map<string, T>, text: string, read: (text: string) => T): T {
  const known = memory.get(text);
  if (known !== undefined || memory.has(text)) return known as T;
  if (memory.size >= mostRemembered) memory.clear();
  const value = read(text);
  memory.set(text, value);
  return value;
}
