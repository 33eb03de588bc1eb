/** States in the object storage of an emulator, as a run on some machine sees it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileStore } from '../../../src/cloud/file-store.ts';
import type { Patience } from '../../../src/cloud/client/patience.ts';
import { initBackend, openBackend, type Backend } from '../../../src/cloud/store/backend.ts';
import type { ObjectStore } from '../../../src/cloud/store/object-store.ts';
import { createOssStore, type OssOptions } from '../../../src/cloud/store/oss-client.ts';
import { patientStore } from '../../../src/cloud/store/patient-store.ts';
import { emulatorTiming } from '../../../src/cloud/timing.ts';
import { demoCredentials } from '../../../src/emulator/credentials.ts';
import type { RunningEmulator } from '../../../src/emulator/server.ts';

export const bucket = 'hcnet-states';

/** Waits for real, but not for long. */
export const hasty = {
  clock: { now: () => Date.now(), sleep: (ms) => sleep(ms) },
  random: { uuid: () => randomUUID(), fraction: () => 0.5 },
  timing: { ...emulatorTiming, pollFirstMs: 5, pollMostMs: 20, backoffFirstMs: 2, backoffMostMs: 10 },
} satisfies Patience;

export function objectsIn(
  emulator: Pick<RunningEmulator, 'url'>,
  options: Partial<OssOptions> = {},
): ObjectStore {
  const nothing = () => undefined;
  return createOssStore({
    bucket,
    region: 'cn-shanghai',
    isInternal: false,
    endpoint: emulator.url,
    credentials: () => Promise.resolve(demoCredentials),
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    now: () => performance.now(),
    ...options,
  });
}

export function backendIn(
  emulator: Pick<RunningEmulator, 'url'>,
  options: Partial<OssOptions> = {},
  patience = hasty,
): Backend {
  return {
    store: patientStore(objectsIn(emulator, options), patience),
    root: 'team/',
    address: `oss://${options.bucket ?? bucket}/team?region=${options.region ?? 'cn-shanghai'}`,
    patience,
  };
}

/** The files of one stack, in a bucket that is set up. */
export async function ossFilesIn(
  emulator: Pick<RunningEmulator, 'url'>,
  patience = hasty,
  stack = 'test',
): Promise<FileStore> {
  const backend = backendIn(emulator, {}, patience);
  await initBackend(backend);
  return openBackend(backend, stack);
}
