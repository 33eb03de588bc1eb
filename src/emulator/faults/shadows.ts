/** What reads see instead of what is: resources as a lagging replica shows them. */
import { isReadAction } from '../engine/hooks.ts';
import { text } from '../engine/model.ts';
import type { Call, Resource, World } from '../engine/types.ts';

/** One resource that is shown otherwise than it is, for a time. */
export interface Shadow {
  readonly kind: string;
  readonly id: string;
  readonly writes: boolean;
  isOver(now: number): boolean;
  /** Asked once per call that looks at the resource; `undefined` hides it. */
  look(actual: Resource | undefined): Resource | undefined;
  /** One that goes on from here by itself. */
  copy(): Shadow;
}

export class Shadows {
  readonly #shadows = new Map<string, { readonly rule: string; readonly shadow: Shadow }>();

  fork(): Shadows {
    const other = new Shadows();
    for (const [key, { rule, shadow }] of this.#shadows)
      other.#shadows.set(key, { rule, shadow: shadow.copy() });
    return other;
  }

  add(rule: string, shadow: Shadow): void {
    const key = keyOf(shadow.kind, shadow.id);
    const older = this.#shadows.get(key)?.shadow;
    this.#shadows.set(key, { rule, shadow: older === undefined ? shadow : behind(older, shadow) });
  }

  remove(rule: string): void {
    for (const [key, each] of this.#shadows) if (each.rule === rule) this.#shadows.delete(key);
  }

  clear(): void {
    this.#shadows.clear();
  }

  /** The world as this call sees it. */
  lens(world: World, call: Call): World {
    if (this.#shadows.size === 0) return world;
    for (const [key, { shadow }] of this.#shadows) if (shadow.isOver(world.now)) this.#shadows.delete(key);
    const isRead = isReadAction(call.action);
    const cast = [...this.#shadows.values()]
      .map((each) => each.shadow)
      .filter((each) => isRead || each.writes);
    return cast.length === 0 ? world : new ShadowedWorld(world, cast);
  }
}

/** A replica that has not seen the earlier change has not seen the later one either. */
function behind(older: Shadow, newer: Shadow): Shadow {
  return {
    ...newer,
    isOver: (now) => older.isOver(now) && newer.isOver(now),
    look: (actual) => older.look(newer.look(actual)),
    copy: () => behind(older.copy(), newer.copy()),
  };
}

/** Each shadow is asked once, so that one call sees one thing. */
class ShadowedWorld implements World {
  readonly now: number;
  readonly settings: World['settings'];
  readonly #world: World;
  readonly #cast: readonly Shadow[];
  readonly #seen = new Map<Shadow, Resource | undefined>();

  constructor(world: World, cast: readonly Shadow[]) {
    this.now = world.now;
    this.settings = world.settings;
    this.#world = world;
    this.#cast = cast;
  }

  find(kind: string, id: string): Resource | undefined {
    const shadow = this.#cast.find((each) => each.kind === kind && each.id === id);
    return shadow === undefined ? this.#world.find(kind, id) : this.#look(shadow);
  }

  list(kind: string): readonly Resource[] {
    const own = this.#cast.filter((each) => each.kind === kind);
    if (own.length === 0) return this.#world.list(kind);
    const others = this.#world.list(kind).filter((each) => !own.some((shadow) => shadow.id === each.id));
    return [...others, ...own.map((each) => this.#look(each)).filter((each) => each !== undefined)];
  }

  having(kind: string, field: string, value: string): readonly Resource[] {
    return this.#cast.some((each) => each.kind === kind)
      ? this.list(kind).filter((each) => text(each.fields[field]) === value)
      : this.#world.having(kind, field, value);
  }

  busy(): readonly Resource[] {
    return this.#world.busy();
  }

  model(kind: string): ReturnType<World['model']> {
    return this.#world.model(kind);
  }

  newId(prefix: string): string {
    return this.#world.newId(prefix);
  }

  nextOrder(): number {
    return this.#world.nextOrder();
  }

  #look(shadow: Shadow): Resource | undefined {
    if (!this.#seen.has(shadow))
      this.#seen.set(shadow, shadow.look(this.#world.find(shadow.kind, shadow.id)));
    return this.#seen.get(shadow);
  }
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}
