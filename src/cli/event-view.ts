/** A run told to a program, one event a line; see protocol/run.ts. */
import type { Plan } from '../cloud/plan.ts';
import { parseRunAnswer } from '../protocol/run.ts';
import type { RunAnswer, RunEvent, ShownPlan } from '../protocol/run.ts';
import type { RunView } from './run-view.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';

export function eventView(shell: Shell): RunView {
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
  };
  const answers = listen(shell, stop);
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
      return (await answers.decision) === 'approve';
    },
    progress: (progress) => {
      emit({ type: 'progress', progress });
    },
    end: (report) => {
      emit({ type: 'end', report });
    },
    failure: ({ message, hint }) => {
      emit({ type: 'failure', message, hint });
    },
    signal: stopping.signal,
    close: () => {
      forget();
      answers.close();
    },
  };
}

/** Without what only the engine needs. */
function shownPlan(plan: Plan): ShownPlan {
  const { stack, target, account, purpose, changes, problems, notes } = plan;
  const steps = plan.steps.map(({ address, kind, action, title, reasons, source, instruction }) => ({
    address,
    kind,
    action,
    title,
    reasons,
    source,
    instruction,
  }));
  return { stack, target, account, purpose, changes, steps, problems, notes };
}

interface Answers {
  /** The first answer; `refuse` when the other side hangs up before it gave one. */
  readonly decision: Promise<RunAnswer['type']>;
  readonly close: () => void;
}

function listen({ input }: Shell, stop: () => void): Answers {
  const lines = input.lines();
  const decision = new Promise<RunAnswer['type']>((resolve) => {
    lines.onLine((text) => {
      const answer = parseRunAnswer(text);
      if (answer === undefined) return;
      resolve(answer.type);
      if (answer.type === 'cancel') stop();
    });
    lines.onEnd(() => {
      resolve('refuse');
      stop();
    });
  });
  return { decision, close: lines.close };
}
