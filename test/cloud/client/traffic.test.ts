/** How many calls are sent, and when: in virtual time. */
import { describe, expect, test } from 'vitest';
import { bucket } from '../../../src/cloud/client/bucket.ts';
import type { CloudContext, CloudRequest } from '../../../src/cloud/context.ts';
import { accountLimit, actionLimit, productLimit } from '../../../src/cloud/client/rates.ts';
import { politely } from '../../../src/cloud/client/traffic.ts';
import { refusal, slowly, type Slow } from '../support/slow.ts';

const request = (action: string, product: CloudRequest['product'] = 'vpc'): CloudRequest => ({
  product,
  action,
  region: 'cn-shanghai',
  parameters: {},
});

/** Sends it, and tells when it was sent; what comes of it does not matter. */
async function send({ time, context, arrived }: Slow, what: CloudRequest): Promise<number> {
  await time.finish(context.client.call(what).catch(() => undefined));
  return arrived.at(-1)?.at ?? -1;
}

function polite(slow: Slow): Slow {
  return { ...slow, context: politely(slow.context) };
}

/** So many callers who call again as soon as they are answered. */
async function crowd({ time, context }: Slow, callers: number, ms: number): Promise<void> {
  const until = time.now + ms;
  const caller = async (): Promise<void> => {
    while (time.now < until) await context.client.call(request('CreateVpc')).catch(() => undefined);
  };
  await time.finish(Promise.all(Array.from({ length: callers }, caller)));
}

function perSecond({ arrived }: Slow, second: number): number {
  return arrived.filter(({ at }) => Math.floor(at / 1000) === second).length;
}

describe('calls of one action', () => {
  test('are few at first, twice as many with each second, and never more than is right', async () => {
    const slow = polite(slowly());
    await crowd(slow, 50, 12_000);
    for (const second of [0, 1, 2, 3]) {
      // The burst at the beginning comes on top.
      expect(perSecond(slow, second)).toBeGreaterThanOrEqual(0.85 * 5 * 2 ** second);
      expect(perSecond(slow, second)).toBeLessThanOrEqual(5 * 2 ** second + 3);
    }
    const most = actionLimit('CreateVpc', undefined).most;
    for (const second of [6, 7, 8, 9, 10]) {
      expect(perSecond(slow, second)).toBeGreaterThan(most * 0.9);
      expect(perSecond(slow, second)).toBeLessThanOrEqual(most + 1);
    }
  });

  test('come to as many as the cloud takes, of which it refuses few', async () => {
    const taken = 20;
    let inSecond = { second: -1, count: 0 };
    const cloud = (_request: CloudRequest, at: number): Record<string, never> => {
      const second = Math.floor(at / 1000);
      inSecond = { second, count: inSecond.second === second ? inSecond.count + 1 : 1 };
      if (inSecond.count > taken) throw refusal('throttled', 'Throttling.Api');
      return {};
    };
    const slow = polite(slowly(cloud));
    await crowd(slow, 50, 120_000);
    const late = slow.arrived.filter(({ at }) => at > 20_000 && at < 120_000).length / 100;
    expect(late).toBeGreaterThan(taken * 0.5);
    expect(late).toBeLessThan(taken * 1.1);
  });
});

describe('a bucket', () => {
  const times = async (
    { time, context }: Slow,
    take: () => Promise<void>,
    count: number,
  ): Promise<number[]> => {
    const begun = context.clock.now();
    const at: number[] = [];
    for (let each = 0; each < count; each += 1) {
      await time.finish(take());
      at.push(context.clock.now() - begun);
    }
    return at;
  };
  const fresh = (context: CloudContext) => bucket(context, { perSecond: 10, most: 10 });

  test('gives out turns at even distances, in the order of asking, after a short burst', async () => {
    const slow = slowly();
    const { take } = fresh(slow.context);
    expect(await times(slow, take, 6)).toEqual([0, 0, 0, 50, 150, 250]);
    const order: number[] = [];
    await slow.time.finish(Promise.all([1, 2, 3].map((each) => take().then(() => order.push(each)))));
    expect(order).toEqual([1, 2, 3]);
  });

  test('keeps nobody waiting for as long as more urgent ones come', async () => {
    const slow = slowly();
    const { take } = fresh(slow.context);
    let isOver = false;
    const urgent = async (): Promise<void> => {
      while (!isOver) await take(5);
    };
    const others = [urgent(), urgent(), urgent()];
    const begun = slow.time.now;
    await slow.time.finish(take(0));
    isOver = true;
    await slow.time.finish(Promise.all(others));
    expect(slow.time.now - begun).toBeLessThan(12_000);
  });

  test('goes to the most urgent of those who wait', async () => {
    const slow = slowly();
    const { take } = fresh(slow.context);
    await times(slow, take, 4);
    const order: number[] = [];
    const takers = [1, 0, 7, 5, 7.5, 5.5].map((each) => take(Math.floor(each)).then(() => order.push(each)));
    await slow.time.finish(Promise.all(takers));
    expect(order).toEqual([7, 7.5, 5, 5.5, 1, 0]);
  });

  test('is half as quick after a refusal, and once for all that come together', async () => {
    const slow = slowly();
    const { take, tooMuch } = fresh(slow.context);
    await times(slow, take, 4);
    tooMuch(undefined);
    tooMuch(undefined);
    tooMuch(undefined);
    const [first = 0, second = 0, third = 0] = await times(slow, take, 3);
    expect([second - first, third - second]).toEqual([200, 200]);
  });

  test('is never slower than one call in five seconds', async () => {
    const slow = slowly();
    const { take, tooMuch } = fresh(slow.context);
    for (let refusals = 0; refusals < 20; refusals += 1) {
      await slow.time.pass(1_500);
      tooMuch(undefined);
    }
    const [first = 0, second = 0] = await times(slow, take, 3).then((all) => all.slice(1));
    expect(second - first).toBe(5_000);
  });

  test('gets quicker again, by a tenth in ten seconds', async () => {
    const slow = slowly();
    const { take, tooMuch } = fresh(slow.context);
    tooMuch(undefined);
    await slow.time.pass(10_000);
    const at = await times(slow, take, 6);
    expect((at[5] ?? 0) - (at[4] ?? 0)).toBeCloseTo(1000 / 5.5, 0);
  });

  test('is left alone by those as well who wait already', async () => {
    const slow = slowly();
    const { take, tooMuch } = fresh(slow.context);
    const begun = slow.time.now;
    const waiting = Array.from({ length: 10 }, () => take().then(() => slow.time.now - begun));
    slow.time.after(100, () => {
      tooMuch(7_000);
    });
    const at = await slow.time.finish(Promise.all(waiting));
    expect(at.filter((each) => each > 100 && each < 7_000)).toEqual([]);
    expect(at.filter((each) => each >= 7_000).length).toBeGreaterThan(4);
  });

  test('is left alone for as long as the cloud asks, and a little longer', async () => {
    const slow = slowly();
    const { take, tooMuch } = fresh(slow.context);
    tooMuch(7_000);
    const [first = 0] = await times(slow, take, 1);
    expect(first).toBeGreaterThanOrEqual(7_000);
    expect(first).toBeLessThanOrEqual(8_400);
  });
});

describe('what the cloud refuses as too much', () => {
  /** The first call is refused. */
  const refusing = (code: string): Slow => {
    let calls = 0;
    return polite(
      slowly(() => {
        calls += 1;
        if (calls === 1) throw refusal('throttled', code, 5_000);
        return {};
      }),
    );
  };

  test('of the whole account slows everything', async () => {
    const slow = refusing('Throttling.User');
    await send(slow, request('CreateVpc'));
    expect(await send(slow, request('ListTransitRouters', 'cbn'))).toBeGreaterThanOrEqual(5_000);
  });

  test.each(['Throttling', 'Throttling.Api', 'SystemBusy'])('by %s slows that action alone', async (code) => {
    const slow = refusing(code);
    await send(slow, request('CreateVpc'));
    expect(await send(slow, request('CreateVSwitch'))).toBe(0);
    expect(await send(slow, request('ListTransitRouters', 'cbn'))).toBe(0);
    expect(await send(slow, request('CreateVpc'))).toBeGreaterThanOrEqual(5_000);
  });
});

describe('a service from which nothing but failures comes', () => {
  /** Of which these calls fail, counted from 1. */
  const failing = (fails: (call: number) => boolean): Slow => {
    let calls = 0;
    return polite(
      slowly(({ product }) => {
        if (product === 'vpc') calls += 1;
        if (product === 'vpc' && fails(calls)) throw refusal('not-sent', '');
        return {};
      }),
    );
  };
  const repeat = async (slow: Slow, count: number): Promise<void> => {
    for (let call = 0; call < count; call += 1) await send(slow, request(`DescribeThing${call}`));
  };

  test('is left alone for half a minute, and others are not; then it is called again', async () => {
    const slow = failing((call) => call <= 10);
    await repeat(slow, 10);
    const last = slow.arrived.at(-1)?.at ?? 0;
    expect(slow.warnings).toEqual(['vpc does not answer; pausing for 30 s']);
    expect(await send(slow, request('ListTransitRouters', 'cbn'))).toBe(last);
    expect(await send(slow, request('DescribeVpcs'))).toBe(last + 30_000);
    expect(await send(slow, request('DescribeVSwitches'))).toBe(last + 30_000);
  });

  test('is not given up for failures that an answer interrupts', async () => {
    const slow = failing((call) => call !== 10);
    await repeat(slow, 19);
    expect(slow.warnings).toEqual([]);
    await repeat(slow, 1);
    expect(slow.warnings).toHaveLength(1);
  });

  test('is not given up for refusals, which are answers', async () => {
    const slow = polite(
      slowly(() => {
        throw refusal('invalid', 'InvalidParameter');
      }),
    );
    await repeat(slow, 30);
    expect(slow.warnings).toEqual([]);
  });
});

test('what is asked before a call is asked when its turn has come, and a no keeps it here', async () => {
  const slow = polite(slowly());
  const { time, context, arrived } = slow;
  const asked: number[] = [];
  let isAllowed = true;
  const before = (): Promise<void> => {
    asked.push(arrived.length);
    return isAllowed ? Promise.resolve() : Promise.reject(new Error('not any more'));
  };
  const calls = Array.from({ length: 4 }, () =>
    context.client.call({ ...request('CreateVpc'), before }).then(
      () => 'sent',
      () => 'kept',
    ),
  );
  time.after(100, () => (isAllowed = false));
  const results = await time.finish(Promise.all(calls));
  expect(results).toEqual(['sent', 'sent', 'kept', 'kept']);
  expect(asked).toEqual([0, 1, 2, 2]);
  expect(arrived).toHaveLength(2);
});

describe('limits', () => {
  test('that are published are approached from half of them', () => {
    expect(actionLimit('CreateTransitRouter', undefined)).toEqual({ perSecond: 1.5, most: 3 });
    expect(actionLimit('ListTransitRouters', undefined).most).toBeCloseTo(500 / 60);
  });

  test('that are unknown begin lower for what changes something', () => {
    const [read, write] = ['DescribeVpcs', 'CreateVpc'].map((action) => actionLimit(action, undefined));
    expect(read?.perSecond).toBeGreaterThan(write?.perSecond ?? 0);
    for (const action of ['ListThings', 'GetThing', 'CheckThing'])
      expect(actionLimit(action, undefined)).toEqual(read);
  });

  test('that are given count before what is known, the one of an action before that of all', () => {
    const own = { actions: { CreateTransitRouter: 20 }, action: 8, product: 30, account: 60 };
    expect(actionLimit('CreateTransitRouter', own)).toEqual({ perSecond: 10, most: 20 });
    expect(actionLimit('CreateCen', own)).toEqual({ perSecond: 4, most: 8 });
    expect(productLimit(own)).toEqual({ perSecond: 15, most: 30 });
    expect(accountLimit(own)).toEqual({ perSecond: 30, most: 60 });
  });

  test.each(['product', 'account'] as const)('of a %s hold for all its actions together', async (which) => {
    const slow = polite(
      slowly(undefined, { limits: { action: 1_000, product: 1_000, account: 1_000, [which]: 10 } }),
    );
    const calls = Array.from({ length: 60 }, (_each, index) =>
      slow.context.client.call(request(`DescribeThing${index}`)),
    );
    await slow.time.finish(Promise.all(calls));
    // Five in the first second and ten in each other one, but for the burst.
    expect(slow.arrived.at(-1)?.at).toBeGreaterThan(5_500);
  });
});
