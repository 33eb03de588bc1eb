/** Joins the effects of all rules that hit one call to what the gateway lets them do. */
import { seededRandom } from '../engine/random.ts';
import type { Touch } from '../delivery/gateway.ts';
import type { ForeignHand } from './effects.ts';
import type { Hit } from './faults.ts';
import type { Shadows } from './shadows.ts';

export interface TouchParts {
  readonly cloud: ForeignHand;
  readonly shadows: Shadows;
  readonly clock: () => number;
}

export function touchOf({ cloud, shadows, clock }: TouchParts, hits: readonly Hit[]): Touch {
  return {
    before: (call) => {
      for (const { effects } of hits) {
        effects.before?.(call, cloud);
        const refused = effects.refuse?.(call);
        if (refused !== undefined) throw refused;
      }
    },
    hooks: {
      forgetsToken: hits.some(({ effects }) => effects.forgetsToken === true),
      changes: (changes, world) =>
        hits.reduce((done, { effects }) => effects.changes?.(done, world) ?? done, changes),
      committed: (done) => {
        for (const { rule, effects, nth } of hits) {
          const random = seededRandom(rule.seed + nth);
          for (const shadow of effects.shadows?.(done, clock(), random) ?? []) shadows.add(rule.id, shadow);
        }
      },
    },
    after: (body) => {
      const refused = hits.map(({ effects }) => effects.refuseAfter?.()).find((each) => each !== undefined);
      if (refused !== undefined) throw refused;
      return hits.reduce((done, { effects }) => effects.answer?.(done) ?? done, body);
    },
  };
}
