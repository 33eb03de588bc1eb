/** The figures of a campaign. */
import { isSound } from './oracle.ts';
import type { Played } from './jobs.ts';

export interface Tally {
  readonly runs: number;
  readonly orphans: number;
  readonly duplicates: number;
  /** Runs after which anything is not as it should be. */
  readonly unconverged: number;
}

export const nothing: Tally = { runs: 0, orphans: 0, duplicates: 0, unconverged: 0 };

export function counted({ runs, orphans, duplicates, unconverged }: Tally, { verdict }: Played): Tally {
  return {
    runs: runs + 1,
    orphans: orphans + verdict.orphans.length,
    duplicates: duplicates + verdict.duplicates.length,
    unconverged: unconverged + (isSound(verdict) ? 0 : 1),
  };
}

export function sentence({ runs, orphans, duplicates, unconverged }: Tally): string {
  return `${runs} runs, ${orphans} orphans, ${duplicates} duplicates, ${unconverged} unconverged`;
}

export function isClean({ orphans, duplicates, unconverged }: Tally): boolean {
  return orphans + duplicates + unconverged === 0;
}
