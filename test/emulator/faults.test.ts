/** Each fault as the public client sees it, and what it leaves in the ledger. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, test } from 'vitest';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { FaultRuleError } from '../../src/emulator/faults/rule.ts';
import { createSite } from '../../src/emulator/in-process.ts';
import { at, codeOf, idOf, startCloud } from './client.ts';
import { virtualTime } from './virtual-time.ts';
import type { FaultRule } from '../../src/emulator/faults/rule.ts';
import type { FaultHit } from '../../src/emulator/options.ts';
import type { Body, Cloud } from './client.ts';

const open: Cloud[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((cloud) => cloud.emulator.stop()));
});

async function start(...options: Parameters<typeof startCloud>): Promise<Cloud> {
  const cloud = await startCloud(...options);
  open.push(cloud);
  return cloud;
}

/** A cloud in which the next CreateVpc goes wrong in that way. */
async function startWith(
  fault: FaultRule['fault'],
  ...options: Parameters<typeof startCloud>
): Promise<Cloud> {
  const cloud = await start(...options);
  cloud.emulator.faults.add({ match: { action: 'CreateVpc' }, fault });
  return cloud;
}

const region = { RegionId: 'cn-shanghai' };
const params = { ...region, CidrBlock: '10.0.0.0/8', VpcName: 'prod', ClientToken: 'hc1-token' };

function commits({ emulator }: Cloud, action = 'CreateVpc'): number {
  return emulator.ledger().filter((each) => each.action === action).length;
}

async function errorOf(answer: Promise<Body>): Promise<Error & Readonly<Record<string, unknown>>> {
  try {
    const body = await answer;
    throw new TypeError(`no error but ${JSON.stringify(body)}`);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError) throw error;
    return error as Error & Readonly<Record<string, unknown>>;
  }
}

describe('a lost answer (F1)', () => {
  test.each(['reset', 'silence'] as const)('by %s: committed once, found by its token', async (how) => {
    const cloud = await startWith({ kind: 'lost-answer', how }, {}, 500);
    await errorOf(cloud.call('vpc', 'CreateVpc', params));
    expect(commits(cloud)).toBe(1);
    const again = await cloud.call('vpc', 'CreateVpc', params);
    expect(commits(cloud)).toBe(1);
    expect(cloud.emulator.ledger()[0]?.created).toContain(`vpc ${idOf(again, 'VpcId')}`);
  });
});

describe('a lost request (F2)', () => {
  test.each(['reset', 'silence'] as const)('by %s: nothing is committed', async (how) => {
    const cloud = await startWith({ kind: 'lost-request', how }, {}, 500);
    await errorOf(cloud.call('vpc', 'CreateVpc', params));
    expect(commits(cloud)).toBe(0);
    await cloud.call('vpc', 'CreateVpc', params);
    expect(commits(cloud)).toBe(1);
  });
});

describe('a duplicate delivery (F3)', () => {
  test('with a client token changes nothing the second time', async () => {
    const cloud = await startWith({ kind: 'duplicate' });
    await cloud.call('vpc', 'CreateVpc', params);
    expect(commits(cloud)).toBe(1);
  });

  test('without one commits twice, under one request id', async () => {
    const cloud = await startWith({ kind: 'duplicate', afterMs: 1 });
    await cloud.call('vpc', 'CreateVpc', { ...params, ClientToken: '' });
    await cloud.emulator.settled();
    expect(commits(cloud)).toBe(2);
    expect(new Set(cloud.emulator.ledger().map((each) => each.requestId)).size).toBe(1);
  });
});

describe('a late commit (F4)', () => {
  test.each([
    ['reset', 'ECONNRESET'],
    ['gateway-timeout', ''],
  ] as const)('after %s: not there, and there later', async (answer, code) => {
    const due: (() => void)[] = [];
    const wait = (): Promise<void> => new Promise((resolve) => due.push(resolve));
    const cloud = await startWith({ kind: 'late-commit', afterMs: 60_000, answer }, { wait });
    const error = await errorOf(cloud.call('vpc', 'CreateVpc', params));
    if (code !== '') expect(codeOf(error)).toBe(code);
    expect(commits(cloud)).toBe(0);
    due.splice(0).forEach((each) => each());
    await cloud.emulator.settled();
    expect(commits(cloud)).toBe(1);
  });

  test('does not happen any more when the same token was sent again meanwhile', async () => {
    const cloud = await startWith({ kind: 'late-commit', afterMs: 20 });
    await errorOf(cloud.call('vpc', 'CreateVpc', params));
    await cloud.call('vpc', 'CreateVpc', params);
    await cloud.emulator.settled();
    expect(commits(cloud)).toBe(1);
  });
});

describe('a failing server (F5)', () => {
  const answers = ['internal-error', 'unavailable', 'unavailable-html', 'empty', 'truncated'] as const;

  test.each(answers.flatMap((answer) => [['before', 0, answer] as const, ['after', 1, answer] as const]))(
    '%s the commit (%i) answers %s',
    async (when, count, answer) => {
      const cloud = await startWith({ kind: 'server-error', when, answer });
      const seen = await cloud.call('vpc', 'CreateVpc', params).catch((error: unknown) => error);
      expect(commits(cloud)).toBe(count);
      expect(at(seen, 'VpcId')).toBeUndefined();
    },
  );

  test('names the code where there is one', async () => {
    const cloud = await startWith({ kind: 'server-error' });
    expect(await cloud.refused('vpc', 'CreateVpc', params)).toBe('InternalError');
  });
});

describe('throttling (F6)', () => {
  test('comes with the time to wait, if that is known', async () => {
    const cloud = await startWith({ kind: 'throttling', status: 429, retryAfterS: 7 });
    const response = await sniff(() => cloud.refused('vpc', 'CreateVpc', params));
    expect(response.code).toBe('Throttling.User');
    expect(response.headers['retry-after']).toBe('7');
    expect(commits(cloud)).toBe(0);
  });

  test('in bursts hits the same calls with the same seed, and ends by the clock', async () => {
    const hits = async (seed: number): Promise<readonly boolean[]> => {
      const cloud = await start();
      cloud.emulator.faults.add({
        fault: { kind: 'throttling' },
        times: 'always',
        chance: 0.5,
        seed,
        forMs: 9,
      });
      const seen: boolean[] = [];
      for (let call = 0; call < 12; call += 1) {
        seen.push(
          await cloud.call('vpc', 'DescribeVpcs', region).then(
            () => false,
            () => true,
          ),
        );
      }
      cloud.clock.now += 10;
      for (let call = 0; call < 5; call += 1) await cloud.call('vpc', 'DescribeVpcs', region);
      return seen;
    };
    const [one, same] = [await hits(3), await hits(3)];
    expect(one).toEqual(same);
    expect(new Set(one).size).toBe(2);
  });
});

describe('slowness (F7)', () => {
  test('delays request and answer, and lets the body drip', async () => {
    const waited: number[] = [];
    const wait = (ms: number): Promise<void> => {
      waited.push(ms);
      return Promise.resolve();
    };
    const slow = { kind: 'slow', requestMs: 300, answerMs: 400, drip: { bytes: 10, everyMs: 5 } } as const;
    const cloud = await startWith(slow, { wait });
    expect((await cloud.call('vpc', 'CreateVpc', params)).VpcId).toMatch(/^vpc-/);
    expect(waited.slice(0, 3)).toEqual([300, 400, 5]);
  });
});

describe('a status', () => {
  const statusOf = async (cloud: Cloud, id: string): Promise<unknown> =>
    (await cloud.call('vpc', 'DescribeVpcAttribute', { ...region, VpcId: id })).Status;

  test('is stuck until the rule is removed (F8)', async () => {
    const cloud = await startWith({ kind: 'stuck' }, { transitionMs: 1000 });
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    cloud.clock.now += 600_000;
    expect(await statusOf(cloud, vpc)).toBe('Pending');
    expect(await cloud.refused('vpc', 'DeleteVpc', { ...region, VpcId: vpc })).toMatch(/^Incorrect/);
    cloud.emulator.faults.clear();
    expect(await statusOf(cloud, vpc)).toBe('Pending');
    cloud.clock.now += 1000;
    expect(await statusOf(cloud, vpc)).toBe('Available');
  });

  test('is stuck for a time (F8)', async () => {
    const cloud = await startWith({ kind: 'stuck', forMs: 5000 }, { transitionMs: 1000 });
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    cloud.clock.now += 5999;
    expect(await statusOf(cloud, vpc)).toBe('Pending');
    cloud.clock.now += 1;
    expect(await statusOf(cloud, vpc)).toBe('Available');
  });

  test('ends in failure (F9)', async () => {
    const cloud = await startWith({ kind: 'failed', status: 'Failed' }, { transitionMs: 1000 });
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    expect(await statusOf(cloud, vpc)).toBe('Pending');
    cloud.clock.now += 10_000;
    expect(await statusOf(cloud, vpc)).toBe('Failed');
  });

  test('goes back once after it was ready (F11)', async () => {
    const cloud = await startWith({ kind: 'regress', reads: 1 }, { transitionMs: 1000 });
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    cloud.clock.now += 1000;
    const seen = [await statusOf(cloud, vpc), await statusOf(cloud, vpc), await statusOf(cloud, vpc)];
    expect(seen).toEqual(['Available', 'Pending', 'Available']);
  });
});

describe('reads that lag (F10)', () => {
  const count = async (cloud: Cloud): Promise<unknown> =>
    (await cloud.call('vpc', 'DescribeVpcs', region)).TotalCount;

  test('hide what is new for a time, and writes know it meanwhile', async () => {
    const cloud = await startWith({ kind: 'stale-reads', forMs: 300_000 });
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    expect(await count(cloud)).toBe(0);
    expect(await cloud.refused('vpc', 'DescribeVpcAttribute', { ...region, VpcId: vpc })).toBe(
      'InvalidVpcID.NotFound',
    );
    await cloud.call('vpc', 'CreateVSwitch', {
      ...region,
      VpcId: vpc,
      CidrBlock: '10.0.1.0/24',
      ZoneId: 'cn-shanghai-l',
    });
    cloud.clock.now += 300_000;
    expect(await count(cloud)).toBe(1);
  });

  test('hide it from writes as well where the rule says so', async () => {
    const cloud = await startWith({ kind: 'stale-reads', forMs: 300_000, writes: true });
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    expect(await cloud.refused('vpc', 'DeleteVpc', { ...region, VpcId: vpc })).toBe('InvalidVpcID.NotFound');
  });

  test('show what is deleted, and old values, for a number of reads', async () => {
    const cloud = await start();
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    const nameOf = async (): Promise<unknown> =>
      at(await cloud.call('vpc', 'DescribeVpcs', region), 'Vpcs.Vpc.0.VpcName');
    cloud.emulator.faults.add({
      match: { calls: 'write' },
      fault: { kind: 'stale-reads', reads: 2 },
      times: 2,
    });
    await cloud.call('vpc', 'ModifyVpcAttribute', { ...region, VpcId: vpc, VpcName: 'next' });
    expect([await nameOf(), await nameOf(), await nameOf()]).toEqual(['prod', 'prod', 'next']);
    await cloud.call('vpc', 'DeleteVpc', { ...region, VpcId: vpc });
    expect([await count(cloud), await count(cloud), await count(cloud)]).toEqual([1, 1, 0]);
  });

  test('are as late as each replica is', async () => {
    const cloud = await startWith({ kind: 'stale-reads', forMs: 10_000, replicas: 3 });
    await cloud.call('vpc', 'CreateVpc', params);
    const shares: number[] = [];
    for (let second = 0; second <= 10; second += 1) {
      let there = 0;
      for (let read = 0; read < 15; read += 1) there += Number(await count(cloud));
      shares.push(there);
      cloud.clock.now += 1000;
    }
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBe(15);
    // No replica forgets again: in thirds it grows.
    expect(shares.some((each) => each > 0 && each < 15)).toBe(true);
  });

  test('depend on the replica that is asked', async () => {
    const cloud = await startWith({ kind: 'stale-reads', forMs: 1, share: 0.5 });
    await cloud.call('vpc', 'CreateVpc', params);
    const seen = new Set<unknown>();
    for (let read = 0; read < 12; read += 1) seen.add(await count(cloud));
    expect(seen).toEqual(new Set([0, 1]));
  });
});

describe('pages that do not add up (F12)', () => {
  async function withCens(fault: FaultRule['fault']): Promise<Cloud> {
    const cloud = await start();
    for (let each = 0; each < 3; each += 1) await cloud.call('cbn', 'CreateCen', { Name: `cen-${each}` });
    cloud.emulator.faults.add({ match: { action: 'DescribeCens' }, fault });
    return cloud;
  }

  test('show an item twice', async () => {
    const cloud = await withCens({ kind: 'paging', what: 'duplicate' });
    const body = await cloud.call('cbn', 'DescribeCens', { PageSize: 2 });
    const items = at(body, 'Cens.Cen') as readonly Body[];
    expect(items.map((each) => each.Name)).toEqual(['cen-0', 'cen-1', 'cen-1']);
  });

  test('lack an item while the total is right', async () => {
    const cloud = await withCens({ kind: 'paging', what: 'missing' });
    const body = await cloud.call('cbn', 'DescribeCens', { PageSize: 2 });
    expect(at(body, 'Cens.Cen')).toHaveLength(1);
    expect(body.TotalCount).toBe(3);
  });

  test('end with a token that is no longer good, and only then', async () => {
    const cloud = await start();
    cloud.emulator.faults.add({ fault: { kind: 'paging', what: 'expired' } });
    await cloud.call('privatelink', 'ListVpcEndpoints', region);
    // The token of the emulator's own for the second item.
    const second = { ...region, NextToken: Buffer.from('hcnet:1').toString('base64url') };
    const refused = await cloud.refused('privatelink', 'ListVpcEndpoints', second);
    expect(refused).toBe('InvalidParameter.NextToken');
    await cloud.call('privatelink', 'ListVpcEndpoints', second);
  });
});

describe('a client token (F13)', () => {
  test('that is forgotten makes the call a new one', async () => {
    const cloud = await start();
    cloud.emulator.faults.add({
      match: { action: 'CreateVpc', nth: 2 },
      fault: { kind: 'token', what: 'forgotten' },
    });
    const first = await cloud.call('vpc', 'CreateVpc', params);
    const second = await cloud.call('vpc', 'CreateVpc', params);
    expect(second.VpcId).not.toBe(first.VpcId);
    expect(commits(cloud)).toBe(2);
  });

  test.each([
    ['processing', 'OperationFailed.LastTokenProcessing'],
    ['mismatch', 'IdempotentParameterMismatch'],
  ] as const)('may be %s', async (what, code) => {
    const cloud = await startWith({ kind: 'token', what });
    expect(await cloud.refused('vpc', 'CreateVpc', params)).toBe(code);
    expect(commits(cloud)).toBe(0);
  });
});

test.each<readonly [string, FaultRule['fault'], string]>([
  ['F14', { kind: 'quota', code: 'QuotaExceeded.Vpc' }, 'QuotaExceeded.Vpc'],
  ['F15', { kind: 'permission' }, 'Forbidden.RAM'],
  ['F16', { kind: 'credentials', what: 'expired' }, 'InvalidSecurityToken.Expired'],
  ['F16', { kind: 'credentials', what: 'disabled' }, 'InvalidAccessKeyId.Inactive'],
  ['F17', { kind: 'clock-skew', skewMs: 20 * 60_000 }, 'InvalidTimeStamp.Expired'],
  ['F17', { kind: 'clock-skew', skewMs: -20 * 60_000 }, 'InvalidTimeStamp.Expired'],
  ['F17', { kind: 'nonce-used', when: 'before' }, 'SignatureNonceUsed'],
  ['F20', { kind: 'conflict', scope: 'ecr' }, 'Conflict.Lock'],
  ['F20', { kind: 'conflict', code: 'OperationFailed.DistibuteLock' }, 'OperationFailed.DistibuteLock'],
])('%s %j refuses with %s, commits nothing, and is over', async (_, fault, code) => {
  const cloud = await startWith(fault);
  expect(await cloud.refused('vpc', 'CreateVpc', params)).toBe(code);
  expect(commits(cloud)).toBe(0);
  await cloud.call('vpc', 'CreateVpc', params);
});

test('a refused read is no answer about what exists (F15)', async () => {
  const cloud = await start();
  cloud.emulator.faults.add({ match: { calls: 'read' }, fault: { kind: 'permission' }, times: 'always' });
  const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
  expect(await cloud.refused('vpc', 'DescribeVpcAttribute', { ...region, VpcId: vpc })).toBe('Forbidden.RAM');
});

test('a key that expired is refused until the client signs with another one (F16)', async () => {
  const renewed = { ...demoCredentials, accessKeyId: 'renewed' };
  const cloud = await start({ credentials: [demoCredentials, renewed] });
  cloud.emulator.faults.add({
    match: { accessKeyId: demoCredentials.accessKeyId },
    fault: { kind: 'credentials', what: 'expired' },
    times: 'always',
  });
  expect(await cloud.refused('vpc', 'CreateVpc', params)).toBe('InvalidSecurityToken.Expired');
  await cloud.as(renewed).call('vpc', 'CreateVpc', params);
});

test("a wrong clock shows in the server's Date (F17)", async () => {
  const cloud = await startWith({ kind: 'clock-skew', skewMs: 3_600_000 });
  const { headers } = await sniff(() => cloud.refused('vpc', 'CreateVpc', params));
  const date = Date.parse(String(headers.date));
  expect(Math.abs(date - cloud.clock.now - 3_600_000)).toBeLessThan(1000);
});

test('a nonce can be called used although the call was committed (F17)', async () => {
  const cloud = await startWith({ kind: 'nonce-used' });
  expect(await cloud.refused('vpc', 'CreateVpc', params)).toBe('SignatureNonceUsed');
  expect(commits(cloud)).toBe(1);
});

describe('a malformed answer after the commit (F18)', () => {
  test.each([
    ['wrong-type', { value: expect.stringMatching(/^vpc-/) as string }],
    ['null', null],
    ['missing', undefined],
  ] as const)('%s', async (what, seen) => {
    const cloud = await startWith({ kind: 'malformed', what, field: 'VpcId' });
    const body = await cloud.call('vpc', 'CreateVpc', params);
    expect(body.VpcId).toEqual(seen);
    expect(body.RequestId).toMatch(/^[0-9A-F-]{36}$/);
    expect(commits(cloud)).toBe(1);
  });

  test('extra fields leave the others alone', async () => {
    const cloud = await startWith({ kind: 'malformed', what: 'extra' });
    const body = await cloud.call('vpc', 'CreateVpc', params);
    expect(body).toMatchObject({ VpcId: expect.stringMatching(/^vpc-/) as string, Unexpected: {} });
  });

  test.each(['not-an-object', 'not-json'] as const)('%s', async (what) => {
    const cloud = await startWith({ kind: 'malformed', what });
    const seen = await cloud.call('vpc', 'CreateVpc', params).catch((error: unknown) => error);
    expect(at(seen, 'VpcId')).toBeUndefined();
    expect(commits(cloud)).toBe(1);
  });
});

test.each([
  ['connect', 0],
  ['headers', 1],
  ['body', 1],
] as const)('a connection that breaks at %s leaves %i commits (F19)', async (at, count) => {
  const cloud = await startWith({ kind: 'reset', at }, {}, 2000);
  await errorOf(cloud.call('vpc', 'CreateVpc', params));
  expect(commits(cloud)).toBe(count);
  await cloud.call('vpc', 'CreateVpc', params);
  expect(commits(cloud)).toBe(1);
});

describe('a request that cannot be sent (F19)', () => {
  test.each([
    ['dns', 'ENOTFOUND'],
    ['tls', 'CERT_HAS_EXPIRED'],
    ['refused', 'ECONNREFUSED'],
  ] as const)('%s: nothing is committed', async (what, code) => {
    const site = createSite({ faults: [{ fault: { kind: 'unreachable', what } }] });
    const request = { product: 'vpc', action: 'CreateVpc', region: '', parameters: params } as const;
    expect(await site.call(request)).toMatchObject({ kind: 'unsent', code });
    expect(site.inside.ledger()).toEqual([]);
    // Behind a port of this machine the connection breaks before anything is read.
    const cloud = await startWith({ kind: 'unreachable', what });
    await errorOf(cloud.call('vpc', 'CreateVpc', params));
    expect(commits(cloud)).toBe(0);
  });
});

describe('hostile texts (F30)', () => {
  const tagged = { ...params, Description: 'a description', Tag: [{ Key: 'hcnet:stack', Value: 'retail' }] };
  const shown = async (fault: FaultRule['fault']): Promise<Body> => {
    const cloud = await start();
    const VpcId = idOf(await cloud.call('vpc', 'CreateVpc', tagged), 'VpcId');
    cloud.emulator.faults.add({ fault });
    return cloud.call('vpc', 'DescribeVpcAttribute', { ...region, VpcId });
  };

  test.each([
    ['ansi', /^prod\u001b\[2J/],
    ['html', /^prod"><script>/],
    ['path', /^\.\.\/\.\.\/.*passwd$/],
    ['control', /^prod\r\n.*\u0000/s],
    ['bidi', /^prod\u202e/],
    ['template', /^prod\$\{process\.exit/],
  ] as const)('%s: in names, in descriptions and in one more tag, not in ids', async (what, text) => {
    const seen = await shown({ kind: 'hostile', what });
    expect(seen).toMatchObject({ VpcName: expect.stringMatching(text) as string, Status: 'Available' });
    expect(seen.Description).not.toBe('a description');
    expect(seen.VpcId).toMatch(/^vpc-[a-z0-9]+$/);
    const tags = at(seen, 'Tags.Tag') as readonly Body[];
    expect(tags[0]).toEqual({ Key: 'hcnet:stack', Value: 'retail' });
    expect(tags).toHaveLength(2);
  });

  test('huge: one name, of the size that was asked for', async () => {
    const seen = await shown({ kind: 'hostile', what: 'huge', characters: 2_000_000 });
    const lengths = Object.values(seen).map((each) => (typeof each === 'string' ? each.length : 0));
    expect(lengths.filter((each) => each === 2_000_000)).toHaveLength(1);
  });

  test('in a field that the rule names, and in refusals', async () => {
    expect((await shown({ kind: 'hostile', what: 'html', field: 'Status' })).Status).toMatch(
      /^Available"><script>/,
    );
    const cloud = await start();
    cloud.emulator.faults.add({ fault: { kind: 'hostile', what: 'ansi' } });
    const error = await errorOf(cloud.call('vpc', 'DescribeVpcAttribute', { ...region, VpcId: 'vpc-none' }));
    expect(error.code).toBe('InvalidVpcID.NotFound');
    expect(error.message).toContain('\u001b[2J');
  });
});

describe('throttling for a minute, nine calls in ten (F6)', () => {
  test.each([undefined, 2])('with Retry-After %s', async (retryAfterS) => {
    const time = virtualTime();
    const fault = { kind: 'throttling', ...(retryAfterS === undefined ? {} : { retryAfterS }) } as const;
    const rule = { fault, times: 'always', chance: 0.9, forMs: 60_000 } as const;
    const site = createSite({ clock: time.clock, wait: time.wait, faults: [rule] });
    const refused = async (): Promise<number> => {
      let count = 0;
      for (let call = 0; call < 200; call += 1) {
        const request = {
          product: 'vpc',
          action: 'DescribeVpcs',
          region: 'cn-shanghai',
          parameters: {},
        } as const;
        const outcome = await site.call(request);
        if (outcome.kind !== 'answer' || outcome.status === 200) continue;
        expect(outcome.headers['retry-after']).toBe(retryAfterS?.toString());
        count += 1;
      }
      return count;
    };
    expect(await refused()).toBeGreaterThan(160);
    await time.pass(60_000);
    expect(await refused()).toBe(0);
  });
});

test('a conflict passes after some calls (F20)', async () => {
  const cloud = await start();
  cloud.emulator.faults.add({ match: { action: 'CreateVpc' }, fault: { kind: 'conflict' }, times: 3 });
  for (let call = 0; call < 3; call += 1) {
    expect(await cloud.refused('vpc', 'CreateVpc', params)).toBe('TaskConflict');
  }
  await cloud.call('vpc', 'CreateVpc', params);
});

describe('somebody else (F21, F22)', () => {
  async function withVpc(transitionMs = 0): Promise<readonly [Cloud, string]> {
    const cloud = await start({ transitionMs });
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    cloud.clock.now += 10 * transitionMs;
    return [cloud, vpc];
  }

  test('changes a resource just before a call reaches it', async () => {
    const [cloud, vpc] = await withVpc();
    const fields = { VpcName: '<img src=x>\u001b[31m' };
    cloud.emulator.faults.add({
      match: { action: 'DescribeVpcAttribute' },
      fault: { kind: 'drift', op: 'update', param: 'VpcId', fields },
    });
    const seen = await cloud.call('vpc', 'DescribeVpcAttribute', { ...region, VpcId: vpc });
    expect(seen.VpcName).toBe(fields.VpcName);
    expect(cloud.emulator.ledger().at(-1)).toMatchObject({
      origin: 'emulator',
      action: 'Drift',
      updated: [`vpc ${vpc}`],
    });
  });

  test('deletes a resource, now or before a call', async () => {
    const [cloud, vpc] = await withVpc();
    cloud.emulator.faults.add({
      match: { action: 'ModifyVpcAttribute' },
      fault: { kind: 'drift', op: 'delete' },
    });
    const modify = { ...region, VpcId: vpc, VpcName: 'next' };
    expect(await cloud.refused('vpc', 'ModifyVpcAttribute', modify)).toBe('InvalidVpcID.NotFound');
    expect(cloud.emulator.drift({ op: 'delete', id: vpc })).toBe(false);
  });

  test('holds a resource for a while', async () => {
    const [cloud, vpc] = await withVpc();
    expect(cloud.emulator.drift({ op: 'hold', id: vpc, forMs: 5000 })).toBe(true);
    const modify = { ...region, VpcId: vpc, VpcName: 'next' };
    expect(await cloud.refused('vpc', 'ModifyVpcAttribute', modify)).toMatch(/^Incorrect/);
    cloud.clock.now += 5000;
    await cloud.call('vpc', 'ModifyVpcAttribute', modify);
  });

  test('makes something that blocks a delete', async () => {
    const [cloud, vpc] = await withVpc();
    cloud.emulator.faults.add({ match: { action: 'DeleteVpc' }, fault: { kind: 'foreign-dependent' } });
    expect(await cloud.refused('vpc', 'DeleteVpc', { ...region, VpcId: vpc })).toMatch(
      /^DependencyViolation/,
    );
    expect(cloud.emulator.ledger().at(-1)).toMatchObject({ origin: 'emulator' });
  });
});

describe('rules', () => {
  test('hit from the nth call that matches, so many times', async () => {
    const cloud = await start();
    const match = { product: 'vpc', action: 'Create*', params: { VpcName: 'prod' }, nth: 2 } as const;
    cloud.emulator.faults.add({ id: 'quota', match, fault: { kind: 'quota' }, times: 2 });
    const outcomes: string[] = [];
    for (let call = 0; call < 5; call += 1) {
      await cloud.call('vpc', 'CreateVpc', { ...params, VpcName: 'other', ClientToken: '' });
      const made = cloud.call('vpc', 'CreateVpc', { ...params, ClientToken: '' });
      outcomes.push(await made.then(() => 'made', codeOf));
    }
    expect(outcomes).toEqual(['made', 'QuotaExceeded', 'QuotaExceeded', 'made', 'made']);
    expect(cloud.emulator.faults.list()).toMatchObject([{ rule: { id: 'quota' }, met: 5, hit: 2 }]);
  });

  test('find calls about an address, by the tag of the request or of the resource it names', async () => {
    const cloud = await start();
    const tagged = (value: string): Body => ({ ...region, Tag: [{ Key: 'hcnet:addr', Value: value }] });
    const [one, two] = [
      idOf(await cloud.call('vpc', 'CreateVpc', tagged('vpc.one')), 'VpcId'),
      idOf(await cloud.call('vpc', 'CreateVpc', tagged('vpc.two')), 'VpcId'),
    ];
    cloud.emulator.faults.add({ match: { address: 'vpc.two' }, fault: { kind: 'quota' }, times: 'always' });
    await cloud.call('vpc', 'DeleteVpc', { ...region, VpcId: one });
    expect(await cloud.refused('vpc', 'DeleteVpc', { ...region, VpcId: two })).toBe('QuotaExceeded');
    expect(await cloud.refused('vpc', 'CreateVpc', tagged('vpc.two'))).toBe('QuotaExceeded');
  });

  test('that do not make sense are refused with the place', async () => {
    const { emulator } = await start();
    const wrong = { fault: { kind: 'late-commit', afterMs: -1 } } as const;
    expect(() => emulator.faults.add(wrong)).toThrow(FaultRuleError);
    expect(() => emulator.faults.add(wrong)).toThrow(/fault\.afterMs/);
    expect(() => emulator.faults.add({ fault: { kind: 'stale-reads' } })).toThrow(/forMs or reads/);
    emulator.faults.add({ id: 'one', fault: { kind: 'quota' } });
    expect(() => emulator.faults.add({ id: 'one', fault: { kind: 'quota' } })).toThrow(/already/);
  });

  test('can be given at the start, join, and are told of each hit before the answer', async () => {
    const hits: (readonly [FaultHit, number])[] = [];
    const cloud: Cloud = await start({
      faults: [
        { match: { action: 'CreateVpc' }, fault: { kind: 'stuck' } },
        { id: 'lost', match: { action: 'CreateVpc' }, fault: { kind: 'lost-answer' } },
      ],
      transitionMs: 5,
      onFault: (hit) => hits.push([hit, commits(cloud)]),
    });
    await errorOf(cloud.call('vpc', 'CreateVpc', params));
    expect(hits.map(([hit, count]) => [hit.ruleId, hit.kind, hit.action, count])).toEqual([
      ['fault-1', 'stuck', 'CreateVpc', 1],
      ['lost', 'lost-answer', 'CreateVpc', 1],
    ]);
    cloud.clock.now += 1000;
    expect(cloud.emulator.snapshot().resources[0]?.status).toBe('Pending');
  });
});

interface Sniffed {
  readonly code: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The client library hides the headers of a refusal; Node shows every answer that arrives. */
async function sniff(call: () => Promise<string>): Promise<Sniffed> {
  const headers: Record<string, unknown> = {};
  const listen = (message: unknown): void => {
    Object.assign(headers, at(message, 'response.headers'));
  };
  subscribe('http.client.response.finish', listen);
  try {
    return { code: await call(), headers };
  } finally {
    unsubscribe('http.client.response.finish', listen);
  }
}
