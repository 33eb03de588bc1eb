/** IPv4 and IPv6 addresses and prefixes as numbers, and the arithmetic that rules and plans need. */
import ipaddr from 'ipaddr.js';

export interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
  /** Canonical text: no leading zeros, IPv6 compressed. */
  readonly text: string;
}

export interface Prefix {
  readonly version: 4 | 6;
  readonly length: number;
  /** First and last address, both inside. */
  readonly first: bigint;
  readonly last: bigint;
  /** Canonical text: `10.0.0.0/8`, host bits cleared. */
  readonly text: string;
  /** True when the text named a host inside the block (`10.0.0.1/8`); `text` is the block all the same. */
  readonly hasHostBits: boolean;
}

/** Reads an address; `undefined` when the text is none. */
export function parseAddress(text: string): Address | undefined {
  const value = parseValue(text);
  if (value === undefined) return undefined;
  return { ...value, text: formatAddress(value.version, value.value) };
}

/** Reads `ADDRESS/LENGTH`; `undefined` when the text is no prefix or the length does not fit the version. */
export function parsePrefix(text: string): Prefix | undefined {
  const slash = text.indexOf('/');
  const lengthText = text.slice(slash + 1);
  if (slash < 0 || !/^\d{1,3}$/.test(lengthText)) return undefined;
  const address = parseValue(text.slice(0, slash));
  const length = Number(lengthText);
  if (address === undefined || length > bitsOf(address.version)) return undefined;
  return prefixAt(address.version, address.value, length);
}

/** The block of `length` bits that holds `value`. */
export function prefixAt(version: 4 | 6, value: bigint, length: number): Prefix {
  const hostBits = BigInt(bitsOf(version) - length);
  const first = (value >> hostBits) << hostBits;
  return {
    version,
    length,
    first,
    last: first + (1n << hostBits) - 1n,
    text: `${formatAddress(version, first)}/${String(length)}`,
    hasHostBits: first !== value,
  };
}

/** Builds the address with this number; the number must lie in the version's range. */
export function addressAt(version: 4 | 6, value: bigint): Address {
  return { version, value, text: formatAddress(version, value) };
}

export function bitsOf(version: 4 | 6): 32 | 128 {
  return version === 4 ? 32 : 128;
}

export function containsAddress(prefix: Prefix, address: Address): boolean {
  return prefix.version === address.version && prefix.first <= address.value && address.value <= prefix.last;
}

/** True when `inner` lies in `outer`, or both are the same block. */
export function containsPrefix(outer: Prefix, inner: Prefix): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(a: Prefix, b: Prefix): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last;
}

export function samePrefix(a: Prefix, b: Prefix): boolean {
  return a.version === b.version && a.first === b.first && a.length === b.length;
}

/** Orders by version, then first address, then the wider block first. */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  if (a.version !== b.version) return a.version - b.version;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.length - b.length;
}

/** `255.255.255.252` for a /30: the old VPC actions want masks in this form. */
export function dottedMask(prefix: Prefix): string {
  const ones = (1n << 32n) - 1n;
  return formatAddress(4, (ones << BigInt(32 - prefix.length)) & ones);
}

/** A prefix that is known to be well-formed, for constants. */
export function knownPrefix(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw new Error(`not a prefix: ${text}`);
  return prefix;
}

/**
 * Where Alibaba Cloud's own services answer; nobody else may use it.
 * Source: https://help.aliyun.com/en/express-connect/product-overview/limits
 */
export const serviceBlock = knownPrefix('100.64.0.0/10');

/** RFC 1918. */
export const privateBlocks = [
  knownPrefix('10.0.0.0/8'),
  knownPrefix('172.16.0.0/12'),
  knownPrefix('192.168.0.0/16'),
];

function parseValue(text: string): { version: 4 | 6; value: bigint } | undefined {
  if (!text.includes(':')) {
    const value = parseIpv4(text);
    return value === undefined ? undefined : { version: 4, value };
  }
  // A zone index (`fe80::1%eth0`) is valid for the library and meaningless in a design.
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  let value = 0n;
  for (const part of ipaddr.IPv6.parse(text).parts) value = (value << 16n) | BigInt(part);
  return { version: 6, value };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return BigInt(value);
}

function formatAddress(version: 4 | 6, value: bigint): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  const parts = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  return new ipaddr.IPv6(parts).toString();
}
