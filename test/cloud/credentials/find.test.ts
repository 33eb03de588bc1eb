import { describe, expect, test } from 'vitest';
import { config, configWith, failure, found, worldWith } from './world.ts';
import type { WorldParts } from './world.ts';

const environmentKey = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'env', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's' };
const oidc = {
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/ci',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/ci',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/run/token',
};
const cliConfig = configWith(
  [
    { name: 'default', mode: 'AK', access_key_id: 'cli', access_key_secret: 's' },
    { name: 'work', mode: 'AK', access_key_id: 'work', access_key_secret: 's' },
  ],
  'default',
);
const sharedFile = `
# comment
[default]
type = access_key
access_key_id = ini
access_key_secret = 's=1'

[work-ini]
type = sts
access_key_id = "ini-work"
access_key_secret = s
security_token = t
`;
const metadata = 'http://100.100.100.200/latest';
const temporary = JSON.stringify({
  Code: 'Success',
  AccessKeyId: 'instance',
  AccessKeySecret: 's',
  SecurityToken: 't',
  Expiration: '2026-01-02T09:00:00Z',
});

/** Every place at once; the tests take one after the other away. */
const everywhere: Required<Pick<WorldParts, 'env' | 'files' | 'http' | 'signIn'>> = {
  signIn: () => ({ accessKeyId: 'vscode', accessKeySecret: 's' }),
  env: {
    ...environmentKey,
    ...oidc,
    ALIBABA_CLOUD_ECS_METADATA: 'vm',
    ALIBABA_CLOUD_CREDENTIALS_URI: 'http://keys.example/role',
  },
  files: { [config]: cliConfig, '.alibabacloud/credentials': sharedFile, '/run/token': 'jwt\n' },
  http: {
    [`PUT ${metadata}/api/token`]: { text: 'metadata-token' },
    [`GET ${metadata}/meta-data/ram/security-credentials/`]: { text: 'vm\n' },
    [`GET ${metadata}/meta-data/ram/security-credentials/vm`]: { text: temporary },
    'GET http://keys.example/role': { text: temporary.replace('instance', 'uri') },
  },
};

function without(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(everywhere.env).filter(([name]) => !names.includes(name)));
}

const keyNames = Object.keys(environmentKey);
const oidcNames = Object.keys(oidc);
const signedOut = { ...everywhere, signIn: () => undefined };
const noCli = { '.alibabacloud/credentials': sharedFile };

describe('the first of these decides:', () => {
  test.each<readonly [string, WorldParts, string, string]>([
    [
      'a profile asked for by name',
      { ...everywhere, profile: 'work' },
      'work',
      "profile 'work' of /home/x/.aliyun/config.json",
    ],
    ['a sign-in of VS Code', everywhere, 'vscode', 'sign-in of VS Code'],
    ['the access key of the environment', signedOut, 'env', 'environment'],
    [
      'the OIDC token of the environment',
      { ...signedOut, env: without(...keyNames) },
      'key-of-acs:ram::1:role/ci',
      'role acs:ram::1:role/ci, assumed with the OIDC token of the environment',
    ],
    [
      'the current profile of the aliyun CLI',
      { ...signedOut, env: without(...keyNames, ...oidcNames) },
      'cli',
      "profile 'default' of /home/x/.aliyun/config.json",
    ],
    [
      'the file that the SDKs share',
      { ...signedOut, env: without(...keyNames, ...oidcNames), files: noCli },
      'ini',
      "section 'default' of /home/x/.alibabacloud/credentials",
    ],
    [
      'the role of this instance',
      { ...signedOut, env: without(...keyNames, ...oidcNames), files: {} },
      'instance',
      "role 'vm' of this ECS instance",
    ],
    [
      'a credentials URI',
      {
        ...signedOut,
        env: without(...keyNames, ...oidcNames, 'ALIBABA_CLOUD_ECS_METADATA'),
        files: {},
      },
      'uri',
      'credentials URI in ALIBABA_CLOUD_CREDENTIALS_URI',
    ],
  ])('%s', async (_what, parts, id, source) => {
    expect(await found(worldWith(parts))).toMatchObject({ source, credentials: { accessKeyId: id } });
  });

  test('none: the message says how to get some, and how to do without', async () => {
    expect(await failure(worldWith({}))).toMatch(
      /no Alibaba Cloud credentials.*Sign In.*ALIBABA_CLOUD_ACCESS_KEY_ID.*aliyun configure.*hcnet emulator.*--endpoint/,
    );
  });
});

describe('the environment', () => {
  test('names half of a pair', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'e', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' };
    expect(await failure(worldWith({ env }))).toMatch(/ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set/);
  });

  test('holds temporary credentials as well', async () => {
    const env = { ...environmentKey, ALIBABA_CLOUD_SECURITY_TOKEN: 'token' };
    expect((await found(worldWith({ env }))).credentials).toEqual({
      accessKeyId: 'env',
      accessKeySecret: 's',
      securityToken: 'token',
    });
  });

  test('names a role that its key assumes', async () => {
    const world = worldWith({
      env: {
        ...environmentKey,
        ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::2:role/net',
        ALIBABA_CLOUD_ROLE_SESSION_NAME: 'alice',
        ALIBABA_CLOUD_EXTERNAL_ID: 'shared-word',
        ALIBABA_CLOUD_STS_REGION: 'cn-shanghai',
      },
    });
    expect(await found(world)).toEqual({
      source: 'role acs:ram::2:role/net, assumed with the access key of the environment',
      credentials: {
        accessKeyId: 'key-of-acs:ram::2:role/net',
        accessKeySecret: 'canary-role-secret',
        securityToken: 'canary-role-token',
        expiresAt: Date.parse('2026-01-02T04:00:00Z'),
      },
    });
    expect(world.asked).toEqual([
      {
        by: 'env',
        request: {
          action: 'AssumeRole',
          region: 'cn-shanghai',
          parameters: { RoleArn: 'acs:ram::2:role/net', RoleSessionName: 'alice', ExternalId: 'shared-word' },
        },
      },
    ]);
  });

  test('keeps a role for OIDC that stands beside a provider', async () => {
    const world = worldWith({ env: { ...environmentKey, ...oidc } });
    expect((await found(world)).credentials.accessKeyId).toBe('env');
    expect(world.asked).toEqual([]);
  });

  test('has its OIDC token read anew for each look, and sent without a signature', async () => {
    const files: Record<string, string> = { '/run/token': 'first' };
    const world = worldWith({ env: oidc, files });
    await found(world);
    files['/run/token'] = 'second\n';
    await found(world);
    expect(world.asked.map(({ by, request }) => [by, request.action, request.parameters.OIDCToken])).toEqual([
      [undefined, 'AssumeRoleWithOIDC', 'first'],
      [undefined, 'AssumeRoleWithOIDC', 'second'],
    ]);
  });

  test.each([
    ['missing', {}, /\/run\/token, does not exist/],
    ['empty', { '/run/token': '\n' }, /\/run\/token, is empty/],
  ])('names the file of the OIDC token that is %s', async (_what, files, message) => {
    expect(await failure(worldWith({ env: oidc, files }))).toMatch(message);
  });
});

describe('a sign-in', () => {
  test('that is gone is said to be gone', async () => {
    let isSignedIn = true;
    const signIn = () => (isSignedIn ? { accessKeyId: 'v', accessKeySecret: 's' } : undefined);
    const { findCredentials } = await import('../../../src/cloud/credentials/find.ts');
    const provider = await findCredentials(worldWith({ signIn }));
    isSignedIn = false;
    await expect(provider.load()).rejects.toThrow(/nobody is signed in any more; sign in again/);
  });
});

describe('the metadata service', () => {
  const files = {};
  test('is asked only where a role is named, and never where it is forbidden', async () => {
    const { http } = everywhere;
    expect(await failure(worldWith({ http }))).toMatch(/no Alibaba Cloud credentials/);
    const env = { ALIBABA_CLOUD_ECS_METADATA: 'vm', ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'TRUE' };
    expect(await failure(worldWith({ env, files, http }))).toMatch(/no Alibaba Cloud credentials/);
  });

  test.each([
    ['does not answer', {}, /does not answer; .* only there on an ECS instance/],
    [
      'knows no such role',
      {
        ...everywhere.http,
        [`GET ${metadata}/meta-data/ram/security-credentials/vm`]: { status: 404, text: 'canary' },
      },
      /answered 404; check that the instance has the role/,
    ],
    [
      'answers something else',
      {
        ...everywhere.http,
        [`GET ${metadata}/meta-data/ram/security-credentials/vm`]: { text: '{"AccessKeyId":"canary"}' },
      },
      /did not answer with credentials/,
    ],
  ])('that %s is named', async (_what, http, message) => {
    expect(await failure(worldWith({ env: { ALIBABA_CLOUD_ECS_METADATA: 'vm' }, http }))).toMatch(message);
  });
});

describe('a credentials URI', () => {
  const uri = 'https://keys.example/x?token=canary';
  test.each([
    ['is no address', 'canary', {}, /ALIBABA_CLOUD_CREDENTIALS_URI holds no http or https address/],
    ['does not answer', uri, {}, /the address in ALIBABA_CLOUD_CREDENTIALS_URI does not answer/],
    ['refuses', uri, { [`GET ${uri}`]: { status: 500, text: 'canary' } }, /answered 500/],
    [
      'answers something else',
      uri,
      { [`GET ${uri}`]: { text: '{"Code":"canary"}' } },
      /did not answer with credentials/,
    ],
  ])('that %s is named without its address', async (_what, address, http, message) => {
    expect(await failure(worldWith({ env: { ALIBABA_CLOUD_CREDENTIALS_URI: address }, http }))).toMatch(
      message,
    );
  });
});

describe('the file that the SDKs share', () => {
  test('may be elsewhere, and its section may be named', async () => {
    const world = worldWith({
      env: { ALIBABA_CLOUD_CREDENTIALS_FILE: '/etc/keys', ALIBABA_CLOUD_PROFILE: 'work-ini' },
      files: { '/etc/keys': sharedFile },
    });
    expect(await found(world)).toEqual({
      source: "section 'work-ini' of /etc/keys",
      credentials: { accessKeyId: 'ini-work', accessKeySecret: 's', securityToken: 't' },
    });
  });

  test('knows roles, OIDC, instances and addresses', async () => {
    const text = (lines: string) => ({ '.alibabacloud/credentials': `[default]\n${lines}`, '/t': 'jwt' });
    const role = 'role_arn = acs:ram::3:role/r\nrole_session_name = s1\n';
    const key = 'access_key_id = base\naccess_key_secret = canary\n';
    const idOf = async (lines: string) =>
      (await found(worldWith({ files: text(lines), http: everywhere.http }))).credentials.accessKeyId;
    expect(await idOf(`type = ram_role_arn\n${key}${role}`)).toBe('key-of-acs:ram::3:role/r');
    expect(
      await idOf(`type = oidc_role_arn\n${role}oidc_provider_arn = p\noidc_token_file_path = /t\n`),
    ).toBe('key-of-acs:ram::3:role/r');
    expect(await idOf('type = ecs_ram_role\n')).toBe('instance');
    expect(await idOf('type = credentials_uri\ncredentials_uri = http://keys.example/role\n')).toBe('uri');
  });

  test.each([
    [
      'type = access_key\naccess_key_id = canary\n',
      /section 'default' .* does not say its access_key_secret/,
    ],
    ['type = bearer\nbearer_token = canary\n', /has no type that hcnet can use; write access_key, sts/],
    ['canary\n', /line 2 of .* is neither a section nor a setting/],
  ])('is read strictly, and never quoted: %j', async (lines, message) => {
    const files = { '.alibabacloud/credentials': `[default]\n${lines}` };
    expect(await failure(worldWith({ files }))).toMatch(message);
  });

  test('cannot reach into objects by the name of a section', async () => {
    const files = { '.alibabacloud/credentials': '[__proto__]\ntype = canary\n' };
    expect(await failure(worldWith({ files }))).toMatch(/no Alibaba Cloud credentials/);
    expect('type' in {}).toBe(false);
  });
});
