/** Opens the place where the state of a design is kept: a folder, or a bucket of OSS. */
import path from 'node:path';
import type { Logger } from '../cloud/context.ts';
import type { CredentialSource } from '../cloud/credentials/renewal.ts';
import { invariant } from '../cloud/invariant.ts';
import type { FileStore } from '../cloud/file-store.ts';
import type { Patience } from '../cloud/client/patience.ts';
import type { Backend } from '../cloud/store/backend.ts';
import type { LoadedDesign } from './design.ts';
import { openFileStore } from './file-store.ts';
import type { Shell } from './shell.ts';
import { readStateAddress } from './state-address.ts';
import type { StateAddress, StateOptions } from './state-address.ts';

export interface Access {
  /** `undefined`: Alibaba Cloud. */
  readonly endpoint: URL | undefined;
  /** Needed where the state is in a bucket. */
  readonly credentials: CredentialSource | undefined;
  readonly logger: Logger;
  readonly patience: Patience;
}

export async function openState(
  shell: Shell,
  options: StateOptions,
  design: LoadedDesign,
  access: Access,
): Promise<FileStore> {
  const address = readStateAddress(options, shell.env);
  if (address === undefined) return openFileStore(stateFolder(shell, options, design, access.endpoint));
  const { openBackend } = await import('../cloud/store/backend.ts');
  return openBackend(await backendAt(address, access), design.stack);
}

export async function backendAt(address: StateAddress, access: Access): Promise<Backend> {
  const { bucket, root, region, isInternal, text } = address;
  const { endpoint, credentials, logger, patience } = access;
  invariant(credentials !== undefined, 'a bucket is asked with credentials');
  // The SDK of OSS is large, and most states are in a folder.
  const { createOssStore } = await import('../cloud/store/oss-client.ts');
  const { patientStore } = await import('../cloud/store/patient-store.ts');
  const store = createOssStore({
    bucket,
    region,
    isInternal,
    endpoint: endpoint?.origin,
    credentials: credentials.current,
    logger,
    now: patience.clock.now,
  });
  return { store: patientStore(store, patience), root, address: text, patience };
}

/** Each target has a state of its own: what stands in the emulator is no news to the cloud. */
function stateFolder(
  shell: Shell,
  { stateDir }: StateOptions,
  design: LoadedDesign,
  endpoint: URL | undefined,
): string {
  const parent =
    stateDir === undefined ? path.join(design.folder, '.hcnet') : path.resolve(shell.cwd, stateDir);
  return path.join(parent, endpoint === undefined ? 'cloud' : 'emulator', design.stack);
}
