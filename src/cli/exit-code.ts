/** How a run of apply or destroy ends, for whoever started it. */
import type { ApplyReport } from '../cloud/apply/report.ts';
import type { ExitCode } from './run.ts';

export function exitCodeOf({ outcome, results }: ApplyReport): ExitCode {
  switch (outcome) {
    case 'done':
      return 0;
    case 'waiting':
      return 4;
    case 'cancelled':
      return 130;
    case 'failed': {
      const failed = results.filter(({ result }) => result === 'failed');
      // Only a person can tell which of several it is, and nothing goes on before.
      if (failed.some(({ failure }) => failure?.class === 'undecided')) return 7;
      if (failed.length > 0 && failed.every(({ failure }) => failure?.class === 'stale')) return 6;
      return results.some(({ result }) => result === 'done') ? 3 : 1;
    }
  }
}
