/** Stops a run from outside: whoever has lost its standard input puts a file beside the record of its events. */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** In the folder of a detached run; see protocol/run.ts. */
const STOP_FILE = 'stop';

const LOOK_EVERY_MS = 500;

/** Calls back once, when the file is there. @returns ends the watching */
export function watchStopFile(folder: string, stop: () => void): () => void {
  const file = path.join(folder, STOP_FILE);
  const timer = setInterval(() => {
    if (!existsSync(file)) return;
    clearInterval(timer);
    stop();
  }, LOOK_EVERY_MS);
  // It keeps no run alive that has nothing left to do.
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
