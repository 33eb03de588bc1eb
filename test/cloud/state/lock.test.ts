/** Whose lock may be taken over, and whose may be freed by hand. */
import { describe, expect, test } from 'vitest';
import type { CloudContext, Owner } from '../../../src/cloud/context.ts';
import { breakLock, lockHolder, takeLock } from '../../../src/cloud/state/lock.ts';
import type { LockFacts } from '../../../src/cloud/store/lock-text.ts';
import { rejectingClient } from '../../../src/cloud/client/no-client.ts';
import { memoryStore } from '../support/memory-store.ts';

const here: Owner = {
  host: 'here',
  pid: 4,
  boot: 'b1',
  processes: 'p1',
  // Process 7 lives, process 8 has ended.
  startedAt: (pid) => (pid === 7 ? '700' : undefined),
};

const untold: LockFacts = { host: 'here', pid: 7, operation: 'apply', since: '2026-01-01T00:00:00Z' };
const living: LockFacts = { ...untold, boot: 'b1', processes: 'p1', started: '700' };

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined };

/** Somebody holds the lock, in a folder or in a bucket. */
function heldBy(facts: LockFacts, isShared: boolean, owner = here): CloudContext & { warnings: string[] } {
  const files = memoryStore(new Map([['lock.3.json', JSON.stringify(facts)]]));
  const warnings: string[] = [];
  return {
    stack: 'test',
    target: 'nothing',
    client: rejectingClient,
    files: isShared ? { ...files, isShared } : files,
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    random: { uuid: () => '', fraction: () => 0.5 },
    secrets: { read: () => Promise.resolve(undefined) },
    logger: { ...silent, warn: (text) => warnings.push(text) },
    owner,
    warnings,
  };
}

/** What is known of the holder, and whether its lock is taken over in a folder, and in a bucket; and freed by hand. */
const holders = [
  { who: 'a process that runs', facts: living, folder: false, bucket: false, freed: false },
  { who: 'a process that has ended', facts: { ...living, pid: 8 }, folder: true, bucket: true, freed: true },
  {
    who: 'a process whose number another one has now',
    facts: { ...living, started: '699' },
    folder: true,
    bucket: true,
    freed: true,
  },
  {
    who: 'a process from before the machine was started',
    facts: { ...living, boot: 'b0' },
    folder: true,
    bucket: false,
    freed: true,
  },
  {
    who: 'a container of the name of this machine',
    facts: { ...living, pid: 8, processes: 'p2' },
    folder: false,
    bucket: false,
    freed: true,
  },
  {
    who: 'a process of another machine',
    facts: { ...living, host: 'there', pid: 8 },
    folder: false,
    bucket: false,
    freed: true,
  },
  { who: 'one of which only the number is told', facts: untold, folder: false, bucket: false, freed: true },
  {
    who: 'one of which only the number is told, and which has ended',
    facts: { ...untold, pid: 8 },
    folder: true,
    bucket: false,
    freed: true,
  },
];

describe.each(holders)('the lock of $who', ({ facts, folder, bucket, freed }) => {
  test.each([
    { place: 'a folder', isShared: false, isTaken: folder },
    { place: 'a bucket', isShared: true, isTaken: bucket },
  ])(`in $place is taken over: $isTaken`, async ({ isShared, isTaken }) => {
    const context = heldBy(facts, isShared);
    const taking = takeLock(context, 'apply');
    if (!isTaken) {
      await expect(taking).rejects.toMatchObject({ code: 'locked' });
      expect((await lockHolder(context))?.number).toBe(3);
      return;
    }
    await taking;
    expect((await lockHolder(context))?.number).toBe(4);
    expect(context.warnings).toEqual([`taking over the lock of process ${facts.pid}, which has ended`]);
  });

  test(`is freed by hand: ${String(freed)}`, async () => {
    const context = heldBy(facts, false);
    const freeing = breakLock(context, 3);
    if (freed) expect(await freeing).toEqual({ number: 3, facts });
    else await expect(freeing).rejects.toMatchObject({ code: 'locked' });
    expect((await lockHolder(context)) === undefined).toBe(freed);
  });
});

test('where the system tells no time of start, a number that is in use may be anybody', async () => {
  const facts = { ...untold, boot: 'b1', processes: 'p1' };
  const context = heldBy(facts, false, { ...here, startedAt: () => '' });
  await expect(takeLock(context, 'apply')).rejects.toMatchObject({ code: 'locked' });
  expect(await breakLock(context, 3)).toEqual({ number: 3, facts });
});
