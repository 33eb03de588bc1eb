import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { canonicalRequest, sha256, sign } from '../../src/emulator/http/signature.ts';
import { startCloud } from './client.ts';
import type { Cloud } from './client.ts';

let cloud: Cloud;

beforeEach(async () => {
  cloud = await startCloud();
});

afterEach(async () => {
  await cloud.emulator.stop();
});

const headers = new Map([
  ['host', 'vpc.cn-shanghai.aliyuncs.com'],
  ['x-acs-action', 'CreateVirtualBorderRouter'],
  ['x-acs-date', '2026-01-02T03:04:05Z'],
  ['x-acs-signature-nonce', '0123456789abcdef0123456789abcdef'],
  ['x-acs-version', '2016-04-28'],
]);

describe('known answers, computed with the public client library', () => {
  test('parameters in the query', () => {
    const bodyHash = sha256('');
    const all = new Map([
      ...headers,
      ['x-acs-content-sha256', bodyHash],
      ['x-acs-credentials-provider', 'static_ak'],
    ]);
    const query = new Map([
      ['RegionId', 'cn-shanghai'],
      ['PhysicalConnectionId', 'pc-1'],
      ['VlanId', '100'],
      ['Name', "a b*'()!~é&="],
      ['Tags.1.Key', 'k'],
      ['Tags.1.Value', ''],
    ]);
    const canonical = canonicalRequest({
      method: 'POST',
      path: '/',
      query,
      headers: all,
      signedHeaders: [...all.keys()],
      bodyHash,
    });
    expect(sha256(canonical)).toBe('75813bebb3fea3475ae1420fbbb6b36ac416cc9b100bb26e0967c7a28a7732cc');
    expect(sign('testsecret', canonical)).toBe(
      '12d42f9427a7bb58304f8968019cd298ef4210c601a34693871e640399c6979d',
    );
  });

  test('parameters in the form body', () => {
    const bodyHash = sha256("Name=a%20b*'()&L.1=x&L.2=y%20z");
    expect(bodyHash).toBe('3ec9867e41913efb3bb0dba10328623e119a0af29ecd914d133cc11ec42b9ded');
    const all = new Map([
      ...headers,
      ['x-acs-content-sha256', bodyHash],
      ['content-type', 'application/x-www-form-urlencoded'],
    ]);
    const canonical = canonicalRequest({
      method: 'POST',
      path: '/',
      query: new Map(),
      headers: all,
      signedHeaders: [...all.keys()],
      bodyHash,
    });
    expect(sign('testsecret', canonical)).toBe(
      'df5c013773c8b0b3af18a253b50855cbbdb2377ce5f32a27dfc60ea1b0ce1b7b',
    );
  });
});

describe('the public client is accepted', () => {
  test('with blanks, signs, Chinese and emoji in the query', async () => {
    const name = "a b*'()!~é&= 上海 🚀";
    const made = await cloud.call('cbn', 'CreateCen', { Name: name });
    const seen = await cloud.call('cbn', 'DescribeCens', {
      Filter: [{ Key: 'CenId', Value: [String(made.CenId)] }],
    });
    expect(JSON.stringify(seen)).toContain(JSON.stringify(name));
  });

  test('with the same in a form body, which arrives in chunks', async () => {
    const name = "e c r+* 上海 🚀 'x'&y=z%";
    await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', {
      AlibabaSideAsn: 64512,
      Name: name,
    });
    const seen = await cloud.call('expressconnectrouter', 'DescribeExpressConnectRouter', {});
    expect(JSON.stringify(seen)).toContain(JSON.stringify(name));
  });
});

describe('is refused:', () => {
  test('a wrong secret', async () => {
    const wrong = cloud.as({ ...demoCredentials, accessKeySecret: 'another' });
    expect(await wrong.refused('sts', 'GetCallerIdentity')).toBe('SignatureDoesNotMatch');
  });

  test('an unknown key', async () => {
    const unknown = cloud.as({ ...demoCredentials, accessKeyId: 'nobody' });
    expect(await unknown.refused('sts', 'GetCallerIdentity')).toBe('InvalidAccessKeyId.NotFound');
  });

  test('a key that looks real, with the advice never to send one', async () => {
    const real = cloud.as({ ...demoCredentials, accessKeyId: 'LTAI5tExampleExampleExample' });
    await expect(real.call('sts', 'GetCallerIdentity')).rejects.toThrow(/never send a real one/);
  });

  test.each([-16, 16])('a clock that is %i minutes off', async (minutes) => {
    cloud.clock.now -= minutes * 60_000;
    expect(await cloud.refused('sts', 'GetCallerIdentity')).toBe('InvalidTimeStamp.Expired');
  });

  test('a request without a signature', async () => {
    const answer = await send(cloud, { Authorization: undefined });
    expect(answer).toMatchObject({
      status: 400,
      body: { Code: 'IncompleteSignature', HostId: `127.0.0.1:${cloud.emulator.port}` },
    });
  });

  test('the same request a second time', async () => {
    const nonce = randomBytes(16).toString('hex');
    expect((await send(cloud, { nonce })).status).toBe(200);
    expect(await send(cloud, { nonce })).toMatchObject({ status: 400, body: { Code: 'SignatureNonceUsed' } });
  });

  test('a body that is not the one that was signed', async () => {
    expect(await send(cloud, { body: 'Name=forged' })).toMatchObject({
      body: { Code: 'SignatureDoesNotMatch' },
    });
  });

  test('a platform header that is not signed', async () => {
    expect(await send(cloud, { extra: { 'x-acs-note': 'added on the way' } })).toMatchObject({
      body: { Code: 'SignatureDoesNotMatch' },
    });
  });
});

interface Odd {
  readonly Authorization?: undefined;
  readonly nonce?: string;
  readonly body?: string;
  readonly extra?: Record<string, string>;
}

/** A request signed by hand, with one thing odd about it. */
async function send(to: Cloud, odd: Odd): Promise<{ status: number; body: unknown }> {
  const host = `127.0.0.1:${to.emulator.port}`;
  const bodyHash = createHash('sha256').update('').digest('hex');
  const signed = new Map([
    ['host', host],
    ['x-acs-action', 'GetCallerIdentity'],
    ['x-acs-content-sha256', bodyHash],
    ['x-acs-date', new Date(to.clock.now).toISOString().replace(/\.\d+/, '')],
    ['x-acs-signature-nonce', odd.nonce ?? 'fixed'],
    ['x-acs-version', '2015-04-01'],
  ]);
  const names = [...signed.keys()];
  const canonical = canonicalRequest({
    method: 'POST',
    path: '/',
    query: new Map(),
    headers: signed,
    signedHeaders: names,
    bodyHash,
  });
  const signature = sign(demoCredentials.accessKeySecret, canonical);
  const authorization = `ACS3-HMAC-SHA256 Credential=${demoCredentials.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  const response = await fetch(to.emulator.url, {
    method: 'POST',
    headers: {
      ...Object.fromEntries(signed),
      ...('Authorization' in odd ? {} : { Authorization: authorization }),
      ...odd.extra,
    },
    ...(odd.body === undefined ? {} : { body: odd.body }),
  });
  return { status: response.status, body: await response.json() };
}
