/** One line that a person types. */
import type { Shell } from './shell.ts';

/** `undefined` when the input ends. */
export function readLine({ input }: Shell): Promise<string | undefined> {
  const lines = input.lines();
  return new Promise<string | undefined>((resolve) => {
    lines.onLine((text) => {
      resolve(text.trim());
    });
    lines.onEnd(() => {
      resolve(undefined);
    });
  }).finally(lines.close);
}
