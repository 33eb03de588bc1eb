import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyPlan } from '../../../src/cloud/apply/apply.ts';
import { CloudError } from '../../../src/cloud/client/cloud-error.ts';
import type { CloudContext } from '../../../src/cloud/context.ts';
import { formatRecord, parseJournal, type JournalRecord } from '../../../src/cloud/state/journal.ts';
import { breakLock, lockHolder, takeLock } from '../../../src/cloud/state/lock.ts';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { replay } from '../../../src/cloud/state/replay.ts';
import {
  emptyState,
  formatState,
  parseState,
  type ResourceState,
  type State,
} from '../../../src/cloud/state/state.ts';
import { startBench, topologyOf, type Bench } from '../support/bench.ts';
import { readyResource } from '../support/ready-resource.ts';

const text = `
network n { region cn-shanghai }
vpc prod in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }`;

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});

beforeEach(async () => {
  bench.emulator.reset();
  bench.store.files.clear();
  await applyPlan(bench.context, await makePlan(bench.context, topologyOf(text)));
});

afterAll(() => bench.emulator.stop());

function stateFile(): string {
  return bench.store.state();
}

function planNow(context: CloudContext = bench.context): ReturnType<typeof makePlan> {
  return makePlan(context, topologyOf(text));
}

describe('a state file that is not sound is refused, and left as it is', () => {
  const damages: readonly (readonly [string, (file: string) => string, RegExp])[] = [
    ['half of it is missing', (file) => file.slice(0, file.length / 2), /not a state file/],
    ['it is empty', () => '', /not a state file/],
    ['it is something else', () => '{"profiles":[]}', /not a state file/],
    ['somebody edited it', (file) => file.replace('10.0.1.0/24', '10.0.9.0/24'), /checksum/],
    [
      'a newer version wrote it',
      (file) => file.replace('"version":1', '"version":2'),
      /newer hcnet.*update hcnet/,
    ],
    [
      'two addresses hold one resource',
      (file) => resealed(file, (state) => ({ ...state.resources, again: state.resources['vpc.prod'] })),
      /'vpc\.prod' and 'again' are both vpc-|'again' and 'vpc\.prod' are both vpc-/,
    ],
    [
      'something depends on itself',
      (file) =>
        resealed(file, (state) => ({
          ...state.resources,
          'vpc.prod': { ...known(state, 'vpc.prod'), dependencies: ['vpc.prod/vswitch.l'] },
        })),
      /depends on itself/,
    ],
  ];

  test.each(damages)('%s', async (_what, damage, message) => {
    const damaged = damage(stateFile());
    overwriteState(damaged);
    await expect(planNow()).rejects.toThrow(message);
    expect(stateFile()).toBe(damaged);
  });

  test('the newest sound backup is named', async () => {
    await applyPlan(
      bench.context,
      await makePlan(bench.context, topologyOf('network n { region cn-shanghai }')),
    );
    overwriteState('x');
    await expect(planNow()).rejects.toThrow(
      /newest sound one is state\.\d+\.json: move state\.\d+\.json away to go back to it/,
    );
  });
});

test('the state of another stack is refused', async () => {
  await expect(planNow({ ...bench.context, stack: 'other' })).rejects.toThrow(
    /belongs to 'test', not to 'other'/,
  );
});

test('what the ten runs before left is kept', async () => {
  for (let round = 0; round < 14; round += 1) {
    const name = round % 2 === 0 ? 'a' : 'b';
    const topology = topologyOf(text.replace('prefix 10.0.0.0/16', `prefix 10.0.0.0/16 tag t "${name}"`));
    await applyPlan(bench.context, await makePlan(bench.context, topology));
  }
  expect([...bench.store.files.keys()].filter((name) => name.startsWith('state.'))).toHaveLength(11);
});

describe('the journal', () => {
  const records: JournalRecord[] = [
    { type: 'run', lineage: 'l', serial: 0, account: '1', target: 't' },
    { type: 'checkpoint', serial: 1 },
  ];

  test('is read back as it was written', () => {
    expect(parseJournal(records.map(formatRecord).join(''), 'here')).toEqual(records);
  });

  test('loses a torn last line, which was never acted upon', () => {
    const whole = records.map(formatRecord).join('');
    for (let cut = formatRecord(records[0] ?? fail()).length; cut < whole.length; cut += 1) {
      expect(parseJournal(whole.slice(0, cut), 'here')).toEqual([records[0]]);
    }
  });

  test('with a damaged line in its middle stops everything', () => {
    const lines = [...records, ...records].map(formatRecord);
    const damaged = lines.map((line, index) =>
      index === 1 ? line.replace('checkpoint', 'checkpoin7') : line,
    );
    expect(() => parseJournal(damaged.join(''), 'here')).toThrow(/line 2 of the journal in here is damaged/);
  });
});

describe('replaying a journal', () => {
  const resource = (id: string): ResourceState => ({ ...readyResource, id });

  /** A run over three addresses, with a checkpoint after some of its changes. */
  const runs = fc
    .array(
      fc.record({ address: fc.constantFrom('a', 'b', 'c'), gone: fc.boolean(), id: fc.nat().map(String) }),
      { minLength: 1, maxLength: 12 },
    )
    .map((changes) =>
      changes.map((change, index): JournalRecord => ({
        type: 'resource',
        address: change.address,
        resource: change.gone ? null : resource(`${change.id}-${String(index)}`),
      })),
    );
  const begin: JournalRecord = { type: 'run', lineage: 'l', serial: 1, account: '1', target: 't' };
  const start: State = { ...emptyState('s'), lineage: 'l', serial: 1 };

  test('twice is the same as once', () => {
    fc.assert(
      fc.property(runs, (changes) => {
        const once = replay(start, [begin, ...changes]).state;
        expect(replay(once, [begin, ...changes]).state.resources).toEqual(once.resources);
      }),
    );
  });

  test('on a snapshot taken in between gives the same as on the first one', () => {
    fc.assert(
      fc.property(runs, fc.nat(12), (changes, at) => {
        const cut = Math.min(at, changes.length);
        const halfway = { ...replay(start, [begin, ...changes.slice(0, cut)]).state, serial: 2 };
        const journal = [
          begin,
          ...changes.slice(0, cut),
          { type: 'checkpoint', serial: 2 } as const,
          ...changes.slice(cut),
        ];
        const whole = replay(start, journal).state;
        expect(replay(halfway, journal).state.resources).toEqual(whole.resources);
        expect(replay(halfway, journal).state.history).toEqual(whole.history);
      }),
    );
  });
});

describe('two at once', () => {
  const lock = (pid: number): string =>
    JSON.stringify({ host: 'here', pid, operation: 'apply', since: '2026-01-01T00:00:00Z' });

  test('the second is told who works there, and nothing is sent', async () => {
    const plan = await makePlan(bench.context, topologyOf('network n { region cn-shanghai }'));
    bench.store.files.set('lock.9.json', lock(77));
    bench.requests.length = 0;
    await expect(applyPlan(bench.context, plan)).rejects.toThrow(
      /another hcnet \(apply, process 77 on here, since 2026-01-01T00:00:00Z\) works on 'test'/,
    );
    expect(bench.requests.map((request) => request.action)).toEqual(['GetCallerIdentity']);
  });

  test('a lock whose process has ended is taken over', async () => {
    const plan = await makePlan(bench.context, topologyOf('network n { region cn-shanghai }'));
    bench.store.files.set('lock.9.json', lock(77));
    const context = { ...bench.context, owner: { host: 'here', pid: 78, startedAt: () => undefined } };
    expect((await applyPlan(context, plan)).outcome).toBe('done');
    expect(bench.store.leftovers()).toEqual([]);
  });

  test.each([
    { what: 'the same start of this machine', other: { boot: 'b1', processes: 'p1' }, isTaken: true },
    { what: 'another machine of the same name', other: { boot: 'b2', processes: 'p1' }, isTaken: false },
    { what: 'another container of the same name', other: { boot: 'b1', processes: 'p2' }, isTaken: false },
    { what: 'a system that does not tell', other: {}, isTaken: false },
  ])('a shared lock of $what is taken over: $isTaken', async ({ other, isTaken }) => {
    const files = { ...bench.store, isShared: true };
    const context = (owner: object): CloudContext => ({
      ...bench.context,
      files,
      owner: { host: 'runner', pid: 7, startedAt: () => undefined, ...owner },
    });
    await takeLock(context(other), 'apply');
    const taking = takeLock(context({ boot: 'b1', processes: 'p1' }), 'apply');
    if (isTaken) await taking;
    else await expect(taking).rejects.toThrow('another hcnet (apply, process 7 on runner');
  });

  test('who loses the lock sends nothing more', async () => {
    const topology = topologyOf('network n { region cn-shanghai }');
    const plan = await makePlan(bench.context, topology);
    let isTaken = false;
    /** What a person does who takes this run for dead, and then starts another. */
    const takeAway = async (): Promise<void> => {
      if (isTaken) return;
      isTaken = true;
      await breakLock(bench.context, (await lockHolder(bench.context))?.number ?? 0);
      await takeLock(bench.context, 'other');
    };
    const context: CloudContext = {
      ...bench.context,
      client: {
        call: async (request) => {
          if (request.action === 'DeleteVSwitch') await takeAway();
          return bench.context.client.call(request);
        },
      },
    };
    const report = await applyPlan(context, plan);
    // Also not the call that was about to leave.
    expect(report.results.filter((each) => each.result !== 'not-started')).toEqual([
      expect.objectContaining({
        address: 'vpc.prod/vswitch.l',
        result: 'failed',
        message: expect.stringContaining('somebody took the lock') as string,
      }),
    ]);
    expect((await lockHolder(bench.context))?.facts?.operation).toBe('other');
  });
});

test('a disk that fails before the first call lets no call out', async () => {
  const plan = await makePlan(bench.context, topologyOf('network n { region cn-shanghai }'));
  const context: CloudContext = {
    ...bench.context,
    files: {
      ...bench.store,
      create: (name, text) =>
        name.startsWith('state.')
          ? Promise.reject(new Error('no space left on device'))
          : bench.store.create(name, text),
    },
  };
  bench.requests.length = 0;
  await expect(applyPlan(context, plan)).rejects.toThrow(/no space left/);
  expect(bench.requests.map((request) => request.action)).toEqual(['GetCallerIdentity']);
  expect(bench.store.leftovers()).toEqual([]);
});

test('a disk that fails in the middle stops the run, and the next one finds everything', async () => {
  bench.emulator.reset();
  bench.store.files.clear();
  let appends = 0;
  const context: CloudContext = {
    ...bench.context,
    files: {
      ...bench.store,
      log: (name) => {
        const log = bench.store.log(name);
        const append = (line: string): Promise<void> => {
          appends += 1;
          return appends > 3 ? Promise.reject(new Error('no space left on device')) : log.append(line);
        };
        return { ...log, append };
      },
    },
  };
  await applyPlan(context, await planNow(context)).catch(() => undefined);
  const next = { ...bench.context, owner: { host: 'here', pid: 78, startedAt: () => undefined } };
  expect((await applyPlan(next, await planNow(next))).outcome).toBe('done');
  expect((await planNow(next)).steps).toEqual([]);
});

function overwriteState(text: string): void {
  const name = [...bench.store.files.keys()]
    .filter((each) => each.startsWith('state.'))
    .sort()
    .at(-1);
  bench.store.files.set(name ?? fail(), text);
}

function known(state: State, address: string): ResourceState {
  return state.resources[address] ?? fail();
}

/** Changes the resources and makes the checksum fit. */
function resealed(file: string, change: (state: State) => Record<string, ResourceState | undefined>): string {
  const state = parseState(file, 'memory');
  const resources = Object.entries(change(state)).filter(
    (entry): entry is [string, ResourceState] => entry[1] !== undefined,
  );
  return formatState({ ...state, resources: Object.fromEntries(resources) });
}

function fail(): never {
  throw new Error('the test itself is wrong');
}

test('a state that cannot be saved at the end is handed to whoever can keep it', async () => {
  bench.emulator.reset();
  bench.store.files.clear();
  let saved = 0;
  const rescued: [number, string][] = [];
  const context: CloudContext = {
    ...bench.context,
    files: {
      ...bench.store,
      create: (name, text) => {
        if (name.startsWith('state.')) saved += 1;
        const isFull = name.startsWith('state.') && saved > 1;
        return isFull ? Promise.reject(new Error('no space left on device')) : bench.store.create(name, text);
      },
    },
    rescue: (serial, text) => {
      rescued.push([serial, text]);
      return Promise.resolve();
    },
  };
  expect(await applyPlan(context, await planNow(context))).toMatchObject({
    outcome: 'failed',
    unsaved: expect.stringContaining('no space left on device') as string,
  });
  const [[serial, text] = [0, '']] = rescued;
  const state = parseState(text, 'rescue');
  expect(state.serial).toBe(serial);
  expect(Object.values(state.resources).every(({ status }) => status === 'ready')).toBe(true);
});

test('credentials that are refused in the middle of a run are asked for once, and the run goes on', async () => {
  bench.emulator.reset();
  bench.store.files.clear();
  let isSignedIn = true;
  let calls = 0;
  let asked = 0;
  const context: CloudContext = {
    ...bench.context,
    client: {
      call: (request) => {
        calls += 1;
        if (calls === 12) isSignedIn = false;
        if (isSignedIn) return bench.context.client.call(request);
        const { action, region } = request;
        const facts = { action, product: 'Vpc', region, requestId: undefined, detail: 'expired' };
        const code = 'InvalidSecurityToken.Expired';
        return Promise.reject(new CloudError({ ...facts, code, class: 'credentials' }));
      },
    },
    signIn: async () => {
      asked += 1;
      isSignedIn = true;
      return Promise.resolve(true);
    },
  };
  expect((await applyPlan(context, await planNow(context))).outcome).toBe('done');
  expect(asked).toBe(1);
});
