/** The object storage as its public client sees it. */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { pageOf } from '../../src/emulator/oss/listing.ts';
import { readOssRequest } from '../../src/emulator/oss/request.ts';
import { keyRingOf } from '../../src/emulator/key-ring.ts';
import { checkOssSignature } from '../../src/emulator/oss/signature.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import type Oss from 'ali-oss';
import type { EmulatorOptions, EmulatorStorage, LedgerFile } from '../../src/emulator/options.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';

// The package is CommonJS; required, it looks the same to Node and to the test runner.
const OSS = createRequire(import.meta.url)('ali-oss') as typeof Oss;

const open: RunningEmulator[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.stop()));
});

interface Storage {
  readonly emulator: RunningEmulator;
  readonly clock: { now: number };
  readonly client: Oss;
  readonly with: (options: Partial<Oss.Options>) => Oss;
}

async function start(options: EmulatorOptions = {}): Promise<Storage> {
  const clock = { now: Date.now() };
  const emulator = await startEmulator({ random: 1, clock: () => clock.now, ...options });
  open.push(emulator);
  const connect = (changed: Partial<Oss.Options>) =>
    new OSS({
      accessKeyId: demoCredentials.accessKeyId,
      accessKeySecret: demoCredentials.accessKeySecret,
      endpoint: emulator.url,
      bucket: 'states',
      region: 'oss-cn-shanghai',
      authorizationV4: true,
      ...changed,
    });
  return { emulator, clock, client: connect({}), with: connect };
}

const exclusively = { headers: { 'x-oss-forbid-overwrite': 'true', 'x-oss-meta-writer': 'me' } };

function put(client: Oss, key: string, text: string, options: Oss.PutObjectOptions = {}): Promise<unknown> {
  return client.put(key, Buffer.from(text), options);
}

async function read(client: Oss, key: string): Promise<string> {
  return String((await client.get(key)).content);
}

/** Status and code. */
async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'none';
  } catch (error) {
    const { status, code } = error as { readonly status: number; readonly code: string };
    return `${status} ${code}`;
  }
}

describe('objects', () => {
  test('are read as they were put, with what their writer said about them', async () => {
    const { client } = await start();
    await put(client, 'team/a b+ü.json', 'größer', exclusively);
    const answer = await client.get('team/a b+ü.json');
    expect(String(answer.content)).toBe('größer');
    expect(answer.res.headers).toMatchObject({ 'x-oss-meta-writer': 'me', 'server': 'AliyunOSS' });
    expect((await client.head('team/a b+ü.json')).meta).toEqual({ writer: 'me' });
  });

  test('are deleted, also when there are none', async () => {
    const { client } = await start();
    await put(client, 'a', 'text');
    await client.delete('a');
    await client.delete('a');
    expect(await refusal(client.get('a'))).toBe('404 NoSuchKey');
    expect(await refusal(client.head('a'))).toBe('404 NoSuchKey');
  });

  test('are overwritten unless that is forbidden', async () => {
    const { client } = await start();
    await put(client, 'a', 'first', exclusively);
    expect(await refusal(put(client, 'a', 'second', exclusively))).toBe('409 FileAlreadyExists');
    expect(await read(client, 'a')).toBe('first');
    await put(client, 'a', 'third');
    expect(await read(client, 'a')).toBe('third');
  });

  test('are overwritten in a versioned bucket although that is forbidden', async () => {
    const { client } = await start({ buckets: { states: { region: 'cn-shanghai', versioned: true } } });
    await put(client, 'a', 'first', exclusively);
    await put(client, 'a', 'second', exclusively);
    expect(await read(client, 'a')).toBe('second');
  });

  test('make their bucket, unless buckets have to be there before', async () => {
    const { client } = await start();
    expect(await refusal(client.get('a'))).toBe('404 NoSuchBucket');
    await put(client, 'a', 'text');
    expect(await read(client, 'a')).toBe('text');
    const strict = await start({ makesBuckets: false });
    expect(await refusal(put(strict.client, 'a', 'text'))).toBe('404 NoSuchBucket');
  });

  test('are found by the path as well as by the host name', async () => {
    const { client, with: connect, emulator } = await start();
    await put(client, 'team/a', 'text');
    const byPath = connect({
      endpoint: emulator.url.replace('127.0.0.1', 'localhost'),
      // Not in the types of the client.
      ...{ sldEnable: true },
    });
    expect(await read(byPath, 'team/a')).toBe('text');
  });

  test('that arrive damaged are refused', async () => {
    const { client } = await start();
    const headers = { 'Content-MD5': Buffer.from('0123456789abcdef').toString('base64') };
    expect(await refusal(put(client, 'a', 'text', { headers }))).toBe('400 InvalidDigest');
  });
});

describe('a list', () => {
  test('shows what lies in a folder, page by page', async () => {
    const { client } = await start();
    for (const key of ['t/a', 't/b/1', 't/b/2', 't/c', 't/d/3', 'u']) await put(client, key, key);
    const query = { 'prefix': 't/', 'delimiter': '/', 'max-keys': 2 };
    const first = await client.listV2({ ...query });
    expect([first.objects.map(({ name }) => name), first.prefixes]).toEqual([['t/a'], ['t/b/']]);
    const second = await client.listV2({ ...query, 'continuation-token': first.nextContinuationToken });
    expect([second.objects.map(({ name }) => name), second.prefixes]).toEqual([['t/c'], ['t/d/']]);
    expect(second.isTruncated).toBe(false);
  });

  test('shows at most 1000 entries, and 100 when nobody says how many', async () => {
    const { client } = await start();
    for (let index = 0; index < 101; index += 1) await put(client, `a${index}`, '');
    expect((await client.listV2({})).objects).toHaveLength(100);
    expect(await refusal(client.listV2({ 'max-keys': 1001 }))).toBe('400 InvalidArgument');
  });

  test('has every entry once, in order, however it is cut into pages', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'ü', '-'), minLength: 1, maxLength: 6 });
    const keys = fc.uniqueArray(key, { maxLength: 30 });
    const delimiter = fc.constantFrom('', '/');
    fc.assert(
      fc.property(keys, key, delimiter, fc.integer({ min: 1, max: 5 }), (all, prefix, cut, most) => {
        const asked = { prefix, delimiter: cut, startAfter: '', after: '' };
        const whole = pageOf(all, { ...asked, most: 1000 });
        const pages: string[] = [];
        for (let after: string | undefined = ''; after !== undefined;) {
          const page = pageOf(all, { ...asked, after, most });
          pages.push(...page.keys, ...page.prefixes);
          after = page.next;
        }
        expect(new Set(pages).size).toBe(pages.length);
        expect(pages.sort()).toEqual([...whole.keys, ...whole.prefixes].sort());
        const expected = all.filter(
          (each) => each.startsWith(prefix) && !(cut !== '' && each.includes(cut, prefix.length)),
        );
        expect([...whole.keys].sort()).toEqual(expected.sort());
      }),
    );
  });
});

describe('a request is refused', () => {
  test('when it is signed with another secret, an unknown key, or a key that looks real', async () => {
    const { with: connect } = await start();
    const tries = [
      { accessKeySecret: 'other' },
      { accessKeyId: 'other' },
      { accessKeyId: 'LTAI5tExampleExample' },
    ];
    const refusals = await Promise.all(tries.map((each) => refusal(put(connect(each), 'a', ''))));
    expect(refusals).toEqual([
      '403 SignatureDoesNotMatch',
      '403 InvalidAccessKeyId',
      '403 InvalidAccessKeyId',
    ]);
  });

  test('when a temporary key comes without its token', async () => {
    const key = { ...demoCredentials, securityToken: 'token' };
    const { with: connect } = await start({ credentials: [key] });
    expect(await refusal(put(connect({}), 'a', ''))).toBe('403 InvalidSecurityToken');
    const complete = connect({ stsToken: 'token', refreshSTSTokenInterval: 1000 });
    await put(complete, 'a', 'text');
    expect(await read(complete, 'a')).toBe('text');
  });

  test('when its clock is more than 15 minutes off', async () => {
    const { client, clock } = await start();
    await put(client, 'a', '');
    clock.now += 16 * 60_000;
    expect(await refusal(client.get('a'))).toBe('403 RequestTimeTooSkewed');
  });

  test('when it is meant for another region than the bucket is in', async () => {
    const { with: connect } = await start({ buckets: { states: { region: 'cn-beijing' } } });
    await expect(connect({}).get('a')).rejects.toThrow('must be addressed using the specified endpoint');
  });

  test('when nobody has signed it, or it is signed for another region than its host', async () => {
    const { emulator } = await start();
    const send = (headers: Record<string, string>) => fetch(`${emulator.url}/states/a`, { headers });
    const unsigned = await send({ authorization: 'OSS key:signature' });
    expect([unsigned.status, await unsigned.text()]).toEqual([400, expect.stringContaining('version 4')]);
  });

  test('when it asks for something else', async () => {
    const { client } = await start();
    await put(client, 'a', '');
    expect(await refusal(client.getACL('a'))).toBe('501 NotImplemented');
  });
});

/** Signed by another SDK: https://github.com/aliyun/alibabacloud-oss-go-sdk-v2, oss/signer/v4_test.go. */
test('a signature that another client made is taken, and one for another region is not', () => {
  const query = [
    ['param1', 'value1'],
    ['+param1', 'value3'],
    ['|param1', 'value4'],
    ['+param2', ''],
    ['|param2', ''],
    ['param2', ''],
  ] as const;
  const headers = {
    'host': 'bucket.oss-cn-hangzhou.aliyuncs.com',
    'x-oss-head1': 'value',
    'abc': 'value',
    'zabc': 'value',
    'content-type': 'text/plain',
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-oss-date': '20231216T162057Z',
    'authorization':
      'OSS4-HMAC-SHA256 Credential=ak/20231216/cn-hangzhou/oss/aliyun_v4_request,Signature=e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe',
  };
  const requestWith = (changed: object) =>
    readOssRequest({
      method: 'PUT',
      path: '/1234%2B-/123/1.txt',
      query: new Map(query),
      headers: new Map(Object.entries({ ...headers, ...changed })),
      body: Buffer.alloc(0),
    });
  const keys = keyRingOf([{ accessKeyId: 'ak', accessKeySecret: 'sk', accountId: '1' }]);
  const now = Date.UTC(2023, 11, 16, 16, 21);
  expect(checkOssSignature(requestWith({}), keys, now)).toBe('cn-hangzhou');
  expect(() => checkOssSignature(requestWith({ 'x-oss-head1': 'other' }), keys, now)).toThrow(
    'does not match',
  );
  const elsewhere = { host: 'bucket.oss-cn-beijing.aliyuncs.com' };
  expect(() => checkOssSignature(requestWith(elsewhere), keys, now)).toThrow('Invalid signing region');
});

describe('what is in it', () => {
  function memory(): EmulatorStorage & { text: string } {
    return {
      text: '',
      load() {
        return Promise.resolve(this.text);
      },
      save(text) {
        this.text = text;
        return Promise.resolve();
      },
    };
  }

  function ledger(): LedgerFile & { text: string } {
    return {
      text: '',
      load() {
        return Promise.resolve(this.text);
      },
      append(text) {
        this.text += text;
      },
    };
  }

  test.each([
    ['the saved state', () => ({ storage: memory() })],
    ['the ledger file, which a killed emulator leaves', () => ({ ledgerFile: ledger() })],
  ])('is there again after a start from %s', async (_what, keep) => {
    const options = keep();
    const before = await start(options);
    await put(before.client, 'a', 'stays', exclusively);
    await put(before.client, 'b', 'goes');
    await before.client.delete('b');
    await before.emulator.stop();
    const after = await start(options);
    expect(await read(after.client, 'a')).toBe('stays');
    expect((await after.client.head('a')).meta).toEqual({ writer: 'me' });
    expect(await refusal(after.client.get('b'))).toBe('404 NoSuchKey');
    after.emulator.reset();
    expect(await refusal(after.client.get('a'))).toBe('404 NoSuchBucket');
    await after.emulator.stop();
    expect(await refusal((await start(options)).client.get('a'))).toBe('404 NoSuchBucket');
  });

  test('is on the page, with the calls', async () => {
    const { client, emulator } = await start();
    await put(client, 'team/<a>', 'text');
    const overview = await (await fetch(emulator.url)).text();
    expect(overview).toMatch(/bucket states <small>in cn-shanghai, 1 objects<\/small>/);
    expect(overview).toContain('team/&#60;a&#62;');
    const calls = await (await fetch(`${emulator.url}/calls`)).text();
    expect(calls).toMatch(/<td>oss<\/td><td>PutObject<\/td>.*<span class="pill ok">200<\/span>/);
  });
});

describe('faults', () => {
  test('that are about no object do not hit it, and the other way round', async () => {
    const { client, emulator } = await start();
    emulator.faults.add({ fault: { kind: 'stuck' }, times: 'always' });
    emulator.faults.add({ fault: { kind: 'quota' }, times: 'always' });
    await put(client, 'a', 'text');
    expect(emulator.faults.list().map(({ met }) => met)).toEqual([0, 0]);
  });

  test('lose the answer after the object is there, or the request before it is', async () => {
    const { client, emulator } = await start();
    emulator.faults.add({ match: { product: 'oss' }, fault: { kind: 'lost-answer' } });
    expect(await refusal(put(client, 'a', 'text'))).toMatch(/^-1/);
    expect(await read(client, 'a')).toBe('text');
    emulator.faults.add({ match: { product: 'oss' }, fault: { kind: 'lost-request' } });
    expect(await refusal(put(client, 'b', 'text'))).toMatch(/^-1/);
    expect(await refusal(client.get('b'))).toBe('404 NoSuchKey');
  });

  test('fail after the object is there, or before', async () => {
    const { client, emulator } = await start();
    await put(client, 'a', 'text');
    for (const [when, code] of [
      ['after', '500 InternalError'],
      ['before', '500 InternalError'],
    ] as const) {
      emulator.faults.add({ match: { params: { key: when } }, fault: { kind: 'server-error', when } });
      expect(await refusal(put(client, when, 'text'))).toBe(code);
    }
    expect(await read(client, 'after')).toBe('text');
    expect(await refusal(client.get('before'))).toBe('404 NoSuchKey');
  });

  test('put it there late, or twice', async () => {
    const { client, emulator } = await start();
    emulator.faults.add({ match: { product: 'oss' }, fault: { kind: 'late-commit', afterMs: 5 } });
    expect(await refusal(put(client, 'a', 'late', exclusively))).toMatch(/^-1/);
    await emulator.settled();
    expect(await read(client, 'a')).toBe('late');
    emulator.faults.add({ match: { action: 'PutObject' }, fault: { kind: 'duplicate' } });
    await put(client, 'b', 'twice', exclusively);
    await emulator.settled();
    expect(await read(client, 'b')).toBe('twice');
  });

  test('let somebody else create the object first', async () => {
    const { client, emulator } = await start({ buckets: { states: { region: 'cn-shanghai' } } });
    emulator.faults.add({ fault: { kind: 'object-race', text: 'theirs' } });
    expect(await refusal(put(client, 'a', 'mine', exclusively))).toBe('409 FileAlreadyExists');
    expect(await read(client, 'a')).toBe('theirs');
  });

  test('show an older list: without what is new, and with what is gone', async () => {
    const { client, emulator, clock } = await start();
    await put(client, 'old', '');
    clock.now += 1000;
    await put(client, 'new', '');
    await client.delete('old');
    emulator.faults.add({ fault: { kind: 'stale-list', lagMs: 500 }, times: 'always' });
    const names = async () => (await client.listV2({})).objects.map(({ name }) => name);
    expect(await names()).toEqual(['old']);
    clock.now += 501;
    expect(await names()).toEqual(['new']);
  });

  test.each([
    [{ kind: 'permission' }, '403 AccessDenied'],
    [{ kind: 'credentials', what: 'expired' }, '403 SecurityTokenExpired'],
    [{ kind: 'credentials', what: 'disabled' }, '403 InvalidAccessKeyId'],
    [{ kind: 'throttling' }, '429 QpsLimitExceeded'],
    [{ kind: 'clock-skew', skewMs: 1_200_000 }, '403 RequestTimeTooSkewed'],
  ] as const)('speak its language: %j is %s', async (fault, code) => {
    const { client, emulator } = await start();
    await put(client, 'a', '');
    emulator.faults.add({ fault });
    expect(await refusal(client.get('a'))).toBe(code);
  });
});
