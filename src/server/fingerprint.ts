/** A short text that stands for all that a design says. */
import { createHash } from 'node:crypto';
import type { Topology } from '../model/topology.ts';

const known = new WeakMap<Topology, string>();

/** The same for two texts that differ in comments, spaces and the order of properties only. */
export function fingerprint(topology: Topology): string {
  const found = known.get(topology) ?? hash(topology);
  known.set(topology, found);
  return found;
}

/** Where things stand in the text says nothing about them. */
const PLACES = new Set(['source', 'extent']);

function hash(topology: Topology): string {
  const seen = new Set<unknown>();
  const text = JSON.stringify(topology, (key, value: unknown) => {
    if (PLACES.has(key)) return undefined;
    if (typeof value === 'bigint') return value.toString();
    if (!isElement(value)) return value;
    // Many elements name the same one; what it says is told once.
    if (seen.has(value)) return value.path;
    seen.add(value);
    return value;
  });
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function isElement(value: unknown): value is { readonly path: string } {
  return typeof value === 'object' && value !== null && 'extent' in value && 'path' in value;
}
