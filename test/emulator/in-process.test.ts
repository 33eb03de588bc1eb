/** The emulator without a socket, and copies of it: the same cloud and the same faults as behind the port. */
import { describe, expect, test } from 'vitest';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { createSite } from '../../src/emulator/in-process.ts';
import { at, codeOf, startCloud } from './client.ts';
import { circuits, jsonOf, lifeOf } from './life.ts';
import { virtualTime } from './virtual-time.ts';
import type { InProcessRequest, InProcessSite } from '../../src/emulator/in-process.ts';
import type { FaultRule } from '../../src/emulator/faults/rule.ts';
import type { SiteOptions } from '../../src/emulator/options.ts';
import type { VirtualTime } from './virtual-time.ts';

interface Virtual {
  readonly site: InProcessSite;
  readonly time: VirtualTime;
}

function start(options: SiteOptions = {}): Virtual {
  const time = virtualTime();
  const fixed = { random: 1, transitionMs: 0, clock: time.clock, wait: time.wait, circuits };
  return { site: createSite({ ...fixed, ...options }), time };
}

const createVpc: InProcessRequest = {
  product: 'vpc',
  action: 'CreateVpc',
  region: 'cn-shanghai',
  parameters: { CidrBlock: '10.0.0.0/8', VpcName: 'prod', ClientToken: 'hc1-token' },
};
const listVpcs: InProcessRequest = {
  product: 'vpc',
  action: 'DescribeVpcs',
  region: 'cn-shanghai',
  parameters: {},
};

async function countOf(site: InProcessSite): Promise<unknown> {
  return at(await jsonOf(site, listVpcs), 'TotalCount');
}

function commits(site: InProcessSite, action = 'CreateVpc'): number {
  return site.inside.ledger().filter((each) => each.action === action).length;
}

describe('a call within the process', () => {
  test('is answered as one through the port, to the last field', async () => {
    const calls = await lifeOf(start().site);
    expect(calls.length).toBeGreaterThan(100);
    const { site, time } = start();
    const cloud = await startCloud({ clock: time.clock, circuits });
    for (const { product, action, parameters } of calls) {
      const here = await site.call({ product, action, parameters, region: '' });
      if (here.kind !== 'answer') throw new Error(here.kind);
      expect(here.json()).toEqual(JSON.parse(String(here.body)));
      const there = await cloud.call(product, action, { ...parameters }).catch((error: unknown) => error);
      if (here.status === 200) expect(there).toEqual(here.json());
      else expect(codeOf(there)).toBe(at(here.json(), 'Code'));
    }
    expect(site.inside.snapshot()).toEqual(cloud.emulator.snapshot());
    expect(site.inside.ledger().length).toBeGreaterThan(50);
    await cloud.emulator.stop();
  });

  test('names its region where the action takes one', async () => {
    const { site } = start();
    await jsonOf(site, createVpc);
    expect(await countOf(site)).toBe(1);
    expect(at(await jsonOf(site, { ...listVpcs, region: 'cn-beijing' }), 'TotalCount')).toBe(0);
    expect(site.inside.ledger().at(-1)).toMatchObject({ region: 'cn-shanghai', action: 'CreateVpc' });
  });

  test('is refused with code, status and headers', async () => {
    const { site } = start();
    const outcome = await site.call({ ...createVpc, parameters: { Nonsense: 1 } });
    expect(outcome).toMatchObject({ kind: 'answer', status: 400 });
    if (outcome.kind !== 'answer') return;
    expect(outcome.json()).toMatchObject({ Code: 'InvalidParameter' });
    expect(outcome.headers).toMatchObject({ 'x-acs-request-id': at(outcome.json(), 'RequestId') });
  });

  test('counts who signs', async () => {
    const temporary = { ...demoCredentials, accessKeyId: 'temporary', securityToken: 'token' };
    const { site } = start({ credentials: [demoCredentials, temporary] });
    const codeAs = async (accessKeyId: string, securityToken?: string): Promise<unknown> =>
      at(
        await jsonOf(site, {
          ...listVpcs,
          accessKeyId,
          ...(securityToken === undefined ? {} : { securityToken }),
        }),
        'Code',
      );
    expect(await codeAs('nobody')).toBe('InvalidAccessKeyId.NotFound');
    expect(await codeAs('temporary')).toBe('InvalidSecurityToken.Malformed');
    expect(await codeAs('temporary', 'token')).toBeUndefined();
    const match = { accessKeyId: 'temporary' };
    site.inside.faults.add({ match, fault: { kind: 'credentials', what: 'expired' }, times: 'always' });
    expect(await codeAs('temporary', 'token')).toBe('InvalidSecurityToken.Expired');
    expect(await codeAs(demoCredentials.accessKeyId)).toBeUndefined();
  });
});

describe('a fault within the process', () => {
  const broken: readonly (readonly [FaultRule['fault'], unknown, number])[] = [
    [{ kind: 'lost-answer' }, { kind: 'reset' }, 1],
    [{ kind: 'lost-answer', how: 'silence' }, { kind: 'silence' }, 1],
    [{ kind: 'lost-request' }, { kind: 'reset' }, 0],
    [{ kind: 'reset', at: 'connect' }, { kind: 'reset' }, 0],
    [{ kind: 'reset', at: 'headers' }, { kind: 'cut', at: 'headers', body: '' }, 1],
    [{ kind: 'reset', at: 'body' }, { kind: 'cut', at: 'body', status: 200 }, 1],
    [{ kind: 'late-commit', afterMs: 1000 }, { kind: 'reset' }, 0],
    [{ kind: 'late-commit', afterMs: 1000, answer: 'gateway-timeout' }, { kind: 'answer', status: 504 }, 0],
    [{ kind: 'throttling', retryAfterS: 7 }, { status: 400, headers: { 'retry-after': '7' } }, 0],
    [{ kind: 'server-error', when: 'after', answer: 'empty' }, { status: 200, body: '' }, 1],
    [{ kind: 'clock-skew', skewMs: 1_200_000 }, { status: 400 }, 0],
    [{ kind: 'nonce-used' }, { status: 400 }, 1],
  ];

  test.each(broken)('%j is seen as %j after %i commits', async (fault, seen, count) => {
    const { site } = start({ faults: [{ match: { action: 'CreateVpc' }, fault }] });
    expect(await site.call(createVpc)).toMatchObject(seen as object);
    expect(commits(site)).toBe(count);
  });

  test('that damages the text damages what is read from it', async () => {
    const { site } = start({ faults: [{ fault: { kind: 'malformed', what: 'not-json' } }] });
    const outcome = await site.call(createVpc);
    if (outcome.kind !== 'answer') throw new Error(outcome.kind);
    expect(() => outcome.json()).toThrow(SyntaxError);
  });

  test('lets its time pass by the clock of the caller', async () => {
    const fault = { kind: 'slow', requestMs: 300, answerMs: 400, drip: { bytes: 1, everyMs: 1 } } as const;
    const { site, time } = start({ faults: [{ match: { action: 'CreateVpc' }, fault }] });
    let seen: string | undefined;
    const done = site.call(createVpc).then(({ kind }) => (seen = kind));
    await time.pass(299);
    expect(commits(site)).toBe(0);
    await time.pass(1);
    expect(commits(site)).toBe(1);
    await time.pass(400);
    expect(seen).toBeUndefined();
    await time.pass(10_000);
    expect(await done).toBe('answer');
  });
});

describe('a fork', () => {
  test('goes on as its origin does, from wherever it was made', async () => {
    const calls = await lifeOf(start().site);
    const { site, time } = start({ transitionMs: 50 });
    const forks: InProcessSite[] = [];
    for (const [index, request] of calls.entries()) {
      if (index % 8 === 0) forks.push(site.fork());
      const answer = await jsonOf(site, request);
      for (const fork of forks) expect(await jsonOf(fork, request)).toEqual(answer);
      await time.pass(30);
    }
    expect(forks.length).toBeGreaterThan(10);
    for (const fork of forks) expect(fork.inside.snapshot()).toEqual(site.inside.snapshot());
  });

  test('and its origin see nothing of what the other does', async () => {
    const { site, time } = start();
    await jsonOf(site, createVpc);
    const [here, there] = [site.fork(), site.fork()];
    const before = site.inside.snapshot();
    await lifeOf(here);
    here.inside.faults.add({ fault: { kind: 'quota' }, times: 'always' });
    there.inside.reset();
    await time.pass(10_000);
    expect(site.inside.snapshot()).toEqual(before);
    expect(site.inside.faults.list()).toEqual([]);
    expect(await countOf(site)).toBe(1);
    expect(await countOf(there)).toBe(0);
    await jsonOf(site, { ...createVpc, parameters: { CidrBlock: '10.0.0.0/8' } });
    expect(commits(here)).toBe(2);
    expect(here.inside.ledger().length).toBeGreaterThan(50);
  });

  test('shows what depends on others as it is there', async () => {
    const { site } = start();
    const VpcId = at(await jsonOf(site, createVpc), 'VpcId');
    const switchesIn = async (of: InProcessSite): Promise<unknown> =>
      at(await jsonOf(of, listVpcs), 'Vpcs.Vpc.0.VSwitchIds.VSwitchId');
    expect(await switchesIn(site)).toEqual([]);
    const fork = site.fork();
    const parameters = { VpcId, CidrBlock: '10.0.1.0/24', ZoneId: 'cn-shanghai-l' };
    const made = await jsonOf(fork, { ...createVpc, action: 'CreateVSwitch', parameters });
    expect(await switchesIn(fork)).toEqual([at(made, 'VSwitchId')]);
    expect(await switchesIn(site)).toEqual([]);
    const gone = { VSwitchId: at(made, 'VSwitchId') };
    await jsonOf(fork, { ...createVpc, action: 'DeleteVSwitch', parameters: gone });
    expect(await switchesIn(fork)).toEqual([]);
  });

  test('remembers client tokens', async () => {
    const { site } = start();
    const first = at(await jsonOf(site, createVpc), 'VpcId');
    const fork = site.fork();
    expect(at(await jsonOf(fork, createVpc), 'VpcId')).toBe(first);
    await jsonOf(fork, { ...createVpc, parameters: { ...createVpc.parameters, ClientToken: 'other' } });
    expect([commits(site), commits(fork)]).toEqual([1, 2]);
  });

  test('counts on where the rules stood', async () => {
    const match = { action: 'CreateVpc', nth: 3 };
    const { site } = start({ faults: [{ match, fault: { kind: 'quota' } }] });
    const parameters = { CidrBlock: '10.0.0.0/8' };
    for (let call = 0; call < 2; call += 1) await jsonOf(site, { ...createVpc, parameters });
    const fork = site.fork();
    for (const each of [fork, site]) {
      expect(at(await jsonOf(each, { ...createVpc, parameters }), 'Code')).toBe('QuotaExceeded');
      expect(at(await jsonOf(each, { ...createVpc, parameters }), 'Code')).toBeUndefined();
    }
  });

  test('draws the same lots as its origin', async () => {
    const fault = { kind: 'throttling' } as const;
    const { site } = start({ faults: [{ fault, times: 'always', chance: 0.5, seed: 3 }] });
    const lots = async (of: InProcessSite): Promise<readonly unknown[]> => {
      const seen: unknown[] = [];
      for (let call = 0; call < 20; call += 1) seen.push(at(await jsonOf(of, listVpcs), 'Code'));
      return seen;
    };
    await lots(site);
    const fork = site.fork();
    const seen = await lots(site);
    expect(new Set(seen).size).toBe(2);
    expect(await lots(fork)).toEqual(seen);
  });

  test('reads as late as its origin', async () => {
    const fault = { kind: 'stale-reads', reads: 3 } as const;
    const { site } = start({ faults: [{ match: { action: 'CreateVpc' }, fault }] });
    await jsonOf(site, createVpc);
    expect(await countOf(site)).toBe(0);
    const fork = site.fork();
    for (const each of [fork, site])
      expect([await countOf(each), await countOf(each), await countOf(each)]).toEqual([0, 0, 1]);
  });

  test('keeps what was held until its own rule ends', async () => {
    const { site, time } = start({ transitionMs: 10, faults: [{ fault: { kind: 'stuck' } }] });
    await jsonOf(site, createVpc);
    const fork = site.fork();
    fork.inside.faults.clear();
    await time.pass(1000);
    const statusIn = (of: InProcessSite): unknown =>
      of.inside.snapshot().resources.find((each) => each.kind === 'vpc')?.status;
    expect([statusIn(site), statusIn(fork)]).toEqual(['Pending', 'Available']);
  });

  test.each<readonly [FaultRule['fault'], number]>([
    [{ kind: 'late-commit', afterMs: 1000 }, 1],
    [{ kind: 'slow', requestMs: 1000 }, 1],
    [{ kind: 'duplicate', afterMs: 1000 }, 2],
  ])('is met by what was on its way: %j', async (fault, count) => {
    const { site, time } = start({ faults: [{ fault, match: { action: 'CreateVpc' } }] });
    // Without a token a second delivery is a second VPC.
    void site.call({ ...createVpc, parameters: { CidrBlock: '10.0.0.0/8' } });
    await time.pass(400);
    const fork = site.fork();
    site.stop();
    await time.pass(599);
    expect(commits(fork)).toBe(count - 1);
    await time.pass(1);
    expect(commits(fork)).toBe(count);
  });

  test('may live by a clock of its own', async () => {
    const { site } = start({ transitionMs: 1000 });
    await jsonOf(site, createVpc);
    const own = virtualTime();
    const fork = site.fork({ clock: own.clock, wait: own.wait });
    await own.pass(5000);
    const statusOf = async (of: InProcessSite): Promise<unknown> =>
      at(await jsonOf(of, listVpcs), 'Vpcs.Vpc.0.Status');
    expect([await statusOf(site), await statusOf(fork)]).toEqual(['Pending', 'Available']);
  });
});
