/** `hcnet plan -o FILE`, then `hcnet apply --plan FILE`: what is carried out, and what is refused. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';
import type { Plan } from '../../src/cloud/plan/plan.ts';
import { formatSavedPlan } from '../../src/cloud/plan/saved-plan.ts';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { startEmulator, type RunningEmulator } from '../../src/emulator/server.ts';
import { emulatorForTest, folderWith, hcnet, type Ran, type WorldOptions } from './support.ts';

const DESIGN = `network lab { region cn-shanghai }
vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
cen hub {}
`;
const WITH_ANOTHER = `${DESIGN}cen other {}\n`;

let emulator: RunningEmulator;
let cwd: string;

beforeEach(async () => {
  emulator = await emulatorForTest();
  cwd = await folderWith({ 'lab.hcnet': DESIGN });
});

function run(subcommand: string, more: readonly string[] = [], world: WorldOptions = {}): Promise<Ran> {
  return hcnet([subcommand, 'lab.hcnet', ...more], { cwd, env: { HCNET_ENDPOINT: emulator.url }, ...world });
}

async function write(text: string): Promise<void> {
  await writeFile(path.join(cwd, 'lab.hcnet'), text);
}

/** Saves a plan of this text. */
async function planned(text = DESIGN): Promise<void> {
  await write(text);
  const { code, err } = await run('plan', ['-o', 'p.json']);
  expect({ code, err }).toEqual({
    code: 0,
    err: 'Wrote p.json\nThe plan is good for a day, as long as nothing else is applied.\n',
  });
}

function carriedOut(more: readonly string[] = [], world: WorldOptions = {}): Promise<Ran> {
  return run('apply', ['--plan', 'p.json', ...more], world);
}

async function applied(text = DESIGN): Promise<void> {
  await write(text);
  const ran = await run('apply', ['--auto-approve']);
  expect(ran.code, ran.out + ran.err).toBe(0);
}

function idOf(kind: string): string {
  return emulator.snapshot().resources.find((each) => each.kind === kind)?.id ?? '';
}

function changes(): number {
  return emulator.ledger().length;
}

/** Refused with this, and nothing was called. */
async function expectRefusal(ran: Promise<Ran>, code: number, message: string): Promise<void> {
  const before = changes();
  expect(await ran).toMatchObject({ code, err: `error: ${message}\n` });
  expect(changes()).toBe(before);
}

describe('a saved plan', () => {
  test('is carried out without a question, and only once', async () => {
    await planned();
    expect(changes()).toBe(0);
    const { code, out } = await carriedOut();
    expect(out).toContain('Finished: 2 done.');
    expect(code).toBe(0);
    expect((await run('plan')).out).toContain('Plan: nothing to change.');
    await expectRefusal(
      carriedOut(),
      6,
      'the plan is out of date: something was applied since it was made. Plan again',
    );
  });

  test('of nothing to change is carried out, and does nothing', async () => {
    await applied();
    await planned();
    const before = changes();
    expect((await carriedOut()).code).toBe(0);
    expect(changes()).toBe(before);
  });

  test('is not written where it has problems', async () => {
    await write(`${DESIGN}vpc gone in cn-shanghai { prefix 10.0.0.0/16 id "vpc-gone" }\n`);
    expect((await run('plan', ['-o', 'p.json'])).code).toBe(1);
    await expect(readFile(path.join(cwd, 'p.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('still needs its guards to be allowed by name', async () => {
    await applied();
    await planned(DESIGN.replace('cen hub {}\n', ''));
    await expectRefusal(
      carriedOut(),
      7,
      "'cen.hub' would be deleted, and much hangs on that. If that is meant, say so: --allow-delete",
    );
    expect((await carriedOut(['--allow-delete'])).code).toBe(0);
  });

  test('holds no secret, and is refused when one has another value by then', async () => {
    const keyed = `network lab { region cn-shanghai }
site dc { kind datacenter prefix 10.1.0.0/16 asn 65010 router cpe }
circuit line from dc.cpe to access-point ap-cn-shanghai-pd-D { type dedicated carrier CT port 10GBase-LR bandwidth 1 Gbps id "pc-uf6lab0line" }
vbr edge on line { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 auth secret BGP-KEY bfd on } }
`;
    const world = (value: string): WorldOptions => ({
      home: cwd,
      env: { HCNET_ENDPOINT: emulator.url, HCNET_SECRET_BGP_KEY: value },
    });
    await write(keyed);
    expect((await run('plan', ['-o', 'p.json'], world('canary-4711'))).code).toBe(0);
    const text = await readFile(path.join(cwd, 'p.json'), 'utf8');
    expect(text).toContain('BGP-KEY');
    expect(text).not.toContain('canary-4711');
    await expectRefusal(
      carriedOut([], world('another-1')),
      6,
      'the plan was made for another design, or for this one before it was changed. Plan again',
    );
    expect((await carriedOut([], world('canary-4711'))).code).toBe(0);
  });
});

describe('a saved plan that has been overtaken', () => {
  test('by another apply is refused', async () => {
    await planned(WITH_ANOTHER);
    await applied();
    await write(WITH_ANOTHER);
    await expectRefusal(
      carriedOut(),
      6,
      'the plan is out of date: something was applied since it was made. Plan again',
    );
  });

  test('by somebody who changed what it changes stops at that, and does the rest', async () => {
    await applied();
    await planned(
      DESIGN.replace('0.0/16', '0.0/16 tag owner "net"').replace('cen hub {', 'cen hub { tag owner "net"'),
    );
    emulator.drift({ op: 'update', id: idOf('cen'), fields: { Name: 'theirs' } });
    const { code, out } = await carriedOut();
    expect(out).toContain(
      `cen.hub (${idOf('cen')}) was changed by somebody else since the plan was made; plan again to see what is there now`,
    );
    expect(out).toContain('1 done, 1 failed');
    expect(code).toBe(6);
    const cen = emulator.snapshot().resources.find(({ kind }) => kind === 'cen');
    expect(cen?.fields.Name).toBe('theirs');
    expect((await run('apply', ['--auto-approve'])).code).toBe(0);
  });

  test('by nothing, in another folder with the same state or none yet, is carried out', async () => {
    await planned();
    expect((await carriedOut(['--state-dir', 'one'])).code).toBe(0);
    await write(WITH_ANOTHER);
    expect((await run('plan', ['-o', 'p.json', '--state-dir', 'one'])).code).toBe(0);
    await cp(path.join(cwd, 'one'), path.join(cwd, 'two'), { recursive: true });
    await expectRefusal(
      carriedOut(),
      6,
      `the plan was made from the state in ${cwd}/one/emulator/lab, and this run looks at the one in ${cwd}/.hcnet/emulator/lab; pass the same --state or --state-dir`,
    );
    expect((await carriedOut(['--state-dir', 'two'])).code).toBe(0);
  });

  test('by a change of the text is refused', async () => {
    await planned();
    await write(WITH_ANOTHER);
    await expectRefusal(
      carriedOut(),
      6,
      'the plan was made for another design, or for this one before it was changed. Plan again',
    );
  });

  test('by a comment in the text is carried out', async () => {
    await planned();
    await write(`// The same.\n${DESIGN}`);
    expect((await carriedOut()).code).toBe(0);
  });

  test('by a day is refused, and not by an hour less', async () => {
    await planned();
    const hour = 3_600_000;
    const later = Date.now();
    const { code, err } = await carriedOut([], { now: () => later + 25 * hour });
    expect(err).toMatch(/^error: p\.json was made more than a day ago \(\S+Z\)\. Plan again\n$/);
    expect(code).toBe(6);
    expect(changes()).toBe(0);
    expect((await carriedOut([], { now: () => later + 23 * hour })).code).toBe(0);
  });
});

describe('a saved plan of something else', () => {
  test('of another stack is refused', async () => {
    await planned();
    await write(DESIGN.replace('network lab', 'network shop'));
    await expectRefusal(
      carriedOut(),
      6,
      "the plan was made for another design: 'lab', and this is 'shop'. Plan again",
    );
  });

  test('of another emulator is refused', async () => {
    await planned();
    const first = emulator;
    emulator = await emulatorForTest();
    await expectRefusal(
      carriedOut(),
      6,
      `the plan was made for emulator at 127.0.0.1:${first.port}, and this run means emulator at 127.0.0.1:${emulator.port}. Plan again`,
    );
  });

  test('of another account is refused', async () => {
    await planned();
    await emulator.stop();
    const other = { ...demoCredentials, accountId: '6543210987654321' };
    emulator = await startEmulator({ port: emulator.port, credentials: [other], transitionMs: 5 });
    onTestFinished(() => emulator.stop());
    await expectRefusal(
      carriedOut(),
      6,
      'the plan was made for account 1234567890123456, and the credentials open account 6543210987654321. Plan again',
    );
  });
});

describe('a file', () => {
  test.each([
    [
      'that was edited',
      (text: string) => text.replace('"vpc.prod"', '"vpc.evil"'),
      'p.json was changed after it was made. Plan again',
    ],
    [
      'that says it is younger',
      (text: string) => text.replace(/"made": "\d+/, '"made": "2999'),
      'p.json was changed after it was made. Plan again',
    ],
    [
      'of another hcnet',
      (text: string) => text.replace(/"engine": "[^"]*"/, '"engine": "0.0.0"'),
      'p.json was changed after it was made. Plan again',
    ],
    [
      'that is torn',
      (text: string) => text.slice(0, text.length / 2),
      'p.json is not a whole plan that hcnet plan -o wrote. Plan again',
    ],
    ['that is empty', () => '', 'p.json is not a whole plan that hcnet plan -o wrote. Plan again'],
    [
      'of something else',
      () => '{"steps":[]}',
      'p.json is not a whole plan that hcnet plan -o wrote. Plan again',
    ],
  ])('%s is refused', async (_what, change, message) => {
    await planned();
    const file = path.join(cwd, 'p.json');
    const text = await readFile(file, 'utf8');
    expect(change(text)).not.toBe(text);
    await writeFile(file, change(text));
    await expectRefusal(carriedOut(), 6, message);
  });

  test('that another hcnet wrote is refused', async () => {
    await planned();
    const file = path.join(cwd, 'p.json');
    const { plan } = JSON.parse(await readFile(file, 'utf8')) as { plan: Plan };
    await writeFile(file, formatSavedPlan(plan, { engine: '0.0.0', now: Date.now() }));
    await expectRefusal(
      carriedOut(),
      6,
      `p.json was made by hcnet 0.0.0 (plans of version 4), and this is ${VERSION} (version 4). Plan again`,
    );
  });

  test('that is not there is named', async () => {
    const { code, err } = await carriedOut();
    expect(code).toBe(2);
    expect(err).toBe(
      `error: cannot read ${path.join(cwd, 'p.json')}: it does not exist\n  Check the spelling, or the folder you are in.\n`,
    );
  });
});
