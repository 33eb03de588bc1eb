/** Joins all that has a hold on one call to what the gateway lets them do. */
import { seededRandom } from '../engine/random.ts';
import type { Touch } from '../delivery/gateway.ts';
import type { Force, ForeignHand } from './effects.ts';
import type { Shadows } from './shadows.ts';

export interface TouchParts {
  readonly cloud: ForeignHand;
  readonly shadows: Shadows;
  readonly clock: () => number;
}

export function touchOf({ cloud, shadows, clock }: TouchParts, forces: readonly Force[]): Touch {
  return {
    hits: forces.flatMap(({ source, kind }) => (kind === undefined ? [] : [source])),
    before: (call) => {
      for (const { effects } of forces) {
        effects.before?.(call, cloud);
        const refused = effects.refuse?.(call);
        if (refused !== undefined) throw refused;
      }
    },
    hooks: {
      forgetsToken: forces.some(({ effects }) => effects.forgetsToken === true),
      changes: (changes, world) =>
        forces.reduce((done, { effects }) => effects.changes?.(done, world) ?? done, changes),
      committed: (done) => {
        const now = clock();
        for (const { source, effects, seed } of forces) {
          const cast = effects.shadows?.(done, now, seededRandom(seed)) ?? [];
          for (const shadow of cast) shadows.add(source, shadow, now);
        }
      },
    },
    after: (body) => {
      const refused = forces.map(({ effects }) => effects.refuseAfter?.()).find((each) => each !== undefined);
      if (refused !== undefined) throw refused;
      return forces.reduce((done, { effects }) => effects.answer?.(done) ?? done, body);
    },
  };
}
