/** A run told to a program, one event a line; see protocol/run.ts. */
import type { RunAnswer, RunEvent, ShownPlan, ShownStep } from '../protocol/run.ts';
import { listenForAnswers } from './answers.ts';
import type { IdentifiedPlan, RunView } from './run-view.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';
import { watchStopFile } from './stop-file.ts';

/** @param detached the folder of a run that goes on when nobody watches it any more */
export function eventView(shell: Shell, detached?: string): RunView {
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
  };
  const hangUp = (answer: RunAnswer | undefined) => {
    if (detached === undefined || answer?.type !== 'approve') stop();
  };
  const answers = listenForAnswers(shell, { stop, hangUp });
  const forget = shell.onInterrupt(stop);
  const endWatch = detached === undefined ? undefined : watchStopFile(detached, stop);
  const emit = (event: RunEvent) => {
    line(shell.out, JSON.stringify(event));
  };
  return {
    note: (message) => {
      emit({ type: 'note', message });
    },
    plan: (plan) => {
      emit({ type: 'plan', plan: shownPlan(plan) });
    },
    approve: async () => {
      emit({ type: 'question' });
      const answer = await answers.decision;
      if (answer.type !== 'approve') return 'no';
      return answer.guards === true ? 'with-guards' : 'yes';
    },
    progress: (progress) => {
      emit({ type: 'progress', progress });
    },
    end: (report) => {
      emit({ type: 'end', report });
    },
    failure: ({ message, hint, missingSecrets }) => {
      emit({ type: 'failure', message, hint, missingSecrets });
    },
    handed: answers.handed,
    signal: stopping.signal,
    close: () => {
      forget();
      endWatch?.();
      answers.close();
    },
  };
}

/** Without what only the engine needs. */
function shownPlan(plan: IdentifiedPlan): ShownPlan {
  const { stack, target, account, identity, purpose, changes, problems, notes, pace, traffic, guards } = plan;
  const steps = plan.steps.map((step): ShownStep => {
    const { address, kind, action, title, reasons, source, instruction } = step;
    const { why, from, dependencies, afterRemovalOf, afterMakingOf, bills } = step;
    const about = { address, kind, action, title, reasons, source, instruction };
    return { ...about, why, from, dependencies, afterRemovalOf, afterMakingOf, bills };
  });
  const about = { stack, target, account, identity, purpose, changes };
  return { ...about, steps, problems, notes, pace, traffic, guards };
}
