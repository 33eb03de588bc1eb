/** Work that whoever watches can stop, and to which VS Code may hand secrets over. */
import { listenForAnswers } from './answers.ts';
import type { Handed } from './answers.ts';
import type { TargetOptions } from './cloud-target.ts';
import type { Shell } from './shell.ts';

export interface Watched {
  readonly handed: Handed | undefined;
  readonly signal: AbortSignal;
}

export async function whileWatched<T>(
  shell: Shell,
  { handover }: Pick<TargetOptions, 'handover'>,
  work: (watched: Watched) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
  };
  const answers = handover === true ? listenForAnswers(shell, { stop }) : undefined;
  const forget = shell.onInterrupt(stop);
  try {
    await answers?.handed.arrived;
    return await work({ handed: answers?.handed, signal: stopping.signal });
  } finally {
    forget();
    answers?.close();
  }
}
