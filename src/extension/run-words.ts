/** What a run is doing, for its notification and for the status bar. */
import type { ShownProgress } from '../protocol/run.ts';
import type { Subcommand } from './runs/begin.ts';

export interface RunWords {
  readonly notification: string;
  readonly statusBar: string;
}

/** Whatever comes of it: before the answer to the question, every run only plans. */
export const planning: RunWords = { notification: 'Planning', statusBar: 'plan' };

export const waitingForAnswer: RunWords = {
  notification: 'Waiting for your answer; nothing is changed yet',
  statusBar: 'waits for your answer',
};

export const stopping = 'Stopping; what is on its way is finished and saved';

/** It was told to go ahead. */
export function atWork(subcommand: Subcommand): RunWords {
  return { notification: titles[subcommand], statusBar: subcommand };
}

export function howFar(subcommand: Subcommand, step: ShownProgress): RunWords {
  const { done, total, action, address, phase, message } = step;
  const why = phase === 'waiting' && message !== undefined ? ` waits: ${message}` : '';
  return {
    notification: `${titles[subcommand]}: ${done} of ${total}, ${action} ${address}${why}`,
    statusBar: `${subcommand} ${done}/${total}`,
  };
}

const titles: Readonly<Record<Subcommand, string>> = {
  plan: 'Planning',
  apply: 'Applying',
  destroy: 'Destroying',
};
