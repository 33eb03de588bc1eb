/** Secrets that may be without a value: an import has found them in use, and nobody can read back what they stand for. */
import type { FileStore } from '../cloud/file-store.ts';
import type { Logger } from '../cloud/context.ts';
import { rejectingClient } from '../cloud/client/no-client.ts';
import type { Patience } from '../cloud/client/patience.ts';
import { unknownSecrets } from '../cloud/secret-version.ts';
import { thisProcess } from './owner.ts';

export interface StatePlace {
  readonly stack: string;
  readonly files: FileStore;
  readonly patience: Patience;
  readonly logger: Logger;
}

/** Their keys. They are needed only by what changes something of the resource that they belong to. */
export async function unknownSecretsIn({
  stack,
  files,
  patience,
  logger,
}: StatePlace): Promise<ReadonlySet<string>> {
  const { readStack } = await import('../cloud/state/stack.ts');
  const { state } = await readStack({
    stack,
    target: '',
    client: rejectingClient,
    files,
    ...patience,
    secrets: { read: () => Promise.resolve(undefined) },
    logger,
    owner: thisProcess(),
  });
  return new Set(Object.values(state.resources).flatMap(({ inputs }) => unknownSecrets(inputs)));
}
