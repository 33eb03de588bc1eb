import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { NOT_SIGNED_IN, parseRunEvent } from '../../src/protocol/run.ts';
import type { Handover, RunEvent } from '../../src/protocol/run.ts';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { emulatorForTest, folderWith, hcnet, startHcnet } from './support.ts';
import type { Running } from './support.ts';

const { accessKeyId, accessKeySecret, accountId } = demoCredentials;
const demoKey = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
};

/** A BGP session with a key that VS Code keeps, or another place. */
function keyed(secret = 'secret vscode "bgp"'): string {
  return `site dc { kind datacenter prefix 10.1.0.0/16 asn 65010 router cpe }
circuit line from dc.cpe to access-point ap-cn-shanghai-pd-D { type dedicated carrier CT port 10GBase-LR bandwidth 1 Gbps id "pc-uf6lab0line" }
vbr edge on line { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 auth ${secret} bfd on } }
`;
}

function aliyunConfig(...profiles: readonly object[]): Readonly<Record<string, string>> {
  return { '.aliyun/config.json': JSON.stringify({ current: 'p', profiles }) };
}

function handOver(running: Running, handover: Partial<Handover>): void {
  const whole: Handover = { secrets: {}, mayRunPrograms: false, ...handover };
  running.type(JSON.stringify({ type: 'secrets', handover: whole }));
}

function eventsIn(out: string): readonly RunEvent[] {
  return out.split('\n').flatMap((line) => parseRunEvent(line) ?? []);
}

describe('whoami', () => {
  test('says whose account the credentials open, who in it, and where they come from', async () => {
    const { url } = await emulatorForTest();
    const env = {
      ...demoKey,
      ALIBABA_CLOUD_ROLE_ARN: `acs:ram::${accountId}:role/net`,
      ALIBABA_CLOUD_ROLE_SESSION_NAME: 'alice',
    };
    const { code, out } = await hcnet(['whoami', '--endpoint', url], { env });
    expect(out).toBe(
      `account ${accountId} on emulator at ${new URL(url).host}
as acs:ram::${accountId}:assumed-role/net/alice (AssumedRoleUser)
by role acs:ram::${accountId}:role/net, assumed with the access key of the environment
`,
    );
    expect(code).toBe(0);
  });

  test('answers programs in JSON', async () => {
    const { url } = await emulatorForTest();
    const { out } = await hcnet(['whoami', '--json', '--endpoint', url], { env: demoKey });
    expect(JSON.parse(out)).toEqual({
      target: `emulator at ${new URL(url).host}`,
      account: accountId,
      arn: `acs:ram::${accountId}:root`,
      type: 'Account',
      credentials: 'environment',
    });
  });

  test('takes the sign-in that is handed over', async () => {
    const { url } = await emulatorForTest();
    const running = startHcnet(['whoami', '--json', '--handover', '--endpoint', url]);
    handOver(running, { credentials: { accessKeyId, accessKeySecret } });
    const { out } = await running.ended;
    expect(JSON.parse(out)).toMatchObject({ account: accountId, credentials: 'sign-in of VS Code' });
  });

  test('tells what is wrong with what was handed over, and not what it was', async () => {
    const { url } = await emulatorForTest();
    const running = startHcnet(['whoami', '--handover', '--verbose', '--endpoint', url]);
    handOver(running, { credentials: { accessKeyId, accessKeySecret: 'canary-wrong' } });
    const { code, out, err } = await running.ended;
    expect(code).toBe(2);
    expect(err).toContain('SignatureDoesNotMatch');
    expect(out + err).not.toContain('canary');
  });
});

describe('a profile, with an endpoint,', () => {
  test('signs as it does with the cloud', async () => {
    const { url } = await emulatorForTest();
    const home = await folderWith(
      aliyunConfig({ name: 'p', mode: 'AK', access_key_id: accessKeyId, access_key_secret: accessKeySecret }),
    );
    const { out } = await hcnet(['whoami', '--profile', 'p', '--endpoint', url], { home });
    expect(out).toContain(`by profile 'p' of ${home}/.aliyun/config.json\n`);
  });

  test('counts only when it is asked for', async () => {
    const { url } = await emulatorForTest();
    const home = await folderWith(
      aliyunConfig({
        name: 'p',
        mode: 'AK',
        access_key_id: 'LTAI5tCanary000',
        access_key_secret: 'canary-s',
      }),
    );
    expect((await hcnet(['whoami', '--endpoint', url], { home })).out).toContain(
      "by the emulator's own key\n",
    );
  });

  test('is refused when its key looks real', async () => {
    const { url } = await emulatorForTest();
    const home = await folderWith(
      aliyunConfig({
        name: 'p',
        mode: 'AK',
        access_key_id: 'LTAI5tCanary000',
        access_key_secret: 'canary-s',
      }),
    );
    const { code, out, err } = await hcnet(['whoami', '--profile', 'p', '--endpoint', url], { home });
    expect(err).toContain('the access key looks like one of Alibaba Cloud, which goes nowhere else');
    expect(out + err).not.toMatch(/canary/i);
    expect(code).toBe(2);
  });

  test('that starts a program starts it for a person, and for VS Code only where that is trusted', async () => {
    const { url } = await emulatorForTest();
    const printed = JSON.stringify({ access_key_id: accessKeyId, access_key_secret: accessKeySecret });
    const home = await folderWith({ 'print.mjs': `process.stdout.write(${JSON.stringify(printed)})` });
    const command = `"${process.execPath}" "${path.join(home, 'print.mjs')}"`;
    await mkdir(path.join(home, '.aliyun'));
    const config = aliyunConfig({ name: 'p', mode: 'External', process_command: command });
    await writeFile(path.join(home, '.aliyun/config.json'), config['.aliyun/config.json'] ?? '');
    const args = ['whoami', '--profile', 'p', '--endpoint', url];
    expect((await hcnet(args, { home })).out).toContain("by profile 'p'");
    for (const mayRunPrograms of [true, false]) {
      const running = startHcnet([...args, '--handover'], { home });
      handOver(running, { mayRunPrograms });
      const { code, err } = await running.ended;
      expect(code).toBe(mayRunPrograms ? 0 : 2);
      if (!mayRunPrograms) expect(err).toContain('in a trusted workspace');
    }
  });
});

test('keys and roles of the real cloud in the environment stay at home when an emulator is named', async () => {
  const { url } = await emulatorForTest();
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tCanary000',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary-secret',
    ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::9999999999999999:role/prod',
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::9999999999999999:oidc-provider/ci',
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/nowhere',
    ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1:1/',
  };
  const { out } = await hcnet(['whoami', '--endpoint', url], { env });
  expect(out).toContain("by the emulator's own key\n");
});

describe('who carries a plan out', () => {
  test('stands below the plan and in the question', async () => {
    const { url } = await emulatorForTest();
    const cwd = await folderWith({ 'a.hcnet': 'vpc prod in cn-shanghai { prefix 10.0.0.0/16 }' });
    const running = startHcnet(['apply', 'a.hcnet', '--endpoint', url], {
      cwd,
      isTerminal: true,
      env: demoKey,
    });
    await running.printed(new RegExp(`as acs:ram::${accountId}:root, by environment\n`));
    await running.printed(new RegExp(`account ${accountId}, as acs:ram::${accountId}:root: 1 to create`));
    running.type('no');
    await running.ended;
  });

  test('is told to programs', async () => {
    const { url } = await emulatorForTest();
    const cwd = await folderWith({ 'a.hcnet': 'vpc prod in cn-shanghai { prefix 10.0.0.0/16 }' });
    const { out } = await hcnet(['plan', 'a.hcnet', '--events', '--endpoint', url], { cwd, env: demoKey });
    expect(eventsIn(out)).toContainEqual({
      type: 'plan',
      plan: expect.objectContaining({
        account: accountId,
        identity: {
          account: accountId,
          arn: `acs:ram::${accountId}:root`,
          type: 'Account',
          credentials: 'environment',
        },
      }) as unknown,
    });
  });
});

describe('without credentials, a design with secrets', () => {
  test.each([
    ['and none on this machine', [], {}, 'no Alibaba Cloud credentials were found. '],
    ['and a profile that does not exist', ['--profile', 'prod'], {}, "there is no profile 'prod', "],
    ['and a broken file of the CLI', [], { '.aliyun/config.json': '{' }, ''],
  ])('%s is told of the credentials, not of the secrets', async (_what, options, files, message) => {
    const cwd = await folderWith({ 'a.hcnet': keyed(), ...files });
    const { code, err } = await hcnet(['plan', 'a.hcnet', ...options], { cwd, home: cwd });
    expect(err).toContain(`error: ${message}`);
    expect(err).not.toContain('secret');
    expect(code).toBe(2);
  });
});

describe('what VS Code hands over', () => {
  test('is used for `secret vscode`, before the environment, and is written nowhere', async () => {
    const { url } = await emulatorForTest();
    const [cwd, home] = [await folderWith({ 'a.hcnet': keyed() }), await folderWith()];
    const running = startHcnet(
      ['apply', 'a.hcnet', '--events', '--handover', '--verbose', '--endpoint', url],
      {
        cwd,
        home,
        env: { HCNET_SECRET_VSCODE_BGP: 'canary-of-env' },
      },
    );
    handOver(running, { secrets: { bgp: 'canary-of-vscode' } });
    await running.printed(/"type":"question"/);
    running.type('{"type":"approve"}');
    const { code, out, err } = await running.ended;
    expect(code, err).toBe(0);
    expect(out + err).not.toContain('canary');
    const folder = path.join(cwd, '.hcnet/emulator/a');
    const [name = ''] = (await readdir(folder)).filter((each) => each.startsWith('state.'));
    const state = await readFile(path.join(folder, name), 'utf8');
    expect(state).not.toContain('canary');
    // Another value is news; the same from another place is none.
    const plan = async (value: string): Promise<RunEvent | undefined> => {
      const again = startHcnet(['plan', 'a.hcnet', '--events', '--handover', '--endpoint', url], {
        cwd,
        home,
        env: { HCNET_SECRET_VSCODE_BGP: value },
      });
      handOver(again, {});
      return eventsIn((await again.ended).out).find(({ type }) => type === 'plan');
    };
    expect(await plan('canary-of-vscode')).toMatchObject({ plan: { steps: [] } });
    expect(await plan('canary-of-env')).toMatchObject({
      plan: {
        steps: [
          {
            action: 'update',
            reasons: [{ attribute: 'key', wanted: 'secret vscode:bgp has a new value' }],
          },
        ],
      },
    });
  });

  test('has no values of its own for names that objects are born with', async () => {
    const cwd = await folderWith({ 'a.hcnet': keyed('secret vscode "constructor"') });
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'x', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'y' };
    const running = startHcnet(['plan', 'a.hcnet', '--events', '--handover'], { cwd, env });
    handOver(running, {});
    expect(eventsIn((await running.ended).out)).toMatchObject([{ missingSecrets: ['constructor'] }]);
  });

  test('that lacks a secret is told by name', async () => {
    const cwd = await folderWith({ 'a.hcnet': keyed() });
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'x', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'y' };
    const running = startHcnet(['apply', 'a.hcnet', '--events', '--handover'], { cwd, env });
    handOver(running, { secrets: { other: 'value' } });
    const { code, out } = await running.ended;
    expect(eventsIn(out)).toEqual([
      {
        type: 'failure',
        message: 'the design needs a secret that is not there: secret vscode "bgp"',
        hint: 'Run the command "hcnet: Set Secret..." for `secret vscode "bgp"`.',
        missingSecrets: ['bgp'],
      },
    ]);
    expect(code).toBe(2);
  });

  test('without anything to sign with is told before secrets are, and of no option of a command line', async () => {
    const cwd = await folderWith({ 'a.hcnet': keyed() });
    const running = startHcnet(['plan', 'a.hcnet', '--events', '--handover'], { cwd });
    handOver(running, {});
    const { code, out } = await running.ended;
    expect(eventsIn(out)).toEqual([{ type: 'failure', message: NOT_SIGNED_IN }]);
    expect(code).toBe(2);
  });

  test('that never comes keeps nobody waiting', async () => {
    const cwd = await folderWith({ 'a.hcnet': keyed() });
    const { url } = await emulatorForTest();
    const running = startHcnet(['plan', 'a.hcnet', '--events', '--handover', '--endpoint', url], { cwd });
    running.hangUp();
    expect((await running.ended).code).toBe(130);
  });
});

describe('the key that tells values of secrets apart', () => {
  async function plan(env: Readonly<Record<string, string>>, design = keyed('secret BGP')) {
    const { url } = await emulatorForTest();
    const [cwd, home] = [await folderWith({ 'a.hcnet': design }), await folderWith()];
    const run = async (value: string) => {
      const ran = await hcnet(['apply', 'a.hcnet', '--endpoint', url, '--auto-approve'], {
        cwd,
        home,
        env: { ...env, HCNET_SECRET_BGP: value },
      });
      expect(ran.code, ran.err).toBe(0);
      return ran.out + ran.err;
    };
    return { run, home, file: path.join(home, '.config/hcnet/version-key') };
  }

  test('is made once, for the user alone', async () => {
    const { run, file } = await plan({});
    await run('first-value');
    const key = await readFile(file, 'utf8');
    expect(key).toMatch(/^[\w-]{43}\n$/);
    if (process.platform !== 'win32') {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
    }
    expect(await run('first-value')).toContain('nothing to change');
    expect(await run('second-value')).toContain('key: secret default:BGP has a new value');
    expect(await readFile(file, 'utf8')).toBe(key);
  });

  test('may be given instead, and is then not kept', async () => {
    const { run, file } = await plan({ HCNET_VERSION_KEY: 'a key that a team shares' });
    await run('first-value');
    expect(await run('second-value')).toContain('has a new value');
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  test('is not needed by a design without secrets', async () => {
    const { run, file } = await plan({}, 'vpc prod in cn-shanghai { prefix 10.0.0.0/16 }');
    await run('first-value');
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  test('that cannot be kept is done without', async () => {
    const { run, home, file } = await plan({});
    await writeFile(path.join(home, '.config'), 'a file in the way of the folder');
    expect(await run('first-value')).toContain(
      `New values of secrets go unnoticed: no key to tell them apart can be kept in ${file}; set HCNET_VERSION_KEY.\n`,
    );
    expect(await run('second-value')).toContain('nothing to change');
    await expect(stat(file)).rejects.toThrow('ENOTDIR');
  });
});
