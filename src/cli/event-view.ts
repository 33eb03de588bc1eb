/** A run told to a program, one event a line; see protocol/run.ts. */
import type { RunEvent, ShownPlan, ShownStep } from '../protocol/run.ts';
import { listenForAnswers } from './answers.ts';
import type { IdentifiedPlan, RunView } from './run-view.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';

export function eventView(shell: Shell): RunView {
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
  };
  const answers = listenForAnswers(shell, stop);
  const forget = shell.onInterrupt(stop);
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
      answers.close();
    },
  };
}

/** Without what only the engine needs. */
function shownPlan(plan: IdentifiedPlan): ShownPlan {
  const { stack, target, account, identity, purpose, changes, problems, notes, pace, traffic, guards } = plan;
  const steps = plan.steps.map((step): ShownStep => {
    const { address, kind, action, title, reasons, source, instruction } = step;
    const { why, from, dependencies, afterRemovalOf, bills } = step;
    const about = { address, kind, action, title, reasons, source, instruction };
    return { ...about, why, from, dependencies, afterRemovalOf, bills };
  });
  const about = { stack, target, account, identity, purpose, changes };
  return { ...about, steps, problems, notes, pace, traffic, guards };
}
