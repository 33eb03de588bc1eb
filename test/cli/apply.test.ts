import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseRunEvent } from '../../src/protocol/run.ts';
import type { RunEvent } from '../../src/protocol/run.ts';
import { asNobody, emulatorForTest, folderWith, hcnet, startHcnet } from './support.ts';

/** A hub and a VPC with two vSwitches: quick to make, and with an order in it. */
const HUB = `network lab { region cn-shanghai }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
}
cen backbone {
  transit-router tr in cn-shanghai { edition enterprise attach prod }
}
`;

const planReport = z.object({
  changes: z.strictObject({
    create: z.int(),
    update: z.int(),
    replace: z.int(),
    delete: z.int(),
    adopt: z.int(),
    move: z.int(),
    people: z.int(),
  }),
  steps: z.array(
    z.object({ address: z.string(), kind: z.string(), action: z.string(), reasons: z.array(z.unknown()) }),
  ),
});

const NOTHING = { create: 0, update: 0, replace: 0, delete: 0, adopt: 0, move: 0, people: 0 };

/** A folder with the design, an emulator, and the options that lead there. */
async function lab(
  text = HUB,
): Promise<{ cwd: string; to: readonly string[]; ledger: () => readonly unknown[] }> {
  const emulator = await emulatorForTest();
  return {
    cwd: await folderWith({ 'lab.hcnet': text }),
    to: ['lab.hcnet', '--endpoint', emulator.url],
    ledger: () => emulator.ledger(),
  };
}

async function planOf(cwd: string, to: readonly string[]): Promise<z.infer<typeof planReport>> {
  const { code, out, err } = await hcnet(['plan', ...to, '--json'], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return planReport.parse(JSON.parse(out));
}

describe('apply', () => {
  test('makes what the plan shows; the next plan is empty; destroy takes it all away', async () => {
    const { cwd, to } = await lab();
    const plan = await planOf(cwd, to);
    expect(plan.changes).toEqual({ ...NOTHING, create: plan.steps.length });
    expect(plan.steps.map(({ address }) => address)).toContain('vpc.prod/vswitch.app-l');

    const applied = await hcnet(['apply', ...to, '--auto-approve'], { cwd });
    expect(applied.code).toBe(0);
    expect(applied.out).toContain(`Finished: ${plan.steps.length} done.`);
    expect(await planOf(cwd, to)).toEqual({ changes: NOTHING, steps: [] });

    const destroyed = await hcnet(['destroy', ...to, '--auto-approve'], { cwd });
    expect(destroyed.code).toBe(0);
    expect(await planOf(cwd, to)).toEqual(plan);
  });

  test('keeps its state beside the design, under the name of the network', async () => {
    const { cwd, to } = await lab();
    await hcnet(['apply', ...to, '--auto-approve'], { cwd });
    expect(await stateFiles(path.join(cwd, '.hcnet/emulator/lab'))).toHaveLength(1);
  });

  test('keeps its state elsewhere when it is told to', async () => {
    const { cwd, to } = await lab();
    await hcnet(['apply', ...to, '--auto-approve', '--state-dir', 'kept'], { cwd });
    expect(await stateFiles(path.join(cwd, 'kept/emulator/lab'))).toHaveLength(1);
    expect(existsSync(path.join(cwd, '.hcnet'))).toBe(false);
  });

  test('leaves a real access key of the environment at home when an emulator is named', async () => {
    const { cwd, to } = await lab();
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tRealLooking', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x' };
    const { code, out, err } = await hcnet(['plan', ...to], { cwd, env });
    expect(code, out + err).toBe(0);
  });

  test('applies for the port of a circuit only when it is told to', async () => {
    const { url } = await emulatorForTest();
    const circuit =
      'circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT port 1000Base-LX bandwidth 1 Gbps }';
    const cwd = await folderWith({ 'a.hcnet': `site dc { tier development }\n${circuit}\n` });
    const changes = async (...more: string[]) => {
      const { out } = await hcnet(['plan', 'a.hcnet', '--endpoint', url, '--json', ...more], { cwd });
      return (JSON.parse(out) as { changes: { create: number; people: number } }).changes;
    };
    expect(await changes()).toMatchObject({ create: 0, people: 6 });
    expect(await changes('--apply-for-circuits')).toMatchObject({ create: 1, people: 5 });
  });

  test('prints plain lines where nobody watches, and no control characters', async () => {
    const { cwd, to } = await lab();
    const { out, err } = await hcnet(['apply', ...to, '--auto-approve'], { cwd });
    expect(err).toContain('create vpc.prod: done\n');
    // It starts every control sequence of a terminal.
    expect(out + err).not.toContain('\u001B');
  });

  test.each([true, false])(
    'says once what is in the way of a step, on a terminal (%s) as well as elsewhere',
    async (isTerminal) => {
      const emulator = await emulatorForTest();
      const cwd = await folderWith({ 'a.hcnet': 'vpc prod in cn-shanghai { prefix 192.168.0.0/16 }\n' });
      const to = ['a.hcnet', '--endpoint', emulator.url, '--auto-approve'];
      await hcnet(['apply', ...to], { cwd });
      const vpc = emulator.snapshot().resources.find(({ kind }) => kind === 'vpc')?.id ?? '';
      expect(emulator.addDependent(vpc)).toBe(true);
      const used = emulator.snapshot().resources.find(({ kind }) => kind === 'vswitch')?.id ?? '';
      const running = startHcnet(['destroy', ...to, '--verbose'], { cwd, isTerminal });
      const [text] = await running.printed(/delete vpc\.prod: waits, .*it is tried again/);
      expect(text).toContain(
        `was refused because something still uses it: vpc ${vpc} is still used by vswitch ${used}`,
      );
      // It would be said again by now.
      await running.printed(/it is tried again(?:[^]*DeleteVpc){3}/);
      emulator.drift({ op: 'delete', id: used });
      const { code, err } = await running.ended;
      expect(code).toBe(0);
      expect(err.match(/it is tried again/g)).toHaveLength(1);
    },
  );

  test('shows on a terminal what is on its way, and takes it away at the end', async () => {
    const { cwd, to } = await lab();
    const running = startHcnet(['apply', ...to, '--auto-approve'], { cwd, isTerminal: true });
    const { err } = await running.ended;
    expect(err).toMatch(/[█░]{24} \d+ of \d+/);
    expect(err.endsWith('\u001B[0J')).toBe(true);
  });
});

describe('a plan', () => {
  test('tells of a change what is and what will be, and where the text says so', async () => {
    const { cwd, to } = await lab();
    await hcnet(['apply', ...to, '--auto-approve'], { cwd });
    const text = HUB.replace('192.168.2.0/24', '192.168.3.0/24').replace(
      'vpc prod in',
      'vpc prod "Production" in',
    );
    await writeFile(path.join(cwd, 'lab.hcnet'), text);
    const { out } = await hcnet(['plan', ...to], { cwd });
    const lines = out.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
    const at = lines.indexOf('± vpc.prod/vswitch.app-m  vSwitch  lab.hcnet:5');
    expect(lines[at + 1]).toBe(
      'prefix: 192.168.2.0/24 → 192.168.3.0/24  (cannot be changed once it is made)',
    );
    expect(lines[0]).toBe("Plan for 'lab': 1 to update, 1 to replace");
  });
});

describe('approval', () => {
  test('is asked for with the counts, the account and the target', async () => {
    const { cwd, to } = await lab();
    const running = startHcnet(['apply', ...to], { cwd, isTerminal: true });
    const [question] = await running.printed(/Apply this on .*\n/);
    expect(question).toMatch(
      /^Apply this on emulator at 127\.0\.0\.1:\d+, account 1234567890123456, as acs:ram::1234567890123456:root: \d+ to create\?\n$/,
    );
    running.type('yes');
    expect((await running.ended).code).toBe(0);
  });

  test('that is not given leaves everything as it is', async () => {
    const { cwd, to, ledger } = await lab();
    const running = startHcnet(['apply', ...to], { cwd, isTerminal: true });
    await running.printed(/Type 'yes' to go on: /);
    running.type('y');
    const { code, err } = await running.ended;
    expect(err).toContain('Nothing was changed.');
    expect(code).toBe(1);
    expect(ledger()).toEqual([]);
  });

  test('of a destruction takes the name of what is destroyed', async () => {
    const { cwd, to } = await lab();
    await hcnet(['apply', ...to, '--auto-approve'], { cwd });
    const running = startHcnet(['destroy', ...to], { cwd, isTerminal: true });
    await running.printed(/Type 'lab' to go on: /);
    running.type('yes');
    expect((await running.ended).err).toContain('Nothing was changed.');
  });

  test('cannot be asked for without a terminal, and the next step is told', async () => {
    const { cwd, to, ledger } = await lab();
    const { code, out, err } = await hcnet(['apply', ...to], { cwd });
    expect(out).toMatch(/Plan: \d+ to create\./);
    expect(err).toBe(
      'error: nobody is at a terminal to approve this plan, so nothing was changed\n' +
        '  Read the plan above, then run the same command with --auto-approve.\n',
    );
    expect(code).toBe(1);
    expect(ledger()).toEqual([]);
  });
});

describe('an interruption', () => {
  test('at the question is a no', async () => {
    const { cwd, to, ledger } = await lab();
    const running = startHcnet(['apply', ...to], { cwd, isTerminal: true });
    await running.printed(/Type 'yes' to go on: /);
    running.interrupt();
    const { code, err } = await running.ended;
    expect(err).toMatch(/Type 'yes' to go on: \nNothing was changed\.\n$/);
    expect(code).toBe(130);
    expect(ledger()).toEqual([]);
  });

  test('of a destroy says that it is a destroy that goes on', async () => {
    const { cwd, to } = await lab();
    await startHcnet(['apply', ...to, '--auto-approve'], { cwd }).ended;
    const running = startHcnet(['destroy', ...to, '--auto-approve'], { cwd });
    await running.printed(/delete \S+: done/);
    running.interrupt();
    expect((await running.ended).out).toContain('Run destroy again to go on from here.');
  });

  test('stops before the next call, and the next apply goes on from there', async () => {
    const { cwd, to } = await lab();
    const running = startHcnet(['apply', ...to, '--auto-approve'], { cwd });
    await running.printed(/create vpc\.prod: done/);
    running.interrupt();
    const { code, out, err } = await running.ended;
    expect(err).toContain('Stopping: what is on its way is finished and saved.');
    expect(out).toContain('Run apply again to go on from here.');
    expect(code).toBe(130);

    const { steps } = await planOf(cwd, to);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.map(({ address }) => address)).not.toContain('vpc.prod');
    expect((await hcnet(['apply', ...to, '--auto-approve'], { cwd })).code).toBe(0);
    expect((await planOf(cwd, to)).steps).toEqual([]);
  });
});

describe('what keeps a plan from being made', () => {
  test('is an error in the design, which is named with its place', async () => {
    const { cwd, to, ledger } = await lab(`${HUB}site dc { kind datacenter prefix 100.72.0.0/16 }\n`);
    const { code, err } = await hcnet(['apply', ...to, '--auto-approve'], { cwd });
    expect(err).toMatch(
      /^error: the design has \d+ errors?; mend them first\n {2}lab\.hcnet:10:\d+: HC\d+: /,
    );
    expect(code).toBe(1);
    expect(ledger()).toEqual([]);
  });

  test('is a state that cannot be read, and it is left alone', async () => {
    const { cwd, to } = await lab();
    await hcnet(['apply', ...to, '--auto-approve'], { cwd });
    const [file = ''] = await stateFiles(path.join(cwd, '.hcnet/emulator/lab'));
    const half = (await readFile(file, 'utf8')).slice(0, 100);
    await writeFile(file, half);
    const { code, err } = await hcnet(['plan', ...to], { cwd });
    expect(err).toMatch(/^error: .*state/);
    expect(err).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
    expect(await readFile(file, 'utf8')).toBe(half);
  });

  test('is a state folder that cannot be written to', async () => {
    const { cwd, to, ledger } = await lab();
    await mkdir(path.join(cwd, '.hcnet'));
    await chmod(cwd, 0o755);
    await chmod(path.join(cwd, '.hcnet'), 0o555);
    const { code, err } = await asNobody(() => hcnet(['apply', ...to, '--auto-approve'], { cwd }));
    expect(err).toContain(
      `error: cannot keep the state in ${path.join(cwd, '.hcnet/emulator/lab')}: permission denied\n`,
    );
    expect(code).toBe(2);
    expect(ledger()).toEqual([]);
  });
});

describe('secrets', () => {
  const KEYED = `site dc { kind datacenter prefix 10.1.0.0/16 asn 65010 router cpe }
circuit line from dc.cpe to access-point ap-cn-shanghai-pd-D { type dedicated carrier CT port 10GBase-LR bandwidth 1 Gbps id "pc-uf6lab0line" }
vbr edge on line { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 auth secret BGP-KEY bfd on } }
`;

  test('that are missing are named, with where they would be looked for', async () => {
    const cwd = await folderWith({ 'a.hcnet': KEYED });
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'x', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'y' };
    const { code, err } = await hcnet(['plan', 'a.hcnet'], { cwd, env });
    expect(err).toBe(
      'error: the design needs a secret that is not there: secret BGP-KEY\n' +
        '  Set the environment variable HCNET_SECRET_BGP_KEY for `secret BGP-KEY`.\n',
    );
    expect(code).toBe(2);
  });

  test('that are missing are replaced for the emulator, and that is told', async () => {
    const { url } = await emulatorForTest();
    const cwd = await folderWith({ 'a.hcnet': KEYED });
    const { err } = await hcnet(['plan', 'a.hcnet', '--endpoint', url], { cwd });
    expect(err).toContain('The emulator gets a placeholder for what is not set: secret BGP-KEY.');
  });

  test('reach no file and no output', async () => {
    const { url } = await emulatorForTest();
    const cwd = await folderWith({ 'a.hcnet': KEYED });
    const env = { HCNET_SECRET_BGP_KEY: 'canary-4711' };
    const ran = await hcnet(['apply', 'a.hcnet', '--endpoint', url, '--auto-approve', '--verbose'], {
      cwd,
      env,
    });
    expect(ran.out + ran.err).not.toContain('canary-4711');
    expect(ran.code, ran.out + ran.err).toBe(0);
    const state = path.join(cwd, '.hcnet/emulator/a');
    const files = await readdir(state);
    expect(await stateFiles(state)).toHaveLength(1);
    const texts = await Promise.all(files.map((name) => readFile(path.join(state, name), 'utf8')));
    expect(texts.join('')).not.toContain('canary-4711');
  });
});

describe('a run with --events', () => {
  test('tells the plan, asks, tells each step, and ends with a report', async () => {
    const { cwd, to } = await lab();
    const running = startHcnet(['apply', ...to, '--events'], { cwd });
    await running.printed(/"type":"question"/);
    running.type('{"type":"approve"}');
    const { code, out } = await running.ended;
    const events = eventsIn(out);
    expect(code).toBe(0);
    expect(events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1])).toEqual([
      'plan',
      'question',
      'progress',
      'end',
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'end', report: { outcome: 'done' } });
  });

  test('changes nothing when it is refused, or when the other side is gone', async () => {
    const { cwd, to, ledger } = await lab();
    const refused = startHcnet(['apply', ...to, '--events'], { cwd });
    await refused.printed(/"type":"question"/);
    refused.type('{"type":"refuse"}');
    expect((await refused.ended).code).toBe(1);
    const alone = startHcnet(['apply', ...to, '--events'], { cwd });
    await alone.printed(/"type":"question"/);
    alone.hangUp();
    expect((await alone.ended).code).toBe(130);
    expect(ledger()).toEqual([]);
  });

  test('stops when it is cancelled, and the other side being gone is as good as that', async () => {
    for (const stop of ['cancel', 'hang up']) {
      const { cwd, to } = await lab();
      const running = startHcnet(['apply', ...to, '--events', '--auto-approve'], { cwd });
      await running.printed(/"type":"progress"/);
      if (stop === 'cancel') running.type('{"type":"cancel"}');
      else running.hangUp();
      const { out } = await running.ended;
      expect(eventsIn(out).at(-1)).toMatchObject({ type: 'end', report: { outcome: 'cancelled' } });
    }
  });

  test('tells a failure as an event', async () => {
    const cwd = await folderWith({ 'lab.hcnet': HUB });
    const { code, out } = await hcnet(['plan', 'lab.hcnet', '--events', '--endpoint', 'http://127.0.0.1:1'], {
      cwd,
    });
    expect(code).toBe(2);
    expect(eventsIn(out)).toEqual([
      {
        type: 'failure',
        message: 'nothing listens at http://127.0.0.1:1 (connection refused)',
        hint: 'Start the emulator with `hcnet emulator --port 1`, or correct the endpoint.',
      },
    ]);
  });
});

async function stateFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => /^state\.\d+\.json$/.test(name)).map((name) => path.join(folder, name));
}

function eventsIn(out: string): readonly RunEvent[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => {
      const event = parseRunEvent(line);
      if (event === undefined) throw new Error(`no event: ${line}`);
      return event;
    });
}
