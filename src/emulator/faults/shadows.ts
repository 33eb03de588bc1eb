/** What reads see instead of what is: resources as a lagging replica shows them. */
import { isReadAction } from '../engine/hooks.ts';
import { seededRandom } from '../engine/random.ts';
import { ShadowedWorld } from './shadowed-world.ts';
import type { Call, Resource, World } from '../engine/types.ts';

/** One resource that is shown otherwise than it is, for a time. */
export interface Shadow {
  readonly kind: string;
  readonly id: string;
  readonly writes: boolean;
  isOver(now: number): boolean;
  /** Asked once per call that looks at the resource; `undefined` hides it. */
  look(actual: Resource | undefined, sight: Sight): Resource | undefined;
  /** One that goes on from here by itself. */
  copy(): Shadow;
}

/** When a call looks, and which replica it happens to ask. */
export interface Sight {
  readonly time: number;
  /** From 0 up to, and not including, 1; the same for all that one call looks at. */
  readonly lot: number;
}

interface Cast {
  readonly rule: string;
  readonly shadow: Shadow;
}

export class Shadows {
  /** By kind, then id. */
  readonly #cast = new Map<string, Map<string, Cast>>();
  #lots = seededRandom(1);

  fork(): Shadows {
    const other = new Shadows();
    other.#lots = this.#lots.copy();
    for (const [kind, own] of this.#cast) {
      const copies = [...own].map(([id, each]) => [id, { ...each, shadow: each.shadow.copy() }] as const);
      other.#cast.set(kind, new Map(copies));
    }
    return other;
  }

  add(rule: string, shadow: Shadow, now: number): void {
    const own = this.#cast.get(shadow.kind) ?? new Map<string, Cast>();
    this.#cast.set(shadow.kind, own);
    const older = own.get(shadow.id)?.shadow;
    const isAlone = older === undefined || older.isOver(now);
    own.set(shadow.id, { rule, shadow: isAlone ? shadow : behind(older, shadow) });
  }

  remove(rule: string): void {
    this.#drop((each) => each.rule === rule);
  }

  clear(): void {
    this.#cast.clear();
  }

  /** The world as this call sees it. */
  lens(world: World, call: Call): World {
    if (this.#cast.size === 0) return world;
    this.#drop(({ shadow }) => shadow.isOver(world.now));
    if (this.#cast.size === 0) return world;
    const isRead = isReadAction(call.action);
    const shadowOf = (kind: string, id: string): Shadow | undefined => {
      const shadow = this.#cast.get(kind)?.get(id)?.shadow;
      return isRead || shadow?.writes === true ? shadow : undefined;
    };
    const shadowsOf = (kind: string): readonly Shadow[] =>
      [...(this.#cast.get(kind)?.values() ?? [])]
        .map(({ shadow }) => shadow)
        .filter((each) => isRead || each.writes);
    return new ShadowedWorld(world, { shadowOf, shadowsOf }, { time: world.now, lot: this.#lots() });
  }

  #drop(isGone: (each: Cast) => boolean): void {
    for (const [kind, own] of this.#cast) {
      for (const [id, each] of own) if (isGone(each)) own.delete(id);
      if (own.size === 0) this.#cast.delete(kind);
    }
  }
}

/** A replica that has not seen the earlier change has not seen the later one either. */
function behind(older: Shadow, newer: Shadow): Shadow {
  return {
    ...newer,
    isOver: (now) => older.isOver(now) && newer.isOver(now),
    look: (actual, sight) => older.look(newer.look(actual, sight), sight),
    copy: () => behind(older.copy(), newer.copy()),
  };
}
