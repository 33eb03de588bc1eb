/** Each exit code of docs/cli.md, by what leads to it. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import { formatRecord, type Intent } from '../../src/cloud/state/journal.ts';
import type { Failure, StepResult } from '../../src/cloud/apply/report.ts';
import type { FaultRule } from '../../src/emulator/faults/rule.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { emulatorForTest, folderWith, hcnet, startHcnet, type Ran } from './support.ts';

const DESIGN = `network lab { region cn-shanghai }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
}
`;

let emulator: RunningEmulator;
let cwd: string;

beforeEach(async () => {
  emulator = await emulatorForTest();
  cwd = await folderWith({ 'lab.hcnet': DESIGN, '.hcnet/emulator/lab/.keep': '' });
});

function run(subcommand: string, ...more: readonly string[]): Promise<Ran> {
  return hcnet([...subcommand.split(' '), 'lab.hcnet', ...more], {
    cwd,
    env: { HCNET_ENDPOINT: emulator.url },
  });
}

const apply = (...more: readonly string[]): Promise<Ran> => run('apply', '--auto-approve', ...more);
const write = (text: string): Promise<void> => writeFile(path.join(cwd, 'lab.hcnet'), text);

function goesWrong(action: string, fault: FaultRule['fault']): void {
  emulator.faults.add({ match: { action }, fault, times: 'always' });
}

async function applied(text = DESIGN): Promise<void> {
  await write(text);
  expect((await apply()).code).toBe(0);
}

const withHub = `${DESIGN}cen hub {}\n`;

/** What leads to it, and what then is there to read. */
const ways: readonly {
  readonly code: number;
  readonly what: string;
  readonly lead: () => Promise<Ran>;
  readonly says: RegExp;
}[] = [
  { code: 0, what: 'an apply that does all', lead: () => apply(), says: /Finished: 2 done\./ },
  { code: 0, what: 'a plan, whatever is in it', lead: () => run('plan'), says: /Plan: 2 to create\./ },
  { code: 0, what: 'help', lead: () => hcnet(['apply', '--help']), says: /Usage: hcnet apply/ },
  {
    code: 1,
    what: 'a design with errors',
    lead: async () => {
      await write(DESIGN.replace('192.168.1.0/24', '10.0.0.0/24'));
      return apply();
    },
    says: /error: the design has 1 error; mend them first/,
  },
  {
    code: 1,
    what: 'a plan that nobody approves',
    lead: () => run('apply'),
    says: /nobody is at a terminal to approve this plan/,
  },
  {
    code: 1,
    what: 'a plan that cannot be carried out',
    lead: async () => {
      await write(DESIGN.replace('prefix 192.168.0.0/16', 'prefix 192.168.0.0/16 id "vpc-gone"'));
      return run('plan');
    },
    says: /names vpc-gone, and there is no such VPC/,
  },
  {
    code: 1,
    what: 'an apply that fails before it has changed anything',
    lead: () => {
      goesWrong('CreateVpc', { kind: 'permission' });
      return apply();
    },
    says: /Not finished: 1 failed, 1 not started/,
  },
  {
    code: 2,
    what: 'an option that does not exist',
    lead: () => apply('--fast'),
    says: /unknown option '--fast'/,
  },
  {
    code: 2,
    what: 'a file that does not exist',
    lead: () => hcnet(['plan', 'none.hcnet'], { cwd }),
    says: /none\.hcnet.*does not exist/,
  },
  {
    code: 2,
    what: 'a damaged state',
    lead: async () => {
      await applied();
      const file = path.join(cwd, '.hcnet/emulator/lab/state.000002.json');
      await writeFile(file, (await readFile(file, 'utf8')).replace('192.168', '192.169'));
      return run('plan');
    },
    says: /its checksum does not fit its content/,
  },
  {
    code: 3,
    what: 'an apply that fails after it has changed something',
    lead: () => {
      goesWrong('CreateVSwitch', { kind: 'quota' });
      return apply();
    },
    says: /Not finished: 1 done, 1 failed/,
  },
  {
    code: 4,
    what: 'an apply that does all but what people have to do',
    lead: async () => {
      const circuit =
        'circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT port 1000Base-LX bandwidth 1 Gbps }';
      await write(`${DESIGN}site dc { tier development }\n${circuit}\n`);
      return apply();
    },
    says: /Apply for the port/i,
  },
  {
    code: 5,
    what: 'a lock that another machine holds',
    lead: async () => {
      const facts = { host: 'elsewhere', pid: 1, operation: 'apply', since: '2026-01-01T00:00:00Z' };
      await writeFile(path.join(cwd, '.hcnet/emulator/lab/lock.1.json'), JSON.stringify(facts));
      return apply();
    },
    says: /another hcnet \(apply, process 1 on elsewhere, since .*\) works on 'lab'/,
  },
  {
    code: 6,
    what: 'a saved plan that has been overtaken',
    lead: async () => {
      await run('plan', '-o', 'p.json');
      await applied();
      return run('apply', '--plan', 'p.json');
    },
    says: /the plan is out of date/,
  },
  {
    code: 6,
    what: 'somebody who changes it between the plan and the step',
    lead: async () => {
      await applied();
      await write(DESIGN.replace('0.0/16', '0.0/16 tag owner "net"'));
      emulator.faults.add({
        match: { action: 'DescribeVpcs', nth: 2 },
        fault: { kind: 'drift', op: 'update', id: idOf('vpc'), fields: { VpcName: 'theirs' } },
      });
      return apply();
    },
    says: /was changed by somebody else since the plan was made; plan again/,
  },
  {
    code: 7,
    what: 'a guard',
    lead: async () => {
      await applied(withHub);
      await write(DESIGN);
      return apply();
    },
    says: /say so: --allow-delete/,
  },
];

function idOf(kind: string): string {
  return emulator.snapshot().resources.find((each) => each.kind === kind)?.id ?? '';
}

test.each(ways)('$code: $what', async ({ code, lead, says }) => {
  const ran = await lead();
  expect(ran.out + ran.err).toMatch(says);
  expect(ran.code, ran.out + ran.err).toBe(code);
});

test('7: a call of which the cloud does not say what became, with those that it could be', async () => {
  await applied(withHub);
  const first = idOf('cen');
  // Another one takes its place, and then both carry the tags.
  emulator.drift({ op: 'update', id: first, tags: [] });
  expect((await run('state rm', 'cen.hub')).code).toBe(0);
  expect((await apply()).code).toBe(0);
  expect((await run('state rm', 'cen.hub')).code).toBe(0);
  const second = emulator.snapshot().resources.find(({ kind, id }) => kind === 'cen' && id !== first);
  emulator.drift({ op: 'update', id: first, tags: [...(second?.tags ?? [])] });
  const lost: Intent = {
    type: 'intent',
    id: '99.1',
    op: 'create',
    address: 'cen.hub',
    kind: 'cen',
    region: '',
    generation: 3,
    revision: 0,
    attempt: 0,
    action: 'CreateCen',
    token: 'hc1-lost',
    parameters: { Name: 'lab-hub' },
    resource: {
      kind: 'cen',
      region: '',
      status: 'creating',
      generation: 3,
      revision: 0,
      inputs: { name: 'lab-hub' },
      tags: {},
      observed: {},
      outputs: {},
      dependencies: [],
      adopted: false,
    },
  };
  await writeFile(path.join(cwd, '.hcnet/emulator/lab/journal.000099.jsonl'), formatRecord(lost));
  const calls = emulator.ledger().length;
  const { code, err } = await apply();
  const ids = emulator.snapshot().resources.flatMap(({ kind, id }) => (kind === 'cen' ? [id] : []));
  expect(ids).toHaveLength(2);
  expect(err).toBe(
    `error: cen.hub could be any of ${ids.sort().join(', ')}; delete all but one, or write the right id into the design\n`,
  );
  expect(code).toBe(7);
  expect(emulator.ledger()).toHaveLength(calls);
});

describe('a report that says failed', () => {
  const step = { address: 'a', kind: 'vpc', action: 'create', title: 'VPC' } as const;
  const done: StepResult = { ...step, result: 'done' };
  const failed = (found: Failure['class']): StepResult => ({
    ...step,
    result: 'failed',
    failure: { class: found },
  });
  test.each([
    ['before anything was changed', [failed('quota')], 1],
    ['after something was changed', [done, failed('quota')], 3],
    ['for what others changed alone', [done, failed('stale')], 6],
    ['for that and for more', [done, failed('stale'), failed('quota')], 3],
    ['since only a person can tell', [done, failed('undecided'), failed('quota')], 7],
  ])('%s', (_what, results, code) => {
    expect(exitCodeOf({ purpose: 'apply', outcome: 'failed', results })).toBe(code);
  });
});

test('130: an apply that is interrupted', async () => {
  const running = startHcnet(['apply', 'lab.hcnet', '--auto-approve'], {
    cwd,
    env: { HCNET_ENDPOINT: emulator.url },
  });
  await running.printed(/create vpc\.prod: done/);
  running.interrupt();
  const { code, out } = await running.ended;
  expect(out).toContain('Run apply again to go on from here.');
  expect(code).toBe(130);
});

test('are those of the page', async () => {
  const page = await readFile(path.resolve(import.meta.dirname, '../../docs/cli.md'), 'utf8');
  const [table = ''] = /\| exit code[\s\S]*?\n\n/.exec(page) ?? [];
  const told = [...table.matchAll(/^\| (\d+) /gm)].map(([, code]) => Number(code));
  expect(told).toEqual([...new Set([...ways.map(({ code }) => code), 130])]);
});
