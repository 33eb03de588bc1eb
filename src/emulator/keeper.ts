/** Keeps the state: one save at a time, the latest state wins, a failed save is reported and tried again with the next change. */
import type { EmulatorStorage, Logger } from './options.ts';

export interface Keeper {
  /** Something changed; it will be saved soon. */
  touch(): void;
  /** Resolves when everything touched so far is saved, or has failed to be. */
  flush(): Promise<void>;
}

export function keeper(storage: EmulatorStorage | undefined, text: () => string, logger: Logger): Keeper {
  let dirty = false;
  let running: Promise<void> | undefined;

  async function drain(to: EmulatorStorage): Promise<void> {
    // Several changes of one moment become one save.
    await Promise.resolve();
    while (dirty) {
      dirty = false;
      await saveOnce(to, text(), logger);
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
      await running;
    },
  };
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
