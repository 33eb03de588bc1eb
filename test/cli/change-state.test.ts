/** `hcnet state list|show|mv|rm`: what they say, what they refuse, and what they leave. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { thisProcess } from '../../src/cli/owner.ts';
import { formatRecord, type Intent } from '../../src/cloud/state/journal.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { emulatorForTest, folderWith, hcnet, type Ran } from './support.ts';

const DESIGN = `network lab { region cn-shanghai }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch data in cn-shanghai-m { prefix 192.168.2.0/24 }
  security-group web { allow tcp 443 from 10.0.0.0/8 }
}
cen hub {}
`;

let emulator: RunningEmulator;
let cwd: string;

beforeEach(async () => {
  emulator = await emulatorForTest();
  cwd = await folderWith({ 'lab.hcnet': DESIGN });
});

/** `state list`, for example, on the design. */
function run(subcommand: string, ...more: readonly string[]): Promise<Ran> {
  return hcnet([...subcommand.split(' '), 'lab.hcnet', ...more], {
    cwd,
    env: { HCNET_ENDPOINT: emulator.url },
  });
}

async function apply(...more: readonly string[]): Promise<void> {
  const ran = await run('apply', '--auto-approve', ...more);
  expect(ran.code, ran.out + ran.err).toBe(0);
}

function idOf(kind: string): string {
  const found = emulator.snapshot().resources.find((each) => each.kind === kind);
  if (found === undefined) throw new Error('the test itself is wrong');
  return found.id;
}

test.each([
  [['show', 'cen.hub', 'lab.hcnet'], 'hcnet state show lab.hcnet cen.hub'],
  [['rm', 'cen.hub', '.'], 'hcnet state rm . cen.hub'],
  [['mv', 'cen.hub', 'cen.core', 'lab.hcnet'], 'hcnet state mv lab.hcnet cen.hub cen.core'],
  [['mv', 'cen.hub', 'lab.hcnet', 'cen.core'], 'hcnet state mv lab.hcnet cen.hub cen.core'],
])('state %j is told that the file comes first', async (args, meant) => {
  expect(await hcnet(['state', ...args], { cwd })).toEqual({
    code: 2,
    out: '',
    err: `error: 'cen.hub' stands where the file comes, which is ${meant.split(' ')[3] ?? ''}\n  The file comes first, and the address second: ${meant}\n`,
  });
});

async function stepsOfPlan(): Promise<readonly string[]> {
  const { code, out } = await run('plan', '--json');
  expect(code).toBe(0);
  const { steps } = JSON.parse(out) as { steps: readonly { action: string; address: string }[] };
  return steps.map(({ action, address }) => `${action} ${address}`);
}

interface Listed {
  readonly address: string;
  readonly id: string;
}

async function listed(): Promise<readonly Listed[]> {
  return (JSON.parse((await run('state list', '--json')).out) as { resources: readonly Listed[] }).resources;
}

/** The saved states, and what one says. */
async function backups(): Promise<readonly string[]> {
  const names = await readdir(path.join(cwd, '.hcnet/emulator/lab'));
  return names.filter((name) => name.startsWith('state.')).sort();
}

function filed(name: string): Promise<string> {
  return readFile(path.join(cwd, '.hcnet/emulator/lab', name), 'utf8');
}

const otherMachine = { host: 'elsewhere', pid: 77, operation: 'apply', since: '2026-01-01T00:00:00Z' };

describe('hcnet state list', () => {
  test('of what was never applied is an empty list, and nothing is written', async () => {
    expect(await run('state list')).toEqual({
      code: 0,
      out: `'lab' on emulator at 127.0.0.1:${emulator.port}: 0 resources, state 0\n\n`,
      err: '',
    });
    expect(await readdir(cwd)).toEqual(['lab.hcnet']);
  });

  test('names each resource with its id, in columns, by address', async () => {
    await apply();
    const { code, out, err } = await run('state list');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    const width = Math.max(...(await listed()).map(({ address }) => address.length));
    expect(lines.slice(0, 2)).toEqual([
      `'lab' on emulator at 127.0.0.1:${emulator.port}, account 1234567890123456: 6 resources, state 2`,
      '',
    ]);
    expect(lines).toContain(`${'cen.hub'.padEnd(width)}  ${idOf('cen')}  Cloud Enterprise Network`);
    expect(lines).toContain(`${'vpc.prod'.padEnd(width)}  ${idOf('vpc')}  VPC  cn-shanghai`);
    const addresses = lines.slice(2, -1).map((line) => line.split(' ')[0]);
    expect(addresses).toEqual([...addresses].sort());
    expect(addresses).toHaveLength(6);
  });

  test('is JSON for programs', async () => {
    await apply();
    const { code, out, err } = await run('state list', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const list = JSON.parse(out) as { resources: readonly object[] };
    expect(list).toMatchObject({
      stack: 'lab',
      target: `emulator at 127.0.0.1:${emulator.port}`,
      account: '1234567890123456',
      serial: 2,
      unresolved: [],
    });
    expect(list.resources).toContainEqual({
      address: 'vpc.prod/vswitch.app',
      kind: 'vswitch',
      title: 'vSwitch',
      region: 'cn-shanghai',
      id: expect.stringMatching(/^vsw-/) as string,
      status: 'ready',
      adopted: false,
      dependencies: ['vpc.prod'],
    });
  });

  test('says who works there, and needs no lock for that', async () => {
    await apply();
    await writeFile(path.join(cwd, '.hcnet/emulator/lab/lock.9.json'), JSON.stringify(otherMachine));
    const { code, out } = await run('state list');
    expect(code).toBe(0);
    expect(out).toContain('locked by number 9: apply, process 77 on elsewhere, since 2026-01-01T00:00:00Z\n');
    expect(JSON.parse((await run('state list', '--json')).out)).toMatchObject({
      lock: { number: 9, who: 'apply, process 77 on elsewhere, since 2026-01-01T00:00:00Z' },
    });
  });

  test('says of a lock that was left behind here that the next run goes on from there', async () => {
    await apply();
    // No system has so many.
    const gone = { ...otherMachine, ...thisProcess(), pid: 999_999_999 };
    await writeFile(path.join(cwd, '.hcnet/emulator/lab/lock.9.json'), JSON.stringify(gone));
    expect((await run('state list')).out).toMatch(
      /^cut off: apply, process 999999999 on .*, since 2026-01-01T00:00:00Z; hcnet apply goes on from there$/m,
    );
  });

  test('needs no cloud, nor anything that listens', async () => {
    await apply();
    const before = await run('state list');
    await emulator.stop();
    expect(await run('state list')).toEqual(before);
  });
});

describe('hcnet state show', () => {
  test('prints all that is known of one, as JSON', async () => {
    await apply();
    const { code, out, err } = await run('state show', 'vpc.prod');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      address: 'vpc.prod',
      kind: 'vpc',
      id: idOf('vpc'),
      status: 'ready',
      inputs: { name: 'lab-prod', prefix: '192.168.0.0/16' },
      observed: { prefix: '192.168.0.0/16' },
      tags: { 'hcnet:addr': 'vpc.prod', 'hcnet:stack': 'lab' },
    });
  });

  test.each(['vpc.prd', 'constructor', '__proto__'])(
    'says where to look when there is no %s',
    async (address) => {
      await apply();
      expect(await run('state show', address)).toEqual({
        code: 2,
        out: '',
        err: `error: '${address}' is not in the state of 'lab'\n  hcnet state list shows what is.\n`,
      });
    },
  );
});

describe('hcnet state mv', () => {
  const renamed = DESIGN.replace('vpc prod in', 'vpc main in');

  test('gives a resource another address, and leaves the state as it was beside the new one', async () => {
    await apply();
    const id = idOf('vpc');
    const [before = ''] = await backups();
    const text = await filed(before);
    await writeFile(path.join(cwd, 'lab.hcnet'), renamed);
    const calls = emulator.ledger().length;

    expect(await run('state mv', 'vpc.prod', 'vpc.main')).toEqual({
      code: 0,
      out: "'vpc.prod' is 'vpc.main' now. Its tags follow with the next apply.\n",
      err: '',
    });
    expect(emulator.ledger()).toHaveLength(calls);
    expect((await listed()).filter((each) => each.id === id).map(({ address }) => address)).toEqual([
      'vpc.main',
    ]);
    expect(await backups()).toHaveLength(2);
    expect(await filed(before)).toBe(text);
  });

  test('of all that belongs together leaves nothing but names and tags to change', async () => {
    await apply();
    const before = (await listed()).map(({ id }) => id).sort();
    await writeFile(path.join(cwd, 'lab.hcnet'), renamed);
    for (const { address } of await listed()) {
      if (!address.startsWith('vpc.prod')) continue;
      const moved = await run('state mv', address, address.replace('vpc.prod', 'vpc.main'));
      expect(moved.code, moved.err).toBe(0);
    }
    expect((await stepsOfPlan()).filter((step) => !step.startsWith('update '))).toEqual([]);
    await apply();
    expect((await listed()).map(({ id }) => id).sort()).toEqual(before);
    expect(await stepsOfPlan()).toEqual([]);
  });

  test('to what the design does not have says what comes of that', async () => {
    await apply();
    const { code, out } = await run('state mv', 'cen.hub', 'cen.core');
    expect(code).toBe(0);
    expect(out).toBe(
      "'cen.hub' is 'cen.core' now. The design has no 'cen.core' yet: write it before the next apply, which otherwise deletes the resource.\n",
    );
    expect(await stepsOfPlan()).toEqual(['delete cen.core', 'create cen.hub']);
    await writeFile(path.join(cwd, 'lab.hcnet'), DESIGN.replace('cen hub', 'cen core'));
    expect(await stepsOfPlan()).toEqual(['update cen.core']);
  });

  test.each([
    ['vpc.prd', 'vpc.main', "'vpc.prd' is not in the state of 'lab'; hcnet state list shows what is"],
    ['constructor', 'vpc.main', "'constructor' is not in the state of 'lab'; hcnet state list shows what is"],
    ['vpc.prod', 'vpc.prod', "'vpc.prod' is called that already"],
    [
      'vpc.prod',
      'my vpc',
      "'my vpc' is not an address; they look like those that hcnet state list shows, such as 'vpc.prod'",
    ],
    [
      'vpc.prod',
      'vpc.main#2',
      "'vpc.main#2' is not an address; they look like those that hcnet state list shows, such as 'vpc.prod'",
    ],
  ])('%s to %s is refused with what to do, and leaves no trace', async (from, to, message) => {
    await apply();
    const before = await backups();
    expect(await run('state mv', from, to)).toEqual({ code: 2, out: '', err: `error: ${message}\n` });
    expect(await backups()).toEqual(before);
  });

  test('onto another resource is refused with what that is', async () => {
    await apply();
    const { code, err } = await run('state mv', 'vpc.prod', 'cen.hub');
    expect(code).toBe(2);
    expect(err).toBe(
      `error: 'cen.hub' is in the state already, as Cloud Enterprise Network ${idOf('cen')}; move or remove that first\n`,
    );
  });

  test('to an address that the design has for something of another kind is refused', async () => {
    await apply();
    await writeFile(path.join(cwd, 'lab.hcnet'), `${DESIGN}cen other {}\n`);
    const { code, err } = await run('state mv', 'vpc.prod', 'cen.other');
    expect(code).toBe(2);
    expect(err).toBe(
      "error: 'vpc.prod' is a VPC, and 'cen.other' is a Cloud Enterprise Network in the design; name an address of the same kind\n",
    );
  });

  test.each(['vpc.prod/vswitch.app', 'cen.hub'])('takes %s back to where it was', async (address) => {
    await apply();
    await run('state mv', address, `${address}-aside`);
    expect((await run('state mv', `${address}-aside`, address)).code).toBe(0);
    expect(await stepsOfPlan()).toEqual([]);
  });
});

describe('hcnet state rm', () => {
  test('forgets a resource, which stays in the cloud and is found again by its tags', async () => {
    await apply();
    const id = idOf('cen');
    const [before = ''] = await backups();
    const text = await filed(before);
    expect(await run('state rm', 'cen.hub')).toEqual({
      code: 0,
      out: "'cen.hub' is forgotten. It stays in the cloud; a design that has it finds it again.\n",
      err: '',
    });
    expect(await filed(before)).toBe(text);
    expect(idOf('cen')).toBe(id);
    expect((await listed()).map(({ address }) => address)).not.toContain('cen.hub');

    expect(await stepsOfPlan()).toEqual(['adopt cen.hub']);
    await apply();
    expect(idOf('cen')).toBe(id);
    expect(await stepsOfPlan()).toEqual([]);
  });

  test('of what the design has no more leaves it to whoever has it now, with a note', async () => {
    await apply();
    await run('state rm', 'cen.hub');
    await writeFile(path.join(cwd, 'lab.hcnet'), DESIGN.replace('cen hub {}\n', ''));
    const { out } = await run('plan');
    expect(out).toContain(
      `note: the Cloud Enterprise Network ${idOf('cen')} carries the tags of 'lab' (cen.hub) and is in neither the design nor the state`,
    );
    expect(await stepsOfPlan()).toEqual([]);
  });

  test('of what others stand on is refused with their names', async () => {
    await apply();
    const before = await backups();
    expect(await run('state rm', 'vpc.prod/security-group.web')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^error: 'vpc\.prod\/security-group\.web\/\S+' stands on 'vpc\.prod\/security-group\.web'; remove what stands on it first\n$/,
      ) as string,
    });
    expect(await run('state rm', 'vpc.prod')).toEqual({
      code: 2,
      out: '',
      err: "error: 'vpc.prod/security-group.web', 'vpc.prod/vswitch.app', 'vpc.prod/vswitch.data' stand on 'vpc.prod'; remove what stands on it first\n",
    });
    expect(await backups()).toEqual(before);
  });

  test('of what is not there is refused', async () => {
    await apply();
    expect(await run('state rm', 'vpc.prd')).toEqual({
      code: 2,
      out: '',
      err: "error: 'vpc.prd' is not in the state of 'lab'; hcnet state list shows what is\n",
    });
  });
});

describe('a change by hand', () => {
  test.each([
    ['state mv', 'cen.hub', 'cen.core'],
    ['state rm', 'cen.hub'],
  ])(
    '%s waits for nobody who holds the lock: it is refused with who that is',
    async (subcommand, ...args) => {
      await apply();
      await writeFile(path.join(cwd, '.hcnet/emulator/lab/lock.9.json'), JSON.stringify(otherMachine));
      const before = await backups();
      expect(await run(subcommand, ...args)).toEqual({
        code: 5,
        out: '',
        err: "error: another hcnet (apply, process 77 on elsewhere, since 2026-01-01T00:00:00Z) works on 'lab'; wait until it ends. If it has died: hcnet unlock PATH 9\n",
      });
      expect(await backups()).toEqual(before);
    },
  );

  test('frees the lock again, whether it was refused or not', async () => {
    await apply();
    await run('state mv', 'cen.hub', 'cen.hub');
    await run('state mv', 'cen.hub', 'cen.core');
    expect(JSON.parse((await run('state list', '--json')).out)).not.toHaveProperty('lock');
    expect((await run('state rm', 'cen.core')).code).toBe(0);
  });

  test('waits for an apply that finds out what became of a call of a run that was cut off', async () => {
    await apply();
    const intent: Intent = {
      type: 'intent',
      id: '2.1',
      op: 'delete',
      address: 'cen.hub',
      kind: 'cen',
      region: '',
      generation: 1,
      revision: 1,
      attempt: 0,
      action: 'DeleteCen',
      token: 'hc1-lost',
      parameters: { CenId: idOf('cen') },
      resource: null,
    };
    await writeFile(path.join(cwd, '.hcnet/emulator/lab/journal.000002.jsonl'), formatRecord(intent));
    const { code, err } = await run('state rm', 'cen.hub');
    expect(err).toBe(
      "error: an earlier run of 'lab' was cut off; run apply first, which finds out what became of its calls\n",
    );
    expect(code).toBe(2);
    expect((await run('state list')).out).toContain(
      'open: nobody knows yet what became of DeleteCen for cen.hub\n',
    );
    await apply();
    expect((await run('state rm', 'cen.hub')).code).toBe(0);
  });
});
