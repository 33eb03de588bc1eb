/** Walks through statuses by the clock, and the locks that hold meanwhile. */
import { ApiError } from './api-error.ts';
import type { Lock, ResourceModel } from './model.ts';
import type { Fields, Resource, Transition, TransitionStep, World } from './types.ts';

/** The first status at once, each further one after another transition time; `null` at the end means gone. */
export function walk(
  kind: string,
  path: readonly (string | null)[],
  locks: readonly Lock[],
  world: World,
): { readonly status: string; readonly transition?: Transition } {
  const [first, ...rest] = path;
  const status = first ?? '';
  if (rest.length === 0) return { status };
  const steps: TransitionStep[] = [];
  for (const each of rest) {
    const since = steps.at(-1)?.at ?? world.now;
    steps.push({ at: since + world.lasts(kind), status: each });
  }
  return { status, transition: { steps, locks: locks.map((lock) => lock.key) } };
}

/** Refuses a write while somebody else's change on the same parent is still running. */
export function ensureUnlocked(locks: readonly Lock[], world: World, self?: Resource): void {
  for (const other of world.busy()) {
    if (isSame(other, self) || other.transition === undefined || other.transition.idle === true) continue;
    const { locks: held } = other.transition;
    const hit = locks.find((lock) => held.includes(lock.key));
    if (hit === undefined) continue;
    throw new ApiError(
      hit.code,
      `${nameOf(hit.key)} is busy: ${other.kind} ${other.id} is ${other.status}. Try again later.`,
    );
  }
}

/** Refuses a write to a resource that is itself on its way. */
export function ensureSettled(model: ResourceModel, resource: Resource): void {
  if (resource.transition === undefined || resource.transition.idle === true) return;
  const code = model.life.busy ?? 'IncorrectStatus';
  throw new ApiError(
    code,
    `${resource.kind} ${resource.id} is ${resource.status}; the operation needs a stable status.`,
  );
}

export function locksOf(model: ResourceModel, fields: Fields, world: World): readonly Lock[] {
  return model.locks?.(fields, world) ?? [];
}

function isSame(a: Resource, b: Resource | undefined): boolean {
  return a.kind === b?.kind && a.id === b.id;
}

function nameOf(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}
