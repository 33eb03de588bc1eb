/** One writer at a time for a stack. */
import { z } from 'zod';
import type { CloudContext } from './context.ts';
import { EngineError } from './engine-error.ts';

export const lockFile = 'lock.json';

const lockSchema = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.number(),
  operation: z.string(),
  since: z.string(),
});

export interface Lock {
  /** Rejects when somebody took the lock away: then nothing more may be sent. */
  readonly check: () => Promise<void>;
  readonly release: () => Promise<void>;
}

export async function takeLock(context: CloudContext, operation: string): Promise<Lock> {
  const { store, owner } = context;
  const id = context.random.uuid();
  const since = new Date(context.clock.now()).toISOString();
  const text = `${JSON.stringify({ id, host: owner.host, pid: owner.pid, operation, since })}\n`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await store.create(lockFile, text)) return held(context, id);
    const other = await readLock(context);
    if (other === undefined) continue;
    const isDead = other.host === owner.host && !owner.isAlive(other.pid);
    if (!isDead) throw busy(context, other);
    context.logger.warn(`taking over the lock of process ${other.pid}, which has ended`);
    await store.remove(lockFile);
  }
  throw new EngineError('locked', `the lock in ${context.store.place} keeps changing hands; try again`);
}

function held(context: CloudContext, id: string): Lock {
  return {
    check: async () => {
      const now = await readLock(context);
      if (now?.id === id) return;
      throw new EngineError(
        'locked',
        `somebody took the lock in ${context.store.place}; nothing more is sent`,
      );
    },
    release: async () => {
      const now = await readLock(context);
      if (now?.id === id) await context.store.remove(lockFile);
    },
  };
}

async function readLock(context: CloudContext): Promise<z.infer<typeof lockSchema> | undefined> {
  const text = await context.store.read(lockFile);
  if (text === undefined) return undefined;
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new EngineError(
      'locked',
      `${lockFile} in ${context.store.place} cannot be read; if no other hcnet runs, delete it`,
      { cause: error },
    );
  }
}

function busy(context: CloudContext, other: z.infer<typeof lockSchema>): EngineError {
  return new EngineError(
    'locked',
    `another hcnet (${other.operation}, process ${other.pid} on ${other.host}, since ${other.since}) works on '${context.stack}'; wait until it ends`,
  );
}
