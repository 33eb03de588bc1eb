/**
 * A map that can be copied at any moment for next to nothing. Copies share a base that nobody changes any more; what
 * each of them writes from then on lies in a layer of its own.
 */
export class LayeredMap<V extends object> {
  #base: Map<string, V>;
  #isShared = false;
  /** What differs from a shared base; `undefined` for what is not there any more. */
  #layer = new Map<string, V | undefined>();

  constructor(entries?: Iterable<readonly [string, V]>) {
    this.#base = new Map(entries);
  }

  copy(): LayeredMap<V> {
    if (this.#layer.size > layerLimit) this.#merge();
    this.#isShared = true;
    const other = new LayeredMap<V>();
    other.#base = this.#base;
    other.#isShared = true;
    other.#layer = new Map(this.#layer);
    return other;
  }

  get(key: string): V | undefined {
    const written = this.#layer.get(key);
    if (written !== undefined) return written;
    return this.#layer.has(key) ? undefined : this.#base.get(key);
  }

  set(key: string, value: V): void {
    if (this.#isShared) this.#layer.set(key, value);
    else this.#base.set(key, value);
  }

  /** Whether it was there. */
  delete(key: string): boolean {
    if (!this.#isShared) return this.#base.delete(key);
    const was = this.get(key) !== undefined;
    if (was) this.#layer.set(key, undefined);
    return was;
  }

  /** In the order in which the keys were first written. */
  values(): readonly V[] {
    this.#merge();
    return [...this.#base.values()];
  }

  #merge(): void {
    if (this.#layer.size === 0) return;
    this.#base = new Map(this.#base);
    this.#isShared = false;
    for (const [key, value] of this.#layer) {
      if (value === undefined) this.#base.delete(key);
      else this.#base.set(key, value);
    }
    this.#layer = new Map();
  }
}

/** Beyond this, copying the layer again and again would cost more than a new base. */
const layerLimit = 16;
