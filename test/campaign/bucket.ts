/** A bucket of an object storage: requests that get lost, races, lists that lag. */
import { CloudError } from '../../src/cloud/client/cloud-error.ts';
import type { ErrorClass } from '../../src/cloud/client/error-class.ts';
import type { FileStore } from '../../src/cloud/file-store.ts';
import type { Patience } from '../../src/cloud/client/patience.ts';
import type { ObjectPage, ObjectStore, StoredObject } from '../../src/cloud/store/object-store.ts';
import { openOssFiles } from '../../src/cloud/store/oss-files.ts';
import { patientStore } from '../../src/cloud/store/patient-store.ts';
import { refuseSecrets } from './canary.ts';
import type { Chance } from './chance.ts';
import type { Alive, BucketOperation, BucketTrouble, Kept, Troubles } from './kept.ts';
import type { VirtualTime } from './virtual-time.ts';

const folder = 'team/sim/';

/** There and back, in milliseconds. */
const latencyMs = 10;
const timeoutMs = 10_000;
/** How far a stale list lies behind. */
const lagMs = 8_000;

interface Change {
  readonly at: number;
  readonly key: string;
  /** What was there before; absent: nothing. */
  readonly before: StoredObject | undefined;
}

export class Bucket implements Kept {
  readonly #objects: Map<string, StoredObject>;
  readonly #time: VirtualTime;
  /** What was sent and has not arrived. */
  readonly #underWay = new Set<(this: Bucket) => void>();
  #changes: Change[] = [];
  #version = 0;
  #trouble: BucketTrouble = () => undefined;

  constructor(time: VirtualTime, files: ReadonlyMap<string, StoredObject | string> = new Map()) {
    this.#time = time;
    this.#objects = new Map(
      [...files].map(([name, file]) => [
        name,
        typeof file === 'string' ? { text: file, writer: 'somebody' } : file,
      ]),
    );
  }

  get files(): ReadonlyMap<string, string> {
    return new Map([...this.#objects].map(([name, { text }]) => [name, text]));
  }

  get version(): number {
    return this.#version;
  }

  put(name: string, text: string | undefined): void {
    if (text === undefined) this.#objects.delete(name);
    else this.#objects.set(name, { text, writer: 'somebody' });
  }

  disturb({ bucket = () => undefined }: Troubles): void {
    this.#trouble = bucket;
  }

  /** What was under way arrives or not, whatever becomes of its sender. */
  afterDeath(time: VirtualTime, chance: Chance): Bucket {
    const after = new Bucket(time, this.#objects);
    for (const arrive of this.#underWay) if (chance.isHit(0.7)) arrive.call(after);
    return after;
  }

  open(alive: Alive, patience: Patience): FileStore {
    const objects = this.#store();
    const store: ObjectStore = {
      place: objects.place,
      get: alive(objects.get),
      put: alive(objects.put),
      remove: alive(objects.remove),
      list: alive(objects.list),
    };
    return openOssFiles({
      store: patientStore(store, patience),
      folder,
      // Whether a bucket refuses to overwrite is another matter, which has tests of its own.
      prove: () => Promise.resolve(),
      patience,
    });
  }

  #store(): ObjectStore {
    return {
      place: 'oss://bucket',
      get: (key) => this.#request({ does: 'get', key }, (bucket) => bucket.#objects.get(nameOf(key))),
      put: (key, object) =>
        this.#request({ does: 'put', key }, (bucket) => {
          refuseSecrets(object.text, key);
          if (bucket.#objects.has(nameOf(key))) return false;
          bucket.#change(nameOf(key), object);
          return true;
        }),
      remove: (key) =>
        this.#request({ does: 'remove', key }, (bucket) => {
          bucket.#change(nameOf(key), undefined);
        }),
      list: (prefix) =>
        this.#request({ does: 'list', key: prefix }, (bucket, isStale) =>
          bucket.#list(nameOf(prefix), isStale),
        ),
    };
  }

  /** Half of the time goes by before it arrives. */
  async #request<T>(operation: BucketOperation, work: (bucket: Bucket, isStale: boolean) => T): Promise<T> {
    const fault = this.#trouble(operation);
    if (fault === 'unreachable') throw failure(operation, 'not-sent', 'ECONNREFUSED');
    const arrive = function (this: Bucket): void {
      work(this, false);
    };
    if (fault !== 'lost-request') this.#underWay.add(arrive);
    this.#version += 1;
    await this.#time.sleep(latencyMs / 2);
    this.#underWay.delete(arrive);
    this.#version += 1;
    if (fault === 'lost-request') return this.#silence(operation);
    if (fault === 'busy') throw failure(operation, 'conflict', 'OperationConflict');
    if (fault === 'throttled') throw failure(operation, 'throttled', 'RequestSpeedLimit');
    const result = work(this, fault === 'stale');
    if (fault === 'lost-answer') return this.#silence(operation);
    if (fault === 'error-after') throw failure(operation, 'ambiguous', 'InternalError');
    await this.#time.sleep(latencyMs / 2);
    return result;
  }

  async #silence(operation: BucketOperation): Promise<never> {
    await this.#time.sleep(timeoutMs);
    throw failure(operation, 'ambiguous', '');
  }

  #change(name: string, object: StoredObject | undefined): void {
    this.#changes.push({ at: this.#time.now, key: name, before: this.#objects.get(name) });
    if (object === undefined) this.#objects.delete(name);
    else this.#objects.set(name, object);
  }

  #list(prefix: string, isStale: boolean): ObjectPage {
    const shown = new Set(this.#objects.keys());
    const since = this.#time.now - lagMs;
    for (const { at, key, before } of isStale ? [...this.#changes].reverse() : []) {
      if (at < since) break;
      if (before === undefined) shown.delete(key);
      else shown.add(key);
    }
    const names = [...shown]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length).replace(/\/.*/, '/'));
    return { names: [...new Set(names)].sort(), token: undefined };
  }
}

/** Relative to the folder of the stack. */
function nameOf(key: string): string {
  return key.slice(folder.length);
}

function failure({ does, key }: BucketOperation, kind: ErrorClass, code: string): CloudError {
  return new CloudError({
    action: `${does} ${key}`,
    product: 'Object Storage Service',
    region: 'cn-shanghai',
    code,
    requestId: undefined,
    class: kind,
    detail: undefined,
  });
}
