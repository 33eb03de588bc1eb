/** What is there and lets nothing through, as far as the cloud tells: a border router without a session, for example. */
import { sourceLine, type Desired, type PlanNote } from '../design/desired.ts';
import type { PlanInput } from './draft-input.ts';

/** Addresses of those that have no other beside them that is up: one session of two is enough. */
export function downIn(input: Pick<PlanInput, 'desired' | 'live'>): readonly string[] {
  return silent(input).map(({ wanted }) => wanted.address);
}

/** Whoever takes another way away should know of them. */
export function downNotes(input: Pick<PlanInput, 'desired' | 'live'>): readonly PlanNote[] {
  return silent(input).map(({ wanted, down }) => ({
    message: `'${wanted.address}' is '${down}': nothing gets through there, and the plan does not count on it`,
    address: wanted.address,
    source: sourceLine(wanted.element.source),
  }));
}

interface Silent {
  readonly wanted: Desired;
  /** What the cloud says of it. */
  readonly down: string;
}

function silent({ desired, live }: Pick<PlanInput, 'desired' | 'live'>): readonly Silent[] {
  const telling = desired.resources.flatMap((wanted) => {
    const seen = wanted.kind.carries?.down === undefined ? undefined : live.get(wanted.address);
    return seen?.is === 'found' ? [{ wanted, down: seen.observed.down }] : [];
  });
  const byOwner = Map.groupBy(telling, ({ wanted }) => ownerOf(wanted.address));
  return [...byOwner.values()].flatMap((all) =>
    all.flatMap(({ wanted, down }) => (all.every(isDown) && down !== undefined ? [{ wanted, down }] : [])),
  );
}

function isDown({ down }: { readonly down: string | undefined }): boolean {
  return down !== undefined;
}

/** `vbr.a/bgp/peer` belongs to `vbr.a`. */
export function ownerOf(address: string): string {
  return address.split('/')[0] ?? address;
}
