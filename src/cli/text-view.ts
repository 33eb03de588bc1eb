/** A run told to a person, on a terminal or in the log of a CI system. */
import type { Approval } from '../cloud/apply/apply.ts';
import type { Guard } from '../cloud/plan/guards.ts';
import type { ApplyReport } from '../cloud/apply/report.ts';
import { changesText } from '../export/changes-text.ts';
import { planText } from '../export/plan-text.ts';
import { reportText } from '../export/report-text.ts';
import type { PlanTextOptions } from '../export/text-style.ts';
import { Failure } from './failure.ts';
import { fileNames } from './file-names.ts';
import { progressLines } from './progress.ts';
import type { IdentifiedPlan, RunView } from './run-view.ts';
import { readLine } from './read-line.ts';
import { colorsOf, line } from './shell.ts';
import type { Shell } from './shell.ts';

export function textView(shell: Shell): RunView {
  const stopping = new AbortController();
  const progress = progressLines(shell.err);
  let isAsking = false;
  const forget = shell.onInterrupt(() => {
    if (stopping.signal.aborted) shell.quit();
    stopping.abort();
    if (isAsking) return;
    progress.say('Stopping: what is on its way is finished and saved. Press Ctrl+C again to end at once.');
  });
  return {
    note: (message) => {
      line(shell.err, colorsOf(shell.err).dim(message));
    },
    plan: (plan) => {
      shell.out.write(planText(plan, styleOf(shell)));
    },
    approve: async (plan, guards) => {
      isAsking = true;
      try {
        return await approve(shell, plan, guards, stopping.signal);
      } finally {
        isAsking = false;
      }
    },
    progress: progress.show,
    end: (report: ApplyReport) => {
      progress.end();
      shell.out.write(reportText(report, styleOf(shell)));
    },
    // Told where all failures are told: see run.ts.
    failure: progress.end,
    signal: stopping.signal,
    close: () => {
      progress.end();
      forget();
    },
  };
}

export function styleOf({ out, cwd }: Shell): PlanTextOptions {
  const { bold, dim, green, yellow, red } = colorsOf(out);
  return {
    emphasis: { strong: bold, faint: dim, good: green, careful: yellow, bad: red },
    fileName: fileNames(cwd),
  };
}

/** Ctrl+C is a no. */
async function approve(
  shell: Shell,
  plan: IdentifiedPlan,
  guards: readonly Guard[],
  signal: AbortSignal,
): Promise<Approval> {
  if (!shell.input.isTerminal) {
    throw new Failure('nobody is at a terminal to approve this plan, so nothing was changed', {
      exitCode: 1,
      hint: 'Read the plan above, then run the same command with --auto-approve.',
    });
  }
  for (const { message } of guards) line(shell.err, colorsOf(shell.err).yellow(`careful: ${message}`));
  // What cannot be undone takes more than one key.
  const isGrave = plan.purpose === 'destroy' || guards.length > 0;
  const word = isGrave ? plan.stack : 'yes';
  const verb = plan.purpose === 'destroy' ? 'Destroy' : 'Apply';
  const { account, arn } = plan.identity;
  line(
    shell.err,
    `${verb} this on ${plan.target}, account ${account}, as ${arn}: ${changesText(plan.changes)}?`,
  );
  shell.err.write(`Type '${word}' to go on: `);
  if ((await readLine(shell, signal)) !== word) {
    // The question stands at the end of its line.
    if (signal.aborted) line(shell.err, '');
    return 'no';
  }
  return isGrave ? 'with-guards' : 'yes';
}
