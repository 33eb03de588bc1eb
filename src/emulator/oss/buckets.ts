/** Buckets of the object storage, and what they showed a while ago: lists may lag behind. */
import * as z from 'zod';

export interface BucketOptions {
  readonly region: string;
  /** Versioning is or was switched on: what exists is overwritten whatever the request says. */
  readonly versioned?: boolean;
}

export interface StoredObject {
  readonly key: string;
  readonly body: Buffer;
  /** What the writer said about it: Content-Type, `x-oss-meta-…`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly at: number;
}

/** One change, in the form in which it is kept: the body as base64, `null` when the object is gone. */
export const objectChangeSchema = z.object({
  bucket: z.string(),
  region: z.string(),
  versioned: z.boolean(),
  key: z.string(),
  object: z
    .object({ body: z.string(), headers: z.record(z.string(), z.string()), at: z.number() })
    .nullable(),
});

export type ObjectChange = z.output<typeof objectChangeSchema>;

export interface BucketParts {
  readonly clock: () => number;
  /** Those that are there from the start. */
  readonly buckets: Readonly<Record<string, BucketOptions>>;
  /** What an earlier run left. */
  readonly kept: readonly ObjectChange[];
  readonly changed: (change: ObjectChange) => void;
}

/** A list may show what was there at most this long ago. */
export const mostLagMs = 600_000;

interface Bucket extends BucketOptions {
  readonly objects: Map<string, StoredObject>;
  /** What is gone or overwritten, until lists can no longer show it. */
  past: readonly { readonly object: StoredObject; readonly goneAt: number }[];
}

export class Buckets {
  readonly #parts: BucketParts;
  readonly #buckets = new Map<string, Bucket>();

  constructor(parts: BucketParts) {
    this.#parts = parts;
    this.#begin();
    for (const { bucket, region, versioned, key, object } of parts.kept) {
      const { objects } = this.#ensure(bucket, { region, versioned });
      if (object !== null) objects.set(key, { ...object, key, body: Buffer.from(object.body, 'base64') });
    }
  }

  /** The same buckets in another cloud. */
  fork(parts: Pick<BucketParts, 'clock' | 'changed'>): Buckets {
    const other = new Buckets({ ...this.#parts, ...parts, kept: [] });
    for (const [name, bucket] of this.#buckets)
      other.#buckets.set(name, { ...bucket, objects: new Map(bucket.objects) });
    return other;
  }

  names(): readonly string[] {
    return [...this.#buckets.keys()];
  }

  find(name: string): BucketOptions | undefined {
    return this.#buckets.get(name);
  }

  create(name: string, options: BucketOptions): void {
    this.#ensure(name, options);
  }

  read(name: string, key: string): StoredObject | undefined {
    return this.#buckets.get(name)?.objects.get(key);
  }

  write(name: string, object: Omit<StoredObject, 'at'>): void {
    const stored = { ...object, at: this.#parts.clock() };
    const bucket = this.#buckets.get(name);
    this.#forget(bucket, object.key);
    bucket?.objects.set(object.key, stored);
    this.#tell(name, object.key);
  }

  remove(name: string, key: string): void {
    const bucket = this.#buckets.get(name);
    if (bucket?.objects.has(key) !== true) return;
    this.#forget(bucket, key);
    bucket.objects.delete(key);
    this.#tell(name, key);
  }

  /** As it was so many milliseconds ago. */
  list(name: string, lagMs = 0): readonly StoredObject[] {
    const bucket = this.#buckets.get(name);
    const then = this.#parts.clock() - lagMs;
    const current = [...(bucket?.objects.values() ?? [])];
    if (lagMs === 0) return current;
    const gone = (bucket?.past ?? []).filter(({ goneAt }) => goneAt > then).map(({ object }) => object);
    return [...current, ...gone].filter(({ at }) => at <= then);
  }

  kept(): readonly ObjectChange[] {
    return [...this.#buckets].flatMap(([name, { objects }]) =>
      [...objects.keys()].map((key) => this.#changeOf(name, key)),
    );
  }

  /** As at the start, and nothing kept. */
  clear(): void {
    this.#buckets.clear();
    this.#begin();
  }

  #begin(): void {
    for (const [name, options] of Object.entries(this.#parts.buckets)) this.#ensure(name, options);
  }

  #ensure(name: string, options: BucketOptions): Bucket {
    const bucket = this.#buckets.get(name) ?? { ...options, objects: new Map(), past: [] };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #forget(bucket: Bucket | undefined, key: string): void {
    const object = bucket?.objects.get(key);
    if (bucket === undefined || object === undefined) return;
    const goneAt = this.#parts.clock();
    bucket.past = [...bucket.past.filter((each) => each.goneAt > goneAt - mostLagMs), { object, goneAt }];
  }

  #tell(name: string, key: string): void {
    this.#parts.changed(this.#changeOf(name, key));
  }

  #changeOf(bucket: string, key: string): ObjectChange {
    const { region = '', versioned = false } = this.#buckets.get(bucket) ?? {};
    const object = this.read(bucket, key);
    const kept =
      object === undefined
        ? null
        : { body: object.body.toString('base64'), headers: object.headers, at: object.at };
    return { bucket, region, versioned, key, object: kept };
  }
}
