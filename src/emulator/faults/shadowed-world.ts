/** The world with some resources shown otherwise than they are. */
import { text } from '../engine/model.ts';
import type { Resource, World } from '../engine/types.ts';
import type { Shadow, Sight } from './shadows.ts';

export interface Shading {
  readonly shadowOf: (kind: string, id: string) => Shadow | undefined;
  readonly shadowsOf: (kind: string) => readonly Shadow[];
}

/** Each shadow is asked once, so that one call sees one thing. */
export class ShadowedWorld implements World {
  readonly now: number;
  readonly settings: World['settings'];
  readonly #world: World;
  readonly #shading: Shading;
  readonly #sight: Sight;
  readonly #seen = new Map<Shadow, Resource | undefined>();
  readonly #lists = new Map<string, readonly Resource[]>();

  constructor(world: World, shading: Shading, sight: Sight) {
    this.now = world.now;
    this.settings = world.settings;
    this.#world = world;
    this.#shading = shading;
    this.#sight = sight;
  }

  find(kind: string, id: string): Resource | undefined {
    const shadow = this.#shading.shadowOf(kind, id);
    return shadow === undefined ? this.#world.find(kind, id) : this.#look(shadow);
  }

  list(kind: string): readonly Resource[] {
    const known = this.#lists.get(kind) ?? this.#newList(kind);
    this.#lists.set(kind, known);
    return known;
  }

  having(kind: string, field: string, value: string): readonly Resource[] {
    return this.#shading.shadowsOf(kind).length > 0
      ? this.list(kind).filter((each) => text(each.fields[field]) === value)
      : this.#world.having(kind, field, value);
  }

  busy(): readonly Resource[] {
    return this.#world.busy();
  }

  model(kind: string): ReturnType<World['model']> {
    return this.#world.model(kind);
  }

  lasts(kind: string): number {
    return this.#world.lasts(kind);
  }

  newId(prefix: string): string {
    return this.#world.newId(prefix);
  }

  nextOrder(): number {
    return this.#world.nextOrder();
  }

  #newList(kind: string): readonly Resource[] {
    const shadows = this.#shading.shadowsOf(kind);
    if (shadows.length === 0) return this.#world.list(kind);
    const ids = new Set(shadows.map((each) => each.id));
    const others = this.#world.list(kind).filter((each) => !ids.has(each.id));
    return [...others, ...shadows.map((each) => this.#look(each)).filter((each) => each !== undefined)];
  }

  #look(shadow: Shadow): Resource | undefined {
    if (!this.#seen.has(shadow)) {
      const actual = this.#world.find(shadow.kind, shadow.id);
      this.#seen.set(shadow, shadow.look(actual, this.#sight));
    }
    return this.#seen.get(shadow);
  }
}
