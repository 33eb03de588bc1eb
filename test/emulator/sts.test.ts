import { describe, expect, onTestFinished, test } from 'vitest';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { at, startCloud } from './client.ts';
import type { Body, Cloud } from './client.ts';
import type { EmulatorCredential } from '../../src/emulator/credentials.ts';

const { accountId } = demoCredentials;
const role = { RoleArn: `acs:ram::${accountId}:role/net-admin`, RoleSessionName: 'alice' };

function keyIn(answer: Body): EmulatorCredential {
  return {
    accessKeyId: String(at(answer, 'Credentials.AccessKeyId')),
    accessKeySecret: String(at(answer, 'Credentials.AccessKeySecret')),
    securityToken: String(at(answer, 'Credentials.SecurityToken')),
    accountId,
  };
}

async function cloudForTest(options: Parameters<typeof startCloud>[0] = {}): Promise<Cloud> {
  const cloud = await startCloud(options);
  onTestFinished(() => cloud.emulator.stop());
  return cloud;
}

function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}

describe('a role', () => {
  test('is assumed with a key of an hour, which says who it is', async () => {
    const cloud = await cloudForTest();
    const answer = await cloud.call('sts', 'AssumeRole', role);
    expect(at(answer, 'AssumedRoleUser.Arn')).toBe(`acs:ram::${accountId}:role/net-admin/alice`);
    expect(Date.parse(String(at(answer, 'Credentials.Expiration')))).toBe(
      Math.floor(cloud.clock.now / 1000) * 1000 + 3_600_000,
    );
    expect(await cloud.as(keyIn(answer)).call('sts', 'GetCallerIdentity')).toMatchObject({
      AccountId: accountId,
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:ram::${accountId}:assumed-role/net-admin/alice`,
      PrincipalId: at(answer, 'AssumedRoleUser.AssumedRoleId'),
    });
  });

  test('may be assumed by a role', async () => {
    const cloud = await cloudForTest();
    const first = cloud.as(keyIn(await cloud.call('sts', 'AssumeRole', role)));
    const next = { ...role, RoleArn: `acs:ram::${accountId}:role/other` };
    const second = cloud.as(keyIn(await first.call('sts', 'AssumeRole', next)));
    expect((await second.call('sts', 'GetCallerIdentity')).Arn).toMatch(/assumed-role\/other\/alice$/);
  });

  test.each([
    [
      'of an account that is not here',
      { RoleArn: 'acs:ram::9999999999999999:role/x' },
      'EntityNotExist.Role',
    ],
    ['that is none', { RoleArn: 'net-admin' }, 'InvalidParameter.RoleArn'],
    ['with a session of an odd name', { RoleSessionName: 'a b' }, 'InvalidParameter.RoleSessionName'],
    ['for too short a time', { DurationSeconds: 899 }, 'InvalidParameter.DurationSeconds'],
    ['for too long a time', { DurationSeconds: 43_201 }, 'InvalidParameter.DurationSeconds'],
  ])('%s is not assumed', async (_what, change, code) => {
    const cloud = await cloudForTest();
    expect(await cloud.refused('sts', 'AssumeRole', { ...role, ...change })).toBe(code);
  });

  test('takes a signature', async () => {
    const cloud = await cloudForTest();
    expect(await cloud.as(undefined).refused('sts', 'AssumeRole', role)).toBe('IncompleteSignature');
  });
});

describe('a temporary key', () => {
  test('is refused after its time, with the code that the service gives', async () => {
    const cloud = await cloudForTest({ temporaryKeyMs: 60_000 });
    const temporary = cloud.as(keyIn(await cloud.call('sts', 'AssumeRole', role)));
    cloud.clock.now += 59_999;
    await temporary.call('vpc', 'DescribeVpcs', { RegionId: 'cn-shanghai' });
    cloud.clock.now += 1;
    expect(await temporary.refused('vpc', 'DescribeVpcs', { RegionId: 'cn-shanghai' })).toBe(
      'InvalidSecurityToken.Expired',
    );
  });

  test('is worth nothing without its own token and secret', async () => {
    const cloud = await cloudForTest();
    const key = keyIn(await cloud.call('sts', 'AssumeRole', role));
    const other = keyIn(await cloud.call('sts', 'AssumeRole', role));
    expect(key.accessKeyId).not.toBe(other.accessKeyId);
    const refusedWith = (credential: EmulatorCredential) =>
      cloud.as(credential).refused('sts', 'GetCallerIdentity');
    const { securityToken, ...without } = key;
    expect(await refusedWith(without)).toBe('InvalidSecurityToken.Malformed');
    expect(await refusedWith({ ...key, securityToken: String(other.securityToken) })).toBe(
      'InvalidSecurityToken.Malformed',
    );
    expect(await refusedWith({ ...key, securityToken: `${String(securityToken).slice(0, -2)}xx` })).toBe(
      'InvalidSecurityToken.Malformed',
    );
    expect(await refusedWith({ ...key, accessKeySecret: other.accessKeySecret })).toBe(
      'SignatureDoesNotMatch',
    );
  });

  test('does not look real, and is kept nowhere', async () => {
    const saved: string[] = [];
    const cloud = await cloudForTest({
      storage: {
        load: () => Promise.resolve(undefined),
        save: (text) => {
          saved.push(text);
          return Promise.resolve();
        },
      },
    });
    const key = keyIn(await cloud.call('sts', 'AssumeRole', role));
    expect(key.accessKeyId).not.toMatch(/^(LTAI|STS\.)/);
    await cloud.as(key).call('vpc', 'CreateVpc', { RegionId: 'cn-shanghai' });
    await cloud.emulator.stop();
    const written = saved.join('\n') + JSON.stringify(cloud.emulator.ledger());
    expect(written).toContain('CreateVpc');
    expect(written).not.toContain(key.accessKeySecret);
    expect(written).not.toContain(key.securityToken);
  });

  test('outlives a restart of the emulator', async () => {
    const first = await cloudForTest();
    const key = keyIn(await first.call('sts', 'AssumeRole', role));
    const second = await cloudForTest();
    expect((await second.as(key).call('sts', 'GetCallerIdentity')).AccountId).toBe(accountId);
  });
});

describe('a role for whoever has an OIDC token', () => {
  const asked = { ...role, OIDCProviderArn: `acs:ram::${accountId}:oidc-provider/ci` };

  test('is assumed without a signature', async () => {
    const cloud = await cloudForTest();
    const nobody = cloud.as(undefined);
    const token = jwt({
      iss: 'https://ci.example',
      sub: 'repo:net',
      aud: 'hcnet',
      exp: cloud.clock.now / 1000 + 60,
    });
    const answer = await nobody.call('sts', 'AssumeRoleWithOIDC', { ...asked, OIDCToken: token });
    expect(answer.OIDCTokenInfo).toMatchObject({ Issuer: 'https://ci.example', Subject: 'repo:net' });
    expect((await cloud.as(keyIn(answer)).call('sts', 'GetCallerIdentity')).IdentityType).toBe(
      'AssumedRoleUser',
    );
    expect(await nobody.refused('sts', 'GetCallerIdentity')).toBe('IncompleteSignature');
  });

  test.each([
    ['is no JSON Web Token', 'nonsense', 'AuthenticationFail.OIDCToken.Invalid'],
    ['holds no claims', 'a.b.c', 'AuthenticationFail.OIDCToken.Invalid'],
    ['is too old', jwt({ exp: 1 }), 'AuthenticationFail.OIDCToken.Expired'],
  ])('is not assumed with one that %s', async (_what, token, code) => {
    const cloud = await cloudForTest();
    const params = { ...asked, OIDCToken: token };
    expect(await cloud.as(undefined).refused('sts', 'AssumeRoleWithOIDC', params)).toBe(code);
  });
});
