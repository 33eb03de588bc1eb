/** A state in a bucket, as it is used from the command line. */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { onTestFinished, describe, expect, test } from 'vitest';
import { parseStateAddress } from '../../src/cli/state-address.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { startEmulator, type RunningEmulator } from '../../src/emulator/server.ts';
import { folderWith, hcnet, type Ran } from './support.ts';

const DESIGN = `network shop { region cn-shanghai }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
}
`;

const anyText: unknown = expect.stringMatching(/./);

const state = 'oss://team-states/network?region=cn-shanghai';

async function start(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const emulator = await startEmulator({ transitionMs: 5, random: 1, ...options });
  onTestFinished(() => emulator.stop());
  return emulator;
}

/** A clone of the design on some machine, and hcnet there. */
async function machine(
  { url }: RunningEmulator,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly cwd: string; readonly run: (...args: readonly string[]) => Promise<Ran> }> {
  const cwd = await folderWith({ 'shop.hcnet': DESIGN });
  return { cwd, run: (...args) => hcnet(args, { cwd, env: { HCNET_ENDPOINT: url, ...env } }) };
}

describe('a state in a bucket', () => {
  test('is set up once, and known to all machines', async () => {
    const emulator = await start();
    const one = await machine(emulator);
    const ready = await one.run('backend', 'init', state);
    expect(ready).toEqual({
      code: 0,
      out: `oss://team-states/network/ is set up to keep states.\nUse it with --state '${state}', or set HCNET_STATE to that.\n`,
      err: '',
    });
    expect((await one.run('backend', 'init', state)).out).toContain(
      'was set up before and still is in order',
    );

    const applied = await one.run('apply', 'shop.hcnet', '--auto-approve', '--state', state);
    expect(applied.code).toBe(0);
    expect(applied.err).toContain('The state is in oss://team-states/network/shop.');
    expect(existsSync(path.join(one.cwd, '.hcnet'))).toBe(false);

    // By this, a machine of the same name is told from this one.
    const lock = (emulator.snapshot().objects ?? []).find(({ key }) => key === 'network/shop/lock.1.json');
    expect(JSON.parse(Buffer.from(lock?.object?.body ?? '', 'base64').toString())).toMatchObject({
      host: hostname(),
      pid: process.pid,
      ...(process.platform === 'linux' ? { boot: anyText, processes: anyText } : {}),
    });

    const two = await machine(emulator, { HCNET_STATE: state });
    expect((await two.run('plan', 'shop.hcnet')).out).toContain('Plan: nothing to change.');
    expect((await two.run('destroy', 'shop.hcnet', '--auto-approve')).code).toBe(0);
    const left = emulator.snapshot().resources.filter(({ kind }) => kind === 'vpc' || kind === 'vswitch');
    expect(left).toEqual([]);
  });

  test.each([
    ['that is empty', false],
    ['where something was applied', true],
  ])(
    'is not taken for another one %s, when a plan that was made from it is carried out',
    async (_what, hasApplied) => {
      const emulator = await start();
      const { cwd, run } = await machine(emulator);
      await run('backend', 'init', state);
      if (hasApplied) await run('apply', 'shop.hcnet', '--auto-approve', '--state', state);
      await run('plan', 'shop.hcnet', '--state', state, '-o', 'p.json');
      const before = emulator.ledger().length;
      const elsewhere = await run('apply', 'shop.hcnet', '--plan', 'p.json');
      expect(elsewhere.err).toBe(
        `error: the plan was made from the state in oss://team-states/network/shop, and this run looks at the one in ${cwd}/.hcnet/emulator/shop; pass the same --state or --state-dir\n`,
      );
      expect(elsewhere.code).toBe(6);
      expect(emulator.ledger().length).toBe(before);
      expect((await run('apply', 'shop.hcnet', '--plan', 'p.json', '--state', state)).code).toBe(0);
    },
  );

  test('gives way to a folder that is named', async () => {
    const { cwd, run } = await machine(await start(), { HCNET_STATE: state });
    const { code, err } = await run('apply', 'shop.hcnet', '--auto-approve', '--state-dir', 'kept');
    expect(code).toBe(0);
    expect(err).not.toContain('oss://');
    expect(existsSync(path.join(cwd, 'kept', 'emulator', 'shop'))).toBe(true);
  });

  test('is refused while nobody has set up the bucket, and nothing is made', async () => {
    const emulator = await start({ buckets: { 'team-states': { region: 'cn-shanghai' } } });
    const { run } = await machine(emulator);
    for (const subcommand of ['plan', 'apply', 'destroy']) {
      const { code, err } = await run(subcommand, 'shop.hcnet', '--state', state);
      expect({ code, err }).toEqual({
        code: 2,
        err: `error: oss://team-states/network/ is not set up to keep states: nobody has tried out whether it refuses to overwrite. Run: hcnet backend init '${state}'\n`,
      });
    }
    expect(emulator.ledger()).toEqual([]);
  });

  test('is refused in a bucket that keeps versions', async () => {
    const { run } = await machine(
      await start({ buckets: { 'team-states': { region: 'cn-shanghai', versioned: true } } }),
    );
    const { code, out, err } = await run('backend', 'init', state);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(
      'error: the bucket oss://team-states overwrites what exists although it is told not to',
    );
  });

  test('is set up in no region that does not exist, and in one that hcnet does not know only with a word about it', async () => {
    const emulator = await start();
    const { cwd, run } = await machine(emulator);
    const typo = 'oss://team-states/network?region=cn-shangai';
    const message = "'cn-shangai' is no region of Alibaba Cloud that hcnet knows; did you mean cn-shanghai?";
    expect(await run('backend', 'init', typo)).toEqual({
      code: 2,
      out: '',
      err: `error: ${message}\n  Correct the region in the address.\n`,
    });
    expect(emulator.snapshot().objects ?? []).toEqual([]);
    // It may be newer than hcnet; without credentials, nothing is asked of the cloud.
    const { err } = await hcnet(['backend', 'init', typo], { cwd });
    expect(err.startsWith(`careful: ${message}\nerror: no Alibaba Cloud credentials`)).toBe(true);
  });

  test('in another region is found on the page of the emulator, which has no console', async () => {
    const emulator = await start({ buckets: { 'team-states': { region: 'cn-beijing' } } });
    const { run } = await machine(emulator);
    expect((await run('backend', 'init', state)).err).toContain(
      `is in another region; the page of the emulator, ${emulator.url}, shows which`,
    );
    expect(await (await fetch(emulator.url)).text()).toMatch(/bucket team-states <small>in cn-beijing/);
  });

  test('logs each request with --verbose, and no signature', async () => {
    const { run } = await machine(await start());
    const { err } = await run('backend', 'init', state, '--verbose');
    expect(err).toMatch(/oss:PutObject cn-shanghai ok \d+ ms, network\/hcnet-backend.json, request -/);
    expect(err).not.toMatch(/Signature|Credential/);
  });

  test('is one place', async () => {
    const { run } = await machine(await start());
    const { code, err } = await run('plan', 'shop.hcnet', '--state', state, '--state-dir', 'here');
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: --state and --state-dir name two places for one state\n  Give one of them.\n',
    });
  });
});

describe('the address of a state', () => {
  test.each([
    ['oss://team-states?region=cn-shanghai', { bucket: 'team-states', root: '', region: 'cn-shanghai' }],
    ['oss://team-states/?region=cn-shanghai', { root: '' }],
    [
      'oss://team-states/a/b-1/?region=cn-wulanchabu',
      { root: 'a/b-1/', region: 'cn-wulanchabu', isInternal: false },
    ],
    ['oss://team-states/a?network=internal&region=us-east-1', { region: 'us-east-1', isInternal: true }],
  ])('%s is taken apart', (text, parts) => {
    expect(parseStateAddress(text, '--state')).toMatchObject({ ...parts, text });
  });

  test.each([
    ['kept', "'kept' is not the address of a bucket"],
    ['s3://team-states/a?region=cn-shanghai', 'is not the address of a bucket'],
    ['oss://Team_States?region=cn-shanghai', 'is not the address of a bucket'],
    ['oss://team-states/a', 'does not say which region'],
    ['oss://team-states/a?region=Shanghai', 'does not say which region'],
    ['oss://team-states/../b?region=cn-shanghai', "'..' cannot be a folder of a bucket"],
    ['oss://team-states/a//b?region=cn-shanghai', "'' cannot be a folder of a bucket"],
    ['oss://team-states/a?region=cn-shanghai&endpoint=evil.example', "no setting 'endpoint'"],
    ['oss://team-states/a?region=cn-shanghai&network=public', "no network 'public'"],
  ])('%s is refused: %s', (text, reason) => {
    expect(() => parseStateAddress(text, '--state')).toThrow(reason);
  });
});

test.each(['backend', 'backend init'])('%s without more tells how it is used', async (command) => {
  const { code, err } = await hcnet(command.split(' '));
  expect(code).toBe(2);
  expect(err).toContain(`hcnet ${command} `);
});
