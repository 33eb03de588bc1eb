import { describe, expect, test } from 'vitest';
import { newCrowds } from '../../../src/cloud/look/crowds.ts';
import { newPaces } from '../../../src/cloud/look/paces.ts';
import { realTiming } from '../../../src/cloud/timing.ts';

describe('looks at what is on its way', () => {
  const paces = () =>
    newPaces({
      clock: { now: () => 0, sleep: () => Promise.resolve() },
      random: { uuid: () => '', fraction: () => 0.5 },
      timing: realTiming,
    });

  test('come at growing distances where nothing is known, never more than a quarter of a minute apart', () => {
    const { expected, pause } = paces();
    expect(expected('vpc ready')).toBeUndefined();
    expect([2_000, 20_000, 60_000, 600_000].map((elapsed) => pause('vpc ready', elapsed))).toEqual([
      500, 2_500, 7_500, 15_000,
    ]);
  });

  test('come shortly before the shortest time that such a thing took, and then at short distances', () => {
    const { expected, pause, took } = paces();
    took('vpc ready', 9_000);
    took('vpc ready', 8_000);
    took('vpc ready', 10_000);
    expect(expected('vpc ready')).toBe(7_600);
    expect(pause('vpc ready', 5_000)).toBe(2_600);
    expect(pause('vpc ready', 7_600)).toBe(400);
    expect(pause('vpc ready', 30_000)).toBe(3_750);
    expect(expected('vswitch ready')).toBeUndefined();
  });

  test('are never put off by nothing, so that time goes on', () => {
    const { pause, took } = paces();
    took('vpc ready', 0.3);
    for (const elapsed of [0, 0.1, 0.2849999999, 0.3]) expect(pause('vpc ready', elapsed)).toBeGreaterThan(0);
  });
});

describe('a look at all costs less than looks at each', () => {
  function crowds() {
    let now = 0;
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    return { ...newCrowds({ clock }), wait: (ms: number) => (now += ms) };
  }

  test('when more are looked at than the list has pages', () => {
    const { isCrowded } = crowds();
    const pages = { size: 120, onPage: 50 };
    expect(['a', 'b', 'c', 'd'].map((each) => isCrowded('all', each, pages))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('not when one is looked at again and again, nor when the others have long been seen', () => {
    const { isCrowded, wait } = crowds();
    const pages = { size: 10, onPage: 50 };
    expect(['a', 'a', 'a'].map((each) => isCrowded('all', each, pages))).toEqual([false, false, false]);
    wait(5_000);
    expect(isCrowded('all', 'b', pages)).toBe(false);
    expect(isCrowded('all', 'c', pages)).toBe(true);
  });
});
