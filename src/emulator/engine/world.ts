/** What handlers look at: the store as it is now. */
import { newId } from './random.ts';
import type { ResourceModel } from './model.ts';
import type { Random } from './random.ts';
import type { Store } from './store.ts';
import type { Resource, World, WorldSettings } from './types.ts';

export interface WorldParts {
  readonly now: number;
  readonly store: Store;
  readonly settings: WorldSettings;
  readonly random: Random;
  readonly models: ReadonlyMap<string, ResourceModel>;
}

export class StoreWorld implements World {
  readonly now: number;
  readonly settings: WorldSettings;
  readonly #parts: WorldParts;

  constructor(parts: WorldParts) {
    this.now = parts.now;
    this.settings = parts.settings;
    this.#parts = parts;
  }

  find(kind: string, id: string): Resource | undefined {
    return this.#parts.store.find(kind, id);
  }

  list(kind: string): readonly Resource[] {
    return this.#parts.store.list(kind);
  }

  having(kind: string, field: string, value: string): readonly Resource[] {
    return this.#parts.store.having(kind, field, value);
  }

  busy(): readonly Resource[] {
    return this.#parts.store.busy();
  }

  model(kind: string): ResourceModel {
    const model = this.#parts.models.get(kind);
    if (model === undefined) throw new Error(`No resource model is called '${kind}'`);
    return model;
  }

  lasts(kind: string): number {
    const { transitionMs, transitionMsOf, jitter } = this.settings;
    const usual = transitionMsOf[kind] ?? transitionMs;
    return jitter === 0 ? usual : Math.round(usual * (1 + jitter * (2 * this.#parts.random() - 1)));
  }

  newId(prefix: string): string {
    return newId(this.#parts.random, prefix);
  }

  nextOrder(): number {
    return this.#parts.store.nextOrder();
  }
}
