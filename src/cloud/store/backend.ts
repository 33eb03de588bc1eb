/** A bucket, or a folder of one, that keeps states: set up once, and checked by each run. */
import * as z from 'zod';
import { EngineError } from '../engine-error.ts';
import type { FileStore } from '../file-store.ts';
import type { Patience } from '../client/patience.ts';
import { openOssFiles } from './oss-files.ts';
import type { PatientStore } from './patient-store.ts';

export interface Backend {
  readonly store: PatientStore;
  /** The key prefix of all that is kept there: empty, or with a slash at its end. */
  readonly root: string;
  /** As it is given on the command line. */
  readonly address: string;
  readonly patience: Patience;
}

const markerName = 'hcnet-backend.json';

const markerSchema = z.object({ format: z.string(), since: z.string() });

/** Whoever finds another one here must not write. */
const format = 'hcnet-state-1';

/** Tries out whether two runs could overwrite each other's objects, and rejects when they could. */
export async function initBackend(backend: Backend): Promise<'set up' | 'was set up'> {
  await tryOut(backend, `${backend.root}hcnet-probe-${backend.patience.random.uuid()}`);
  const isNew = await createMarker(backend);
  if (!isNew) await expectMarker(backend);
  return isNew ? 'set up' : 'was set up';
}

/** The files of one stack. Rejects when nobody has tried out the bucket. */
export async function openBackend(backend: Backend, stack: string): Promise<FileStore> {
  await expectMarker(backend);
  const { store, root, patience } = backend;
  return openOssFiles({
    store,
    folder: `${root}${stack}/`,
    patience,
    // Versioning may have been switched on since the bucket was tried out.
    prove: async () => {
      if (await createMarker(backend)) throw overwrites(store);
    },
  });
}

async function tryOut({ store, root }: Backend, key: string): Promise<void> {
  await store.create(key, store.newObject('first\n'));
  const isOverwritten = await store.create(key, store.newObject('second\n'));
  const text = await store.read(key);
  const names = await store.list(root);
  await store.remove(key);
  if (isOverwritten || text !== 'first\n') throw overwrites(store);
  if (!names.includes(key.slice(root.length)))
    throw new EngineError(
      'store',
      `the list of ${store.place} does not show what was just written there; try again later`,
    );
}

function createMarker({ store, root, patience }: Backend): Promise<boolean> {
  const since = new Date(patience.clock.now()).toISOString();
  return store.create(root + markerName, store.newObject(`${JSON.stringify({ format, since })}\n`));
}

async function expectMarker({ store, root, address }: Backend): Promise<void> {
  const text = await store.read(root + markerName);
  if (text === undefined) {
    throw new EngineError(
      'store',
      `${store.place}/${root} is not set up to keep states: nobody has tried out whether it refuses to overwrite. Run: hcnet backend init '${address}'`,
    );
  }
  if (parseMarker(text)?.format === format) return;
  throw new EngineError(
    'store',
    `${store.place}/${root}${markerName} is not of a kind that this hcnet knows; update hcnet, or use another folder of the bucket`,
  );
}

function parseMarker(text: string): z.infer<typeof markerSchema> | undefined {
  try {
    return markerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: somebody else's.
    return undefined;
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putobject: enabled and suspended versioning do that. */
function overwrites({ place }: PatientStore): EngineError {
  return new EngineError(
    'store',
    `the bucket ${place} overwrites what exists although it is told not to, so two runs could change one stack at once; use a bucket for which versioning was never switched on`,
  );
}
