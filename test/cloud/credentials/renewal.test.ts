import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Credentials } from '../../../src/cloud/credentials/credentials.ts';
import { renewing } from '../../../src/cloud/credentials/renewal.ts';

const minute = 60_000;

/** A clock, and a place that gives keys of a certain life, or fails. */
interface Place {
  now: number;
  lifeMs: number | undefined;
  isOut: boolean;
  /** When it was asked. */
  readonly asked: number[];
  readonly source: ReturnType<typeof renewing>;
}

function place(lifeMs: number | undefined): Place {
  const asked: number[] = [];
  const here: Place = {
    now: 0,
    lifeMs,
    isOut: false,
    asked,
    source: renewing(
      {
        source: 'test',
        load: () => {
          asked.push(here.now);
          if (here.isOut) return Promise.reject(new Error('out'));
          return Promise.resolve(keyAt(here.now, here.lifeMs, asked.length));
        },
      },
      { now: () => here.now },
    ),
  };
  return here;
}

function keyAt(now: number, lifeMs: number | undefined, n: number): Credentials {
  const base = { accessKeyId: `k${String(n)}`, accessKeySecret: 's' };
  return lifeMs === undefined ? base : { ...base, expiresAt: now + lifeMs };
}

/** Moments at which a key is wanted, by the pauses between them. */
const pauses = fc.array(fc.integer({ min: 0, max: 20 * minute }), { minLength: 1, maxLength: 60 });

async function walk(here: Place, steps: readonly number[], each: (credentials: Credentials) => void) {
  for (const pause of steps) {
    here.now += pause;
    each(await here.source.current());
  }
}

describe('whatever the times at which keys are wanted,', () => {
  test('none is handed out with less than 15 minutes left, when those that are given live longer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: 720 }), pauses, async (life, steps) => {
        const here = place(life * minute);
        await walk(here, steps, ({ expiresAt = 0 }) => {
          expect(expiresAt - here.now).toBeGreaterThanOrEqual(15 * minute);
        });
      }),
    );
  });

  test('none is handed out after its end, however short those live that are given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 15 * minute }), pauses, async (lifeMs, steps) => {
        const here = place(lifeMs);
        await walk(here, steps, ({ expiresAt = 0 }) => {
          expect(expiresAt).toBeGreaterThan(here.now);
        });
      }),
    );
  });

  test('nobody is asked before it is needed, nor twice in a minute while the key is good', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), pauses, async (life, steps) => {
        const here = place(life * minute);
        await walk(here, steps, () => undefined);
        const gaps = here.asked.slice(1).map((at, index) => at - (here.asked[index] ?? 0));
        const least = Math.max(Math.min(life, 1), life - 15) * minute;
        for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  test('keys without an end are asked for once', async () => {
    await fc.assert(
      fc.asyncProperty(pauses, async (steps) => {
        const here = place(undefined);
        await walk(here, steps, ({ accessKeyId }) => {
          expect(accessKeyId).toBe('k1');
        });
        expect(here.asked).toHaveLength(1);
      }),
    );
  });

  test('a place that is out for a while costs nothing as long as the key is good', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: 60 }), pauses, async (life, steps) => {
        const here = place(life * minute);
        const { expiresAt = 0 } = await here.source.current();
        here.isOut = true;
        for (const pause of steps) {
          here.now += pause;
          const wanted = here.source.current();
          if (here.now < expiresAt) expect((await wanted).accessKeyId).toBe('k1');
          else await expect(wanted).rejects.toThrow('out');
        }
        here.isOut = false;
        here.now = Math.max(here.now, expiresAt);
        expect((await here.source.current()).expiresAt).toBe(here.now + life * minute);
      }),
    );
  });
});

describe('many at once', () => {
  test('that want a key lead to one question', async () => {
    const here = place(60 * minute);
    const keys = await Promise.all(Array.from({ length: 20 }, () => here.source.current()));
    here.now += 50 * minute;
    const later = await Promise.all(Array.from({ length: 20 }, () => here.source.current()));
    expect(here.asked).toEqual([0, 50 * minute]);
    expect(new Set([...keys, ...later].map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['k1', 'k2']));
  });

  test('whose key is refused lead to one question, and later ones get what was found', async () => {
    const here = place(60 * minute);
    const refused = await here.source.current();
    const found = await Promise.all(Array.from({ length: 20 }, () => here.source.renew(refused)));
    const late = await here.source.renew(refused);
    expect(here.asked).toHaveLength(2);
    expect(new Set([...found, late])).toEqual(new Set([await here.source.current()]));
  });

  test('a refusal of the new key leads to another', async () => {
    const here = place(60 * minute);
    const first = await here.source.current();
    const second = await here.source.renew(first);
    expect((await here.source.renew(second)).accessKeyId).toBe('k3');
  });
});

test('a failed look is no reason not to look again', async () => {
  const here = place(60 * minute);
  here.isOut = true;
  await expect(here.source.current()).rejects.toThrow('out');
  here.isOut = false;
  expect((await here.source.current()).accessKeyId).toBe('k2');
});

test('whoever keeps secrets out of logs is told of every key', async () => {
  const told: Credentials[] = [];
  const source = renewing(
    { source: 'test', load: () => Promise.resolve(keyAt(0, undefined, 1)) },
    { now: () => 0, onFound: (each) => told.push(each) },
  );
  await source.renew(await source.current());
  expect(told).toHaveLength(2);
});
