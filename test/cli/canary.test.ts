import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults/rule.ts';
import { startEmulator, type RunningEmulator } from '../../src/emulator/server.ts';
import { parseRunEvent } from '../../src/protocol/run.ts';
import type { Handover } from '../../src/protocol/run.ts';
import { filesBelow, findCanary, findCanaryIn } from '../support/canary.ts';
import { startQuotingProxy, type QuotingProxy } from '../support/quoting-proxy.ts';
import { folderWith } from './support.ts';

const MAIN = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
const accountId = '1234567890123456';

/** One for every place that a secret can be in; with signs that have a form of their own wherever they go. */
const canary = {
  accessKeySecret: 'canary-access/key+secret="1"',
  securityToken: 'canary-security/token+=2',
  bgpKey: 'canary bgp&key<3>',
  newBgpKey: 'canary new bgp%key 4',
  fileKey: "canary-vpn'key'(5)!",
  keptKey: 'canary-vpn*key\\6ü',
  signInSecret: 'canary-sign-in:7',
  // A JSON Web Token: its last part is a signature.
  oidcToken: `e30.${Buffer.from('{"sub":"ci"}').toString('base64url')}.canary-signature-8`,
};

const DESIGN = `network leaky { region cn-shanghai account "${accountId}" }
site dc { kind datacenter prefix 10.10.0.0/16 asn 65010 router r1 }
circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C {
  type dedicated carrier CT port 10GBase-LR bandwidth 10 Gbps id "pc-leaky-one"
}
vbr edge on one { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 auth secret BGP_KEY bfd on } }
vpc side in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch s in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch t in cn-shanghai-m { prefix 192.168.2.0/24 }
}
vpn branch from dc.r1 to side {
  role primary bandwidth 100 Mbps customer-address 203.0.113.20
  tunnel first { key secret file "keys/psk" }
  tunnel second { customer-address 203.0.113.21 key secret vscode "psk" }
}
`;

/** What goes wrong in the first apply, besides calls that are refused and quoted. */
const FAULTS: readonly FaultRule[] = [
  { match: { action: 'CreateVpc' }, fault: { kind: 'server-error', answer: 'unavailable-html' } },
  { match: { action: 'CreateVSwitch' }, fault: { kind: 'quota' } },
  { match: { action: 'DescribeVpcs' }, fault: { kind: 'throttling' } },
  { match: { action: 'CreateVirtualBorderRouter' }, fault: { kind: 'lost-answer' } },
  { match: { action: 'CreateCustomerGateway' }, fault: { kind: 'malformed', what: 'not-json' } },
  { match: { action: 'CreateCustomerGateway', nth: 3 }, fault: { kind: 'reset', at: 'body' } },
  { match: { action: 'CreateVpnGateway' }, fault: { kind: 'permission' } },
  { match: { action: 'DescribeVirtualBorderRouters' }, fault: { kind: 'credentials', what: 'expired' } },
];

interface Lab {
  readonly folder: string;
  readonly design: string;
  readonly emulator: RunningEmulator;
  readonly proxy: QuotingProxy;
  /** Everything that runs wrote to their standard output and standard error. */
  readonly written: string[];
}

describe('a canary in every secret place', () => {
  test('is in no byte that a whole life of a design writes', { timeout: 120_000 }, async () => {
    const lab = await openLab();
    const { proxy, emulator } = lab;
    await run(lab, ['plan', '--json', '--verbose']);

    for (const rule of FAULTS) emulator.faults.add(rule);
    proxy.quote('CreateBgpGroup', 'DescribeBgpPeers');
    expect((await run(lab, ['apply', '--auto-approve', '--verbose'])).code).toBe(1);
    emulator.faults.clear();

    proxy.quote('CreateVpnConnection');
    const events = await run(lab, ['apply', '--events', '--handover', '--verbose'], { approve: true });
    expect(eventTypes(events.out)).toEqual(expect.arrayContaining(['plan', 'question', 'progress', 'end']));
    const resumed = await run(lab, ['apply', '--events', '--handover', '--verbose'], { approve: true });
    expect(resumed.code, resumed.out + resumed.err).toBe(0);

    const update = { HCNET_SECRET_BGP_KEY: canary.newBgpKey };
    proxy.quote('ModifyBgpGroupAttribute');
    const refused = await run(lab, ['apply', '--auto-approve', '--verbose'], { env: update });
    expect(refused.out + refused.err).toContain('ModifyBgpGroupAttribute in cn-shanghai was refused');
    const updated = await run(lab, ['apply', '--auto-approve', '--verbose'], { env: update });
    expect(updated.out).toContain('secret default:BGP_KEY has a new value');
    expect(updated.code, updated.out + updated.err).toBe(0);

    const destroyed = await run(lab, ['destroy', '--auto-approve', '--verbose']);
    expect(destroyed.code, destroyed.out + destroyed.err).toBe(0);
    expect(proxy.temporaryKeys().length).toBeGreaterThan(1);
    const names = (await filesBelow(lab.folder)).map((file) => path.basename(file));
    expect(names).toEqual(
      expect.arrayContaining([expect.stringMatching(/^state\.\d+\.json$/), 'emulator.json']),
    );
    await expectNothingTold(lab);
  });

  test('is in no byte that is written when signing in goes wrong', { timeout: 60_000 }, async () => {
    const lab = await openLab();
    const handover = { credentials: { accessKeyId: 'hcnet-other', accessKeySecret: canary.signInSecret } };
    lab.proxy.quote('GetCallerIdentity');
    const debug = { HCNET_DEBUG: '1' };
    await run(lab, ['whoami', '--handover', '--verbose'], { handover, env: debug, profile: null });
    await run(lab, ['whoami', '--handover', '--verbose'], { handover, env: debug, profile: null });
    lab.proxy.quote('AssumeRole');
    await run(lab, ['whoami', '--verbose'], { env: debug });
    lab.proxy.quote('AssumeRoleWithOIDC');
    for (let n = 0; n < 2; n += 1) {
      await run(lab, ['whoami', '--verbose'], { env: { ...debug, ...oidc(lab) }, profile: null });
    }
    const config = path.join(lab.folder, 'home/.aliyun/config.json');
    await writeFile(config, (await readFile(config, 'utf8')).slice(0, -1));
    await run(lab, ['whoami', '--verbose'], { env: debug });
    const text = lab.written.join('\n');
    expect(text).toContain('InvalidAccessKeyId.NotFound');
    expect(text).toContain('InvalidParameter.Quoted');
    expect(text).toContain('cannot be assumed');
    expect(text).toContain('AssumeRoleWithOIDC was refused');
    expect(text).toContain(`as acs:ram::${accountId}:assumed-role/ci/hcnet`);
    expect(text).toContain('is not a configuration of the aliyun CLI');
    await expectNothingTold(lab);
  });
});

/** The design with its keys, an account with temporary base keys whose role is assumed, and something in between. */
async function openLab(): Promise<Lab> {
  const base = {
    accessKeyId: 'hcnet-canary',
    accessKeySecret: canary.accessKeySecret,
    securityToken: canary.securityToken,
  };
  const profile = {
    name: 'leaky',
    mode: 'RamRoleArn',
    access_key_id: base.accessKeyId,
    access_key_secret: base.accessKeySecret,
    sts_token: base.securityToken,
    ram_role_arn: `acs:ram::${accountId}:role/net`,
  };
  const folder = await folderWith({
    'home/.aliyun/config.json': JSON.stringify({ current: 'leaky', profiles: [profile] }),
    'design/leaky.hcnet': DESIGN,
    'design/keys/psk': `${canary.fileKey}\n`,
    'token': `${canary.oidcToken}\n`,
  });
  const kept = path.join(folder, 'emulator.json');
  const emulator = await startEmulator({
    transitionMs: 5,
    random: 1,
    credentials: [{ ...base, accountId }],
    storage: { load: () => Promise.resolve(undefined), save: (text) => writeFile(kept, text) },
  });
  const proxy = await startQuotingProxy(emulator.url);
  onTestFinished(async () => {
    await proxy.stop();
    await emulator.stop();
  });
  return { folder, design: path.join(folder, 'design'), emulator, proxy, written: [] };
}

function oidc({ folder }: Lab): Readonly<Record<string, string>> {
  return {
    ALIBABA_CLOUD_ROLE_ARN: `acs:ram::${accountId}:role/ci`,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: `acs:ram::${accountId}:oidc-provider/ci`,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: path.join(folder, 'token'),
  };
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly handover?: Partial<Handover>;
  /** Says yes to the question that comes among the events. */
  readonly approve?: boolean;
  /** `null`: none. */
  readonly profile?: string | null;
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(
  lab: Lab,
  [subcommand = '', ...args]: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const { env = {}, handover, approve = false, profile = 'leaky' } = options;
  const line = [
    subcommand,
    ...(subcommand === 'whoami' ? [] : ['leaky.hcnet']),
    ...args,
    ...(profile === null ? [] : ['--profile', profile]),
    ...['--endpoint', lab.proxy.url],
  ];
  const child = spawn(process.execPath, [MAIN, ...line], {
    cwd: lab.design,
    env: {
      PATH: process.env.PATH,
      HOME: path.join(lab.folder, 'home'),
      USERPROFILE: path.join(lab.folder, 'home'),
      HCNET_SECRET_BGP_KEY: canary.bgpKey,
      HCNET_SECRET_VSCODE_PSK: canary.keptKey,
      ...env,
    },
  });
  const texts = { out: '', err: '' };
  let isAsked = false;
  child.stdout.on('data', (chunk: Buffer) => {
    texts.out += chunk.toString();
    if (!approve || isAsked || !texts.out.includes('"type":"question"')) return;
    isAsked = true;
    child.stdin.write('{"type":"approve"}\n');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    texts.err += chunk.toString();
  });
  child.stdin.on('error', () => undefined);
  if (args.includes('--handover')) {
    const whole: Handover = {
      secrets: { psk: canary.keptKey },
      mayRunPrograms: false,
      ...handover,
    };
    child.stdin.write(`${JSON.stringify({ type: 'secrets', handover: whole })}\n`);
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      lab.written.push(texts.out, texts.err);
      resolve({ code, ...texts });
    });
  });
}

function eventTypes(out: string): readonly string[] {
  return [...new Set(out.split('\n').flatMap((line) => parseRunEvent(line)?.type ?? []))];
}

async function expectNothingTold(lab: Lab): Promise<void> {
  const { folder, proxy, emulator, written } = lab;
  await emulator.stop();
  const versionKeyFile = path.join(folder, 'home/.config/hcnet/version-key');
  // Where the secrets live: people put them there, or the tool keeps its own key there.
  const homes = [
    versionKeyFile,
    path.join(folder, 'home/.aliyun/config.json'),
    path.join(folder, 'design/keys/psk'),
    path.join(folder, 'token'),
  ];
  const files = await filesBelow(folder);
  const ownKey = files.includes(versionKeyFile) ? [(await readFile(versionKeyFile, 'utf8')).trim()] : [];
  const temporary = proxy.temporaryKeys().flatMap(({ secret, token }) => [secret, token]);
  const canaries = [...Object.values(canary), ...ownKey, ...temporary];
  expect(findCanary(written.join('\n'), canaries)).toEqual([]);
  expect(await findCanaryIn(folder, canaries, homes)).toEqual([]);
  expect(findCanary(JSON.stringify(emulator.ledger()), canaries)).toEqual([]);
  // There was something to be found: it was sent, and what is refused and quoted is told.
  expect(written.join('\n')).toMatch(/\[secret\]/);
  expect(findCanary(proxy.heard(), canaries)).not.toEqual([]);
}
