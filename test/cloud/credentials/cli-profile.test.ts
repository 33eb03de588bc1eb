import { describe, expect, test } from 'vitest';
import { findCredentials } from '../../../src/cloud/credentials/find.ts';
import { splitCommand } from '../../../src/cloud/credentials/process-command.ts';
import { config, configWith, failure, found, refusalOf, worldWith } from './world.ts';
import type { WorldParts } from './world.ts';

const key = { access_key_id: 'base', access_key_secret: 'canary' };
const role = { ram_role_arn: 'acs:ram::1:role/net', ram_session_name: 'alice' };

function withProfile(profile: object, parts: WorldParts = {}, others: readonly object[] = []) {
  const files = { [config]: configWith([{ name: 'p', ...profile }, ...others], 'p'), ...parts.files };
  return worldWith({ ...parts, files });
}

describe('a profile of mode', () => {
  test('AK gives its key', async () => {
    expect((await found(withProfile({ mode: 'AK', ...key }))).credentials).toEqual({
      accessKeyId: 'base',
      accessKeySecret: 'canary',
    });
  });

  test('StsToken gives its key with the token, also when the CLI left the mode out', async () => {
    for (const mode of ['StsToken', '']) {
      const world = withProfile({ mode, ...key, sts_token: 't' });
      expect((await found(world)).credentials).toMatchObject({ accessKeyId: 'base', securityToken: 't' });
    }
  });

  test('RamRoleArn assumes its role', async () => {
    const world = withProfile({
      mode: 'RamRoleArn',
      ...key,
      ...role,
      external_id: 'word',
      expired_seconds: 1800,
      sts_region: 'cn-beijing',
    });
    expect(await found(world)).toMatchObject({
      source: "profile 'p' of /home/x/.aliyun/config.json",
      credentials: { accessKeyId: 'key-of-acs:ram::1:role/net' },
    });
    expect(world.asked).toEqual([
      {
        by: 'base',
        request: {
          action: 'AssumeRole',
          region: 'cn-beijing',
          parameters: {
            RoleArn: 'acs:ram::1:role/net',
            RoleSessionName: 'alice',
            ExternalId: 'word',
            DurationSeconds: 1800,
          },
        },
      },
    ]);
  });

  test('ChainableRamRoleArn assumes its role with what its source gives', async () => {
    const middle = {
      name: 'middle',
      mode: 'ramrolearn',
      ...key,
      ram_role_arn: 'acs:ram::1:role/middle',
    };
    const world = withProfile({ mode: 'ChainableRamRoleArn', source_profile: 'middle', ...role }, {}, [
      middle,
    ]);
    expect((await found(world)).credentials.accessKeyId).toBe('key-of-acs:ram::1:role/net');
    expect(world.asked.map(({ by, request }) => [by, request.parameters.RoleSessionName])).toEqual([
      ['base', 'hcnet'],
      ['key-of-acs:ram::1:role/middle', 'alice'],
    ]);
  });

  test('ChainableRamRoleArn that leads in a circle, or nowhere, is named', async () => {
    const circle = { name: 'q', mode: 'ChainableRamRoleArn', source_profile: 'p', ...role };
    const p = { mode: 'ChainableRamRoleArn', source_profile: 'q', ...role };
    expect(await failure(withProfile(p, {}, [circle]))).toMatch(/lead in a circle: p → q → p/);
    expect(await failure(withProfile(p))).toMatch(/has no profile 'q'/);
  });

  test('EcsRamRole asks the instance, and RamRoleArnWithRoleName goes on from there', async () => {
    const base = 'http://100.100.100.200/latest';
    const http = {
      [`PUT ${base}/api/token`]: { text: 'm' },
      [`GET ${base}/meta-data/ram/security-credentials/vm`]: {
        text: '{"AccessKeyId":"instance","AccessKeySecret":"s","SecurityToken":"t"}',
      },
    };
    const profile = { ram_role_name: 'vm', ...role };
    expect(
      (await found(withProfile({ mode: 'EcsRamRole', ...profile }, { http }))).credentials.accessKeyId,
    ).toBe('instance');
    const world = withProfile({ mode: 'RamRoleArnWithRoleName', ...profile }, { http });
    await found(world);
    expect(world.asked.map(({ by }) => by)).toEqual(['instance']);
  });

  test('OIDC sends its token', async () => {
    const world = withProfile(
      { mode: 'OIDC', ...role, oidc_provider_arn: 'prov', oidc_token_file: '/run/t' },
      { files: { '/run/t': 'jwt' } },
    );
    await found(world);
    expect(world.asked[0]?.request.parameters).toMatchObject({ OIDCProviderArn: 'prov', OIDCToken: 'jwt' });
  });

  test('CredentialsURI asks its address', async () => {
    const text = '{"AccessKeyId":"uri","AccessKeySecret":"s","SecurityToken":"t"}';
    const world = withProfile(
      { mode: 'CredentialsURI', credentials_uri: 'https://keys.example/' },
      { http: { 'GET https://keys.example/': { text } } },
    );
    expect((await found(world)).credentials.accessKeyId).toBe('uri');
  });

  test.each(['CloudSSO', 'OAuth'])('%s gives what the CLI got, while it lasts', async (mode) => {
    const profile = { mode, ...key, sts_token: 't', sts_expiration: 1_767_326_400 };
    expect((await found(withProfile(profile))).credentials).toEqual({
      accessKeyId: 'base',
      accessKeySecret: 'canary',
      securityToken: 't',
      expiresAt: 1_767_326_400_000,
    });
    expect(await failure(withProfile(profile, { now: 1_767_326_400_000 }))).toMatch(
      /the sign-in of profile 'p' .* is over; renew it with `aliyun sts GetCallerIdentity --profile p`/,
    );
  });

  test('that hcnet cannot use is named', async () => {
    expect(await failure(withProfile({ mode: 'BearerToken', bearer_token: 'canary' }))).toMatch(
      /has the mode BearerToken, which hcnet cannot use; choose a profile with an access key or a role/,
    );
  });
});

describe('a profile of mode External', () => {
  const profile = { mode: 'External', process_command: 'vault "read it" --as=\'me too\'' };
  const output =
    '{"mode":"StsToken","access_key_id":"ext","access_key_secret":"s","sts_token":"t","expiration":"2026-01-02T05:00:00Z"}';

  test('gives what its program prints', async () => {
    const world = withProfile(profile, { programs: { 'vault|read it|--as=me too': output } });
    expect((await found(world)).credentials).toEqual({
      accessKeyId: 'ext',
      accessKeySecret: 's',
      securityToken: 't',
      expiresAt: Date.parse('2026-01-02T05:00:00Z'),
    });
  });

  test('says why its program is not run where that is not allowed', async () => {
    expect(await failure(withProfile(profile))).toMatch(
      /profile 'p' .* gets its credentials from a program, which is only run for a person at a terminal or in a trusted workspace/,
    );
  });

  test.each([
    ['fails', profile, {}, /the program of profile 'p' .* failed; run it yourself to see why/],
    ['prints something else', profile, { 'vault|read it|--as=me too': 'canary' }, /printed no credentials/],
    [
      'cannot be read',
      { mode: 'External', process_command: 'vault "canary' },
      {},
      /no process_command that can be read/,
    ],
  ])('whose program %s is named, and nothing of it is told', async (_what, each, programs, message) => {
    expect(await failure(withProfile(each, { programs }))).toMatch(message);
  });

  test.each([
    ['a b  c', ['a', 'b', 'c']],
    ['"/my tools/x" \'\' y"z w"', ['/my tools/x', '', 'yz w']],
    ['C:\\tools\\x.exe -a', ['C:\\tools\\x.exe', '-a']],
    ['', []],
    ["x 'y", undefined],
  ])('has a command that is split into words: %j', (command, words) => {
    expect(splitCommand(command)).toEqual(words);
  });
});

describe('the configuration of the aliyun CLI', () => {
  test.each([
    ['not JSON', '{"access_key_secret":"canary'],
    ['of another shape', '{"access_key_secret":"canary"}'],
  ])('that is %s is named, and none of it is shown', async (_what, content) => {
    expect(await failure(worldWith({ files: { [config]: content } }))).toMatch(
      /config\.json is not a configuration of the aliyun CLI; run `aliyun configure`/,
    );
  });

  test('that nobody has filled in counts as none', async () => {
    const files = { [config]: configWith([{ name: 'default', mode: '', access_key_id: '' }]) };
    expect(await failure(worldWith({ files }))).toMatch(/no Alibaba Cloud credentials/);
  });

  test('is searched for the profile that is asked for, and the other file after it', async () => {
    const files = { [config]: configWith([{ name: 'default', mode: 'AK', ...key }]) };
    const nowhere = /there is no profile 'nope', neither in .*config\.json nor in .*credentials/;
    expect(await failure(worldWith({ files, profile: 'nope' }))).toMatch(nowhere);
    expect(await failure(worldWith({ files, env: { ALIBABA_CLOUD_PROFILE: 'nope' } }))).toMatch(nowhere);
    const ini = '[nope]\ntype = access_key\naccess_key_id = other\naccess_key_secret = s\n';
    const both = { ...files, '.alibabacloud/credentials': ini };
    expect((await found(worldWith({ files: both, profile: 'nope' }))).credentials.accessKeyId).toBe('other');
  });

  test('names a current profile that it does not have, and what a profile lacks', async () => {
    const files = { [config]: configWith([{ name: 'a', mode: 'AK', ...key }], 'b') };
    expect(await failure(worldWith({ files }))).toMatch(
      /has no profile 'b', which it says is the current one/,
    );
    expect(await failure(withProfile({ mode: 'StsToken' }))).toMatch(
      /profile 'p' .* holds no access key; run `aliyun configure --profile p`/,
    );
    expect(await failure(withProfile({ mode: 'RamRoleArn', ...key }))).toMatch(
      /does not say its ram_role_arn/,
    );
  });

  test('stays with the profile of the beginning when somebody switches, and sees its new key', async () => {
    const files: Record<string, string> = {
      [config]: configWith([{ name: 'a', mode: 'AK', ...key }], 'a'),
    };
    const provider = await findCredentials(worldWith({ files }));
    const other = { name: 'b', mode: 'AK', access_key_id: 'other', access_key_secret: 's' };
    files[config] = configWith([{ name: 'a', mode: 'AK', ...key, access_key_id: 'rotated' }, other], 'b');
    expect((await provider.load()).accessKeyId).toBe('rotated');
  });
});

describe('a role that cannot be assumed', () => {
  const profile = { mode: 'RamRoleArn', ...key, ...role };

  test('is named with what STS said', async () => {
    expect(await failure(withProfile(profile, { refusal: refusalOf({}) }))).toMatch(
      /the role acs:ram::1:role\/net cannot be assumed: AssumeRole was refused for want of permission: allow Sts:AssumeRole/,
    );
  });

  test('for a reason that may pass leaves repeating to whoever repeats calls', async () => {
    const refusal = refusalOf({ code: '', class: 'ambiguous' });
    await expect(found(withProfile(profile, { refusal }))).rejects.toBe(refusal);
  });
});
