/** Chance that a seed decides. */
import { seededRandom } from '../../src/emulator/engine/random.ts';

export interface Chance {
  /** From 0 up to, and not including, 1. */
  readonly fraction: () => number;
  /** From `least` to `most`, both included. */
  readonly integer: (least: number, most: number) => number;
  readonly pick: <T>(values: readonly T[]) => T;
  readonly isHit: (share: number) => boolean;
}

export function chanceOf(seed: number): Chance {
  const fraction = seededRandom(seed);
  const integer = (least: number, most: number): number =>
    least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    integer,
    pick: (values) => {
      const value = values[integer(0, values.length - 1)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
    isHit: (share) => fraction() < share,
  };
}
