/** An object storage behind a network: repeats what may pass, and finds out what became of what was not answered. */
import { CloudError } from '../client/cloud-error.ts';
import { readPatiently, type Patience } from '../client/patience.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { storeFailure } from './store-failure.ts';

/** Rejects with an `EngineError` that tells what to do. */
export interface PatientStore {
  readonly place: string;
  /** `undefined` when there is no such object. */
  readonly read: (key: string) => Promise<string | undefined>;
  /** For `create`: it is the same object however often it is tried. */
  readonly newObject: (text: string) => StoredObject;
  /** Of any number that try, one gets `true`, also when its answer was lost; `false` when there is such an object. */
  readonly create: (key: string, object: StoredObject) => Promise<boolean>;
  readonly remove: (key: string) => Promise<void>;
  /** What lies directly in the folder; the names of folders in it end with a slash. */
  readonly list: (folder: string) => Promise<readonly string[]>;
}

export function patientStore(store: ObjectStore, patience: Patience): PatientStore {
  const surely = async <T>(send: () => Promise<T>): Promise<T> => {
    try {
      return await readPatiently(patience, undefined, send);
    } catch (error) {
      throw error instanceof CloudError ? storeFailure(store, error) : error;
    }
  };
  return {
    place: store.place,
    read: (key) => surely(async () => (await store.get(key))?.text),
    newObject: (text) => ({ text, writer: patience.random.uuid() }),
    create: (key, object) => surely(() => createOnce(store, key, object)),
    remove: (key) => surely(() => store.remove(key)),
    list: async (folder) => {
      const names: string[] = [];
      let token: string | undefined;
      do {
        const page = await surely(() => store.list(folder, token));
        names.push(...page.names);
        token = page.token;
      } while (token !== undefined);
      return names;
    },
  };
}

/** May be called again with the same object: what an earlier attempt has put there is known by its writer. */
async function createOnce(store: ObjectStore, key: string, object: StoredObject): Promise<boolean> {
  try {
    if (await store.put(key, object)) return true;
  } catch (error) {
    if (!(error instanceof CloudError) || error.class !== 'ambiguous') throw error;
    const found = await store.get(key);
    // Not there, or not yet: sent again, it is put there once all the same.
    if (found === undefined) throw error;
    return isSame(found, object);
  }
  const found = await store.get(key);
  return found !== undefined && isSame(found, object);
}

function isSame(a: StoredObject, b: StoredObject): boolean {
  return a.writer === b.writer && a.text === b.text;
}
