/** Words that messages and fixes have in common. */
import { namedElements } from '../../model/relations.ts';
import type { Topology } from '../../model/topology.ts';

/** `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`. */
export function quoted(names: readonly (string | { readonly name: string })[]): string {
  return listed(names.map((name) => `'${typeof name === 'string' ? name : name.name}'`));
}

/** `site 'a'`, `sites 'a' and 'b'`. */
export function named(noun: string, items: readonly { readonly name: string }[]): string {
  return `${noun}${items.length === 1 ? '' : 's'} ${quoted(items)}`;
}

/** `VBR 'a'`, `VBRs 'a' and 'b'`, `VBRs 'a' and 3 more`: a long list in one line. */
export function namedBriefly(noun: string, items: readonly { readonly name: string }[]): string {
  const [first, ...others] = items;
  if (first === undefined || others.length < 2) return named(noun, items);
  return `${noun}s '${first.name}' and ${String(others.length)} more`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** A bandwidth as a reader would write it, and as the language reads it: `1.5 Gbps`, `300 Mbps`, `64 kbps`. */
export function bandwidth(mbps: number): string {
  if (mbps >= 1000) return `${shortened(mbps / 1000)} Gbps`;
  return mbps < 1 ? `${shortened(mbps * 1000)} kbps` : `${shortened(mbps)} Mbps`;
}

/** `base`, or `base-2`, `base-3`, ... when the design has that name already. */
export function freeName(topology: Topology, base: string): string {
  const taken = names(topology);
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${String(count)}`;
  return name;
}

const known = new WeakMap<Topology, ReadonlySet<string>>();

function names(topology: Topology): ReadonlySet<string> {
  const taken = known.get(topology) ?? new Set(namedElements(topology).map((element) => element.name));
  known.set(topology, taken);
  return taken;
}

function shortened(value: number): string {
  return String(Math.round(value * 100) / 100);
}
