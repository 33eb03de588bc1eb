/** What a session writes down and when, and that nothing is sent without its lock. */
import { describe, expect, test } from 'vitest';
import type { CloudContext } from '../../../src/cloud/context.ts';
import { breakLock, lockHolder, takeLock } from '../../../src/cloud/state/lock.ts';
import { openSession, type Session } from '../../../src/cloud/state/session.ts';
import { readStack } from '../../../src/cloud/state/stack.ts';
import { emptyState, formatState, type ResourceState } from '../../../src/cloud/state/state.ts';
import { politely } from '../../../src/cloud/client/traffic.ts';
import { readyResource } from '../support/ready-resource.ts';
import { slowly, type Slow } from '../support/slow.ts';

const run = { operation: 'apply', account: '1' } as const;

function numbered(number: number): ResourceState {
  return { ...readyResource, id: `vpc-${number}` };
}

describe('a call whose lock is taken away while it waits for its turn', () => {
  /** How many of five calls of one action, of which one leaves every second, are sent. */
  async function sentWhen(happens: (context: CloudContext) => Promise<unknown>): Promise<{
    readonly sent: number;
    readonly messages: readonly string[];
  }> {
    const { time, context, arrived } = slowly(undefined, { limits: { action: 2 } });
    const session = await time.finish(openSession(context, run));
    const { client } = politely(context);
    const messages: string[] = [];
    const calls = Array.from({ length: 5 }, () =>
      client
        .call({
          product: 'vpc',
          action: 'CreateVpc',
          region: 'cn-shanghai',
          parameters: {},
          before: session.fence,
        })
        .catch((error: unknown) => messages.push((error as Error).message)),
    );
    time.after(100, () => void happens(context));
    await time.finish(Promise.all(calls));
    return { sent: arrived.length, messages };
  }

  test('is not sent, nor is any other', async () => {
    const { sent, messages } = await sentWhen(async (context) => {
      await breakLock(context, (await lockHolder(context))?.number ?? 0);
      await takeLock(context, 'other');
    });
    expect(sent).toBe(1);
    expect(messages).toEqual(
      Array.from({ length: 4 }, () => 'somebody took the lock in memory; nothing more is sent'),
    );
  });

  test('is not sent when the lock is free and nobody has taken it yet', async () => {
    const freed = await sentWhen(async (context) =>
      breakLock(context, (await lockHolder(context))?.number ?? 0),
    );
    expect(freed.sent).toBe(1);
  });

  test('is sent when nothing happens to the lock', async () => {
    expect(await sentWhen(() => Promise.resolve())).toEqual({ sent: 5, messages: [] });
  });
});

test('a look at the lock that took long proves nothing, and is repeated', async () => {
  const slow = slowly();
  let delay = 0;
  let looks = 0;
  const files: CloudContext['files'] = {
    ...slow.files,
    read: async (name) => {
      if (name.endsWith('.free')) looks += 1;
      // The machine sleeps for an hour.
      if (delay > 0) await slow.time.sleep(delay);
      delay = 0;
      return slow.files.read(name);
    },
  };
  const session = await slow.time.finish(openSession({ ...slow.context, files }, run));
  looks = 0;
  await slow.time.finish(session.fence());
  expect(looks).toBe(1);
  delay = 3_600_000;
  await slow.time.finish(session.fence());
  expect(looks).toBe(3);
});

describe('the state is saved', () => {
  /** Sets so many resources, one after the other; tells how often the state was saved by that. */
  async function savesWhile(
    { context, time, files }: Slow,
    changes: number,
    { known = 0, everyMs = 0 }: { readonly known?: number; readonly everyMs?: number } = {},
  ): Promise<{ readonly saves: number; readonly session: Session }> {
    if (known > 0) {
      const resources = Object.fromEntries(
        Array.from({ length: known }, (_each, index) => [`vpc.k${index}`, numbered(index)]),
      );
      files.files.set(
        'state.000001.json',
        formatState({ ...emptyState('test'), lineage: 'l', serial: 1, resources }),
      );
    }
    let saves = 0;
    const counting: CloudContext['files'] = {
      ...files,
      create: (name, text) => {
        if (name.startsWith('state.')) saves += 1;
        return files.create(name, text);
      },
    };
    const session = await time.finish(openSession({ ...context, files: counting }, run));
    saves = 0;
    for (let change = 0; change < changes; change += 1) {
      if (everyMs > 0) await time.pass(everyMs);
      await time.finish(session.set('vpc.new', numbered(100_000 + change)));
    }
    return { saves, session };
  }

  test('after every 25 changes while it is small', async () => {
    expect((await savesWhile(slowly(), 24)).saves).toBe(0);
    expect((await savesWhile(slowly(), 25)).saves).toBe(1);
    expect((await savesWhile(slowly(), 100)).saves).toBe(4);
  });

  test('less often when it is large: after a quarter as many changes as it has resources', async () => {
    expect((await savesWhile(slowly(), 249, { known: 999 })).saves).toBe(0);
    expect((await savesWhile(slowly(), 500, { known: 999 })).saves).toBe(2);
  });

  test('after ten seconds with a change, however small or large it is', async () => {
    expect((await savesWhile(slowly(), 12, { everyMs: 5_000 })).saves).toBe(6);
    expect((await savesWhile(slowly(), 12, { everyMs: 5_000, known: 1_000 })).saves).toBe(6);
  });

  test('at the end, and then the journal has nothing more to tell', async () => {
    const slow = slowly();
    const { session } = await savesWhile(slow, 3);
    expect(slow.files.leftovers()).toEqual(['lock.1.json', 'journal.000001.jsonl']);
    await slow.time.finish(session.close());
    expect(slow.files.leftovers()).toEqual([]);
    expect(slow.files.state()).toContain('vpc-100002');
  });

  test('and those in between make way for the newer one, while the one before the run stays', async () => {
    const slow = slowly();
    const { session } = await savesWhile(slow, 100, { known: 3 });
    await slow.time.finish(session.close());
    const states = [...slow.files.files.keys()].filter((name) => name.startsWith('state.'));
    expect(states).toEqual(['state.000001.json', 'state.000007.json']);
  });
});

test('a state that was announced and never saved leaves its serial to nobody', async () => {
  const { context, time, files } = slowly();
  const gateway = (id: string | undefined, generation: number): ResourceState => ({
    ...readyResource,
    ...(id === undefined ? { status: 'creating' } : { id }),
    generation,
  });
  const first = await time.finish(openSession(context, run));
  await time.finish(first.set('vpc.a', gateway('vpc-old', 1)));
  await time.finish(first.close());

  // It dies while it saves: meanwhile others have written behind the announcement.
  let isStuck = false;
  const create: CloudContext['files']['create'] = (name, text) =>
    isStuck && name.startsWith('state.') ? new Promise<boolean>(() => undefined) : files.create(name, text);
  const killed = await time.finish(openSession({ ...context, files: { ...files, create } }, run));
  for (let change = 0; change < 24; change += 1) await time.finish(killed.set('vpc.b', numbered(change)));
  isStuck = true;
  void killed.set('vpc.b', numbered(99));
  await time.pass(1);
  void killed.move('vpc.a', 'vpc.a#1');
  await time.pass(1);
  void killed.intend({
    op: 'create',
    address: 'vpc.a',
    kind: 'vpc',
    region: 'cn-shanghai',
    generation: 2,
    revision: 0,
    attempt: 0,
    action: 'CreateVpc',
    token: 't',
    parameters: {},
    resource: gateway(undefined, 2),
  });
  await time.pass(1);
  await breakLock(context, (await lockHolder(context))?.number ?? 0);

  const known = async () => {
    const { state, unresolved } = await readStack(context);
    return { resources: state.resources, history: state.history, open: unresolved.length };
  };
  const before = await known();
  expect(before.open).toBe(1);
  expect(before.resources['vpc.a#1']?.id).toBe('vpc-old');
  // The next one dies as soon as it has begun.
  await time.finish(openSession(context, run));
  expect(await known()).toEqual(before);
});
