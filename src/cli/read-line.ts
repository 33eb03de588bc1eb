/** One line that a person types. */
import type { Shell } from './shell.ts';

/** `undefined` when the input ends, or the signal aborts. */
export function readLine({ input }: Shell, signal?: AbortSignal): Promise<string | undefined> {
  const lines = input.lines();
  return new Promise<string | undefined>((resolve) => {
    lines.onLine((text) => {
      resolve(text.trim());
    });
    const giveUp = (): void => {
      resolve(undefined);
    };
    lines.onEnd(giveUp);
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
  }).finally(lines.close);
}
