/** Names, literals and the properties that many blocks have, as the language writes them. */
import type { Address, Prefix } from '../../model/ip.ts';
import { reservedWords } from '../../model/reserved-words.ts';
import { spellSecret } from '../../model/secrets.ts';
import type {
  CloudElement,
  ElementBase,
  Guarded,
  Managed,
  SecretRef,
  StaticRoute,
  Tag,
} from '../../model/topology.ts';
import { block, list, property, statement, toggle, type Entry } from './entry.ts';

/** `site dc "Data center"`. */
export function heading(keyword: string, { name, label }: ElementBase, rest = ''): string {
  const title = label === undefined ? '' : ` ${quoted(label)}`;
  return `${keyword} ${name}${title}${rest === '' ? '' : ` ${rest}`}`;
}

/** The name of what is referred to; what the design does not hold is named all the same, and leads nowhere. */
export function nameOf(element: { readonly name: string } | undefined): string {
  return element?.name ?? 'unknown';
}

export function namesOf(elements: readonly { readonly name: string }[]): string[] {
  return elements.map(({ name }) => name);
}

export function texts(values: readonly (Address | Prefix)[]): string[] {
  return values.map(({ text }) => text);
}

/** Line breaks and the like have signs of their own; what has none is left out. */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll(/["\\]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/[\u0000-\u001f\u007f]/g, '');
  return `"${escaped}"`;
}

export function quotedProperty(keyword: string, text: string | undefined): Entry[] {
  return property(keyword, text === undefined ? undefined : quoted(text));
}

export function bandwidth(mbps: number | undefined): string | undefined {
  if (mbps === undefined) return undefined;
  if (mbps >= 1000 && Number.isInteger(mbps / 100)) return `${mbps / 1000} Gbps`;
  return mbps < 1 ? `${mbps * 1000} kbps` : `${mbps} Mbps`;
}

const units = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

export function duration(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined;
  const whole = units.find(([, size]) => ms > 0 && ms % size === 0);
  return whole === undefined ? `${ms} ms` : `${ms / whole[1]} ${whole[0]}`;
}

export function percentage(percent: number | undefined): string | undefined {
  return percent === undefined ? undefined : `${percent} %`;
}

export function secret(keyword: string, ref: SecretRef | undefined): Entry[] {
  return property(keyword, ref === undefined ? undefined : spellSecret(ref));
}

/** A word where the language takes one, else a string. */
export function wordOrString(text: string): string {
  return /^[A-Za-z_]\w*(?:-\w+)*$/.test(text) && !reservedWords.has(text) ? text : quoted(text);
}
export function tags(all: readonly Tag[]): Entry[] {
  return all.map(({ key, value }) => statement(`tag ${wordOrString(key)} ${quoted(value)}`));
}

/** What stands at the end of everything that exists in Alibaba Cloud. */
export function cloudProperties(element: CloudElement): Entry[] {
  return [
    ...quotedProperty('id', element.cloudId),
    ...quotedProperty('account', element.account),
    ...tags(element.tags),
    ...managed(element),
  ];
}

export function managed(element: Managed): Entry[] {
  const former = element.movedFrom;
  return [
    ...property('moved from', former?.slice(former.indexOf('.', former.lastIndexOf('/') + 1) + 1)),
    ...guarded(element),
  ];
}

export function guarded({ lifecycle }: Guarded): Entry[] {
  const inner = [...toggle('protect', lifecycle.protect, false), ...list('ignore', lifecycle.ignore)];
  return inner.length === 0 ? [] : [block('lifecycle', inner)];
}

export function routes(all: readonly StaticRoute[]): Entry[] {
  return all.map(({ prefix, nextHop, isBlackhole, path }) => {
    const end = isBlackhole ? ' blackhole' : nextHop === undefined ? '' : ` to ${nextHop.name}`;
    return statement(`route ${prefix?.text ?? '0.0.0.0/'}${end}`, path);
  });
}
