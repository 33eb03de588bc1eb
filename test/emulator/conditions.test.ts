/** What holds for every call: how far away the cloud is, how much it takes, how late its replicas are, how long things last. */
import { describe, expect, test } from 'vitest';
import { createSite } from '../../src/emulator/in-process.ts';
import { at } from './client.ts';
import { jsonOf } from './life.ts';
import { virtualTime } from './virtual-time.ts';
import type { InProcessRequest, InProcessSite } from '../../src/emulator/in-process.ts';
import type { SiteOptions } from '../../src/emulator/options.ts';

const region = 'cn-shanghai';

function start(options: SiteOptions) {
  const time = virtualTime();
  return {
    time,
    site: createSite({ random: 1, transitionMs: 0, clock: time.clock, wait: time.wait, ...options }),
  };
}

function vpc(action: string, parameters: InProcessRequest['parameters'] = {}): InProcessRequest {
  return { product: 'vpc', action, region, parameters };
}

async function idsOf(site: InProcessSite): Promise<readonly unknown[]> {
  const vpcs = at(
    await jsonOf(site, vpc('DescribeVpcs', { PageSize: 50 })),
    'Vpcs.Vpc',
  ) as readonly unknown[];
  return vpcs.map((each) => at(each, 'VpcId'));
}

describe('latency', () => {
  test('delays each call, half of it before the cloud sees it', async () => {
    const { site, time } = start({ latencyMs: 200 });
    let isDone = false;
    const done = jsonOf(site, vpc('CreateVpc')).then(() => (isDone = true));
    await time.pass(99);
    expect(site.inside.snapshot().resources).toEqual([]);
    await time.pass(100);
    expect(site.inside.snapshot().resources).not.toEqual([]);
    expect(isDone).toBe(false);
    await time.pass(1);
    expect(await done).toBe(true);
  });
});

describe('a rate', () => {
  const refusedIn = async (site: InProcessSite, calls: number): Promise<number> => {
    let refused = 0;
    for (let call = 0; call < calls; call += 1) {
      const outcome = await site.call(vpc('DescribeVpcs'));
      if (outcome.kind !== 'answer' || outcome.status === 200) continue;
      expect(outcome.json()).toMatchObject({ Code: 'Throttling.User' });
      expect(outcome.headers).toMatchObject({ 'retry-after': '1' });
      refused += 1;
    }
    return refused;
  };

  test('lets so many calls through in a second, and says when to come again', async () => {
    const { site, time } = start({ rate: 10 });
    expect(await refusedIn(site, 15)).toBe(5);
    await time.pass(500);
    expect(await refusedIn(site, 15)).toBe(10);
    await time.pass(60_000);
    expect(await refusedIn(site, 15)).toBe(5);
  });

  test('below one lets a call through at times', async () => {
    const { site, time } = start({ rate: 0.5 });
    const asked: unknown[] = [];
    for (let call = 0; call < 8; call += 1) {
      const outcome = await site.call(vpc('DescribeVpcs'));
      if (outcome.kind === 'answer')
        asked.push(outcome.status === 200 ? 'taken' : outcome.headers['retry-after']);
      await time.pass(500);
    }
    expect(asked).toEqual(['taken', '2', '1', '1', 'taken', '2', '1', '1']);
  });

  test('is what is left of it in a fork', async () => {
    const { site } = start({ rate: 10 });
    expect(await refusedIn(site, 6)).toBe(0);
    const fork = site.fork();
    expect([await refusedIn(fork, 6), await refusedIn(site, 6)]).toEqual([2, 2]);
  });
});

describe('eventual consistency', () => {
  test('shows what is new when a replica has it, and everywhere in the end', async () => {
    const { site, time } = start({ consistencyMs: 10_000 });
    const id = at(await jsonOf(site, vpc('CreateVpc')), 'VpcId');
    const seen: number[] = [];
    for (let second = 0; second < 10; second += 1) {
      for (let read = 0; read < 20; read += 1) seen.push((await idsOf(site)).length);
      await time.pass(1000);
    }
    // Some replica had it while another had not, and more have it as time goes by.
    const per = (from: number): number => seen.slice(from, from + 60).reduce((sum, each) => sum + each, 0);
    expect(per(0)).toBeLessThan(per(140));
    expect(new Set(seen)).toEqual(new Set([0, 1]));
    for (let read = 0; read < 20; read += 1) expect(await idsOf(site)).toEqual([id]);
  });

  test('shows what is gone for a while after it went', async () => {
    const { site, time } = start({ consistencyMs: 10_000, transitionMs: 0 });
    const VpcId = at(await jsonOf(site, vpc('CreateVpc')), 'VpcId');
    await time.pass(10_000);
    await jsonOf(site, vpc('DeleteVpc', { VpcId }));
    const seen = new Set<number>();
    for (let read = 0; read < 40; read += 1) {
      seen.add((await idsOf(site)).length);
      await time.pass(200);
    }
    await time.pass(10_000);
    expect(seen).toEqual(new Set([0, 1]));
    expect(await idsOf(site)).toEqual([]);
  });

  test('shows one that is being deleted at most that long after its last moment', async () => {
    const { site, time } = start({ consistencyMs: 1000, transitionMs: 5000 });
    const CenId = at(
      await jsonOf(site, { product: 'cbn', action: 'CreateCen', region: '', parameters: {} }),
      'CenId',
    );
    await time.pass(10_000);
    const deletion = { product: 'cbn', action: 'DeleteCen', region: '', parameters: { CenId } } as const;
    await jsonOf(site, deletion);
    const statusesIn = async (ms: number): Promise<ReadonlySet<unknown>> => {
      const seen = new Set<unknown>();
      for (let passed = 0; passed < ms; passed += 50) {
        const list = await jsonOf(site, { ...deletion, action: 'DescribeCens', parameters: {} });
        seen.add(at(list, 'Cens.Cen.0.Status'));
        await time.pass(50);
      }
      return seen;
    };
    expect(await statusesIn(1000)).toEqual(new Set(['Active', 'Deleting']));
    expect(await statusesIn(4000)).toEqual(new Set(['Deleting']));
    expect(await statusesIn(1000)).toEqual(new Set(['Deleting', undefined]));
    expect(await statusesIn(1000)).toEqual(new Set([undefined]));
  });

  test('deceives no call that changes something', async () => {
    const { site } = start({ consistencyMs: 60_000 });
    for (let n = 0; n < 20; n += 1) {
      const VpcId = at(await jsonOf(site, vpc('CreateVpc')), 'VpcId');
      const change = await jsonOf(site, vpc('ModifyVpcAttribute', { VpcId, VpcName: `name-${n}` }));
      expect(at(change, 'Code')).toBeUndefined();
    }
  });

  test('never shows an older state after all replicas have the newer one', async () => {
    const { site, time } = start({ consistencyMs: 5000 });
    const VpcId = at(await jsonOf(site, vpc('CreateVpc', { VpcName: 'name-0' })), 'VpcId');
    await time.pass(5000);
    for (let n = 1; n < 6; n += 1) {
      await jsonOf(site, vpc('ModifyVpcAttribute', { VpcId, VpcName: `name-${n}` }));
      await time.pass(1000);
    }
    await time.pass(4000);
    for (let read = 0; read < 20; read += 1) {
      expect(at(await jsonOf(site, vpc('DescribeVpcs')), 'Vpcs.Vpc.0.VpcName')).toBe('name-5');
    }
  });
});

describe('how long a status lasts', () => {
  const readyAfter = async (options: SiteOptions, product: 'vpc' | 'cbn'): Promise<number> => {
    const { site, time } = start(options);
    const action = product === 'vpc' ? 'CreateVpc' : 'CreateCen';
    await jsonOf(site, { product, action, region: product === 'vpc' ? region : '', parameters: {} });
    const [made] = site.inside.snapshot().resources;
    return (made?.transition?.steps.at(-1)?.at ?? time.clock()) - time.clock();
  };

  test('is chosen for all kinds, and for one', async () => {
    const options = { transitionMs: 1000, transitionMsOf: { cen: 60_000 } };
    expect(await readyAfter(options, 'vpc')).toBe(1000);
    expect(await readyAfter(options, 'cbn')).toBe(60_000);
  });

  test('varies by chance, within its bounds and the same with the same seed', async () => {
    const with30Percent = (random: number) => readyAfter({ transitionMs: 1000, jitter: 0.3, random }, 'vpc');
    const times = await Promise.all(Array.from({ length: 40 }, (_, seed) => with30Percent(seed)));
    expect(new Set(times).size).toBeGreaterThan(20);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(700);
    expect(Math.max(...times)).toBeLessThanOrEqual(1300);
    expect(await with30Percent(7)).toBe(times[7]);
  });
});
