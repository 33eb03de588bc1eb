/** Writes down what somebody looks at in the world, so that one can tell later whether they would see the same again. */
import type { ResourceModel } from './model.ts';
import type { Resource, World, WorldSettings } from './types.ts';

/** One look and what it showed. Lists and resources are never changed in place: the same object is the same sight. */
export type Look =
  | { readonly at: 'one'; readonly kind: string; readonly id: string; readonly seen: Resource | undefined }
  | { readonly at: 'list'; readonly kind: string; readonly seen: readonly Resource[] }
  | { readonly at: 'busy'; readonly seen: readonly Resource[] }
  | {
      readonly at: 'having';
      readonly kind: string;
      readonly field: string;
      readonly value: string;
      readonly seen: readonly Resource[];
    };

export function holds(looks: readonly Look[], world: World): boolean {
  return looks.every((look) => sightOf(look, world) === look.seen);
}

export class Watch implements World {
  readonly settings: WorldSettings;
  readonly #world: World;
  /** `undefined`: what was seen depends on the time, or on chance. */
  looks: Look[] | undefined = [];

  constructor(world: World) {
    this.#world = world;
    this.settings = world.settings;
  }

  get now(): number {
    this.looks = undefined;
    return this.#world.now;
  }

  find(kind: string, id: string): Resource | undefined {
    const seen = this.#world.find(kind, id);
    this.looks?.push({ at: 'one', kind, id, seen });
    return seen;
  }

  list(kind: string): readonly Resource[] {
    const seen = this.#world.list(kind);
    this.looks?.push({ at: 'list', kind, seen });
    return seen;
  }

  having(kind: string, field: string, value: string): readonly Resource[] {
    const seen = this.#world.having(kind, field, value);
    this.looks?.push({ at: 'having', kind, field, value, seen });
    return seen;
  }

  busy(): readonly Resource[] {
    const seen = this.#world.busy();
    this.looks?.push({ at: 'busy', seen });
    return seen;
  }

  model(kind: string): ResourceModel {
    return this.#world.model(kind);
  }

  lasts(kind: string): number {
    this.looks = undefined;
    return this.#world.lasts(kind);
  }

  newId(prefix: string): string {
    this.looks = undefined;
    return this.#world.newId(prefix);
  }

  nextOrder(): number {
    this.looks = undefined;
    return this.#world.nextOrder();
  }
}

function sightOf(look: Look, world: World): unknown {
  switch (look.at) {
    case 'one':
      return world.find(look.kind, look.id);
    case 'list':
      return world.list(look.kind);
    case 'busy':
      return world.busy();
    case 'having':
      return world.having(look.kind, look.field, look.value);
  }
}
