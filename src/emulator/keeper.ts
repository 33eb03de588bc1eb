/** Keeps the state: one save at a time, the latest state wins, a failed save is reported and tried again with the next change. */
import type { EmulatorStorage, Logger } from './options.ts';

export interface Keeper {
  /** Something changed; it will be saved soon. */
  touch(): void;
  /** Resolves when everything touched so far is saved, or has failed to be. */
  flush(): Promise<void>;
}

/** A busy apply changes something every few milliseconds; writing everything each time would cost more than the calls. */
const restMs = 200;

export function keeper(storage: EmulatorStorage | undefined, text: () => string, logger: Logger): Keeper {
  let dirty = false;
  let running: Promise<void> | undefined;
  let hurry = new AbortController();

  async function drain(to: EmulatorStorage): Promise<void> {
    // Several changes of one moment become one save.
    await Promise.resolve();
    while (dirty) {
      dirty = false;
      await saveOnce(to, text(), logger);
      await rest(hurry.signal);
    }
    running = undefined;
  }

  return {
    touch() {
      if (storage === undefined) return;
      dirty = true;
      running ??= drain(storage);
    },
    async flush() {
      hurry.abort();
      await running;
      hurry = new AbortController();
    },
  };
}

/** Cut short when somebody wants the state kept now. */
function rest(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(stop, restMs);
    signal.addEventListener('abort', stop);
  });
}

async function saveOnce(storage: EmulatorStorage, text: string, logger: Logger): Promise<void> {
  try {
    await storage.save(text);
  } catch (error) {
    logger.error(
      `The emulator could not save its state: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
