/** Reads a file that another process writes, line by line as they come. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

export interface Tail {
  /** Reads what is there by now, and no more afterwards. */
  readonly end: () => Promise<void>;
}

const LOOK_EVERY_MS = 100;

/** The file need not be there yet. */
export function tail(file: string, onLine: (line: string) => void): Tail {
  const buffer = Buffer.alloc(64 * 1024);
  const decoder = new StringDecoder('utf8');
  let handle: FileHandle | undefined;
  let position = 0;
  let unfinished = '';
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = async () => {
    handle ??= await open(file, 'r').catch(() => undefined);
    for (;;) {
      const { bytesRead } = (await handle?.read({ buffer, position })) ?? { bytesRead: 0 };
      if (bytesRead === 0) return;
      position += bytesRead;
      const lines = (unfinished + decoder.write(buffer.subarray(0, bytesRead))).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  };
  const look = async () => {
    await read();
    if (!isOver) timer = setTimeout(next, LOOK_EVERY_MS);
  };
  let looking = Promise.resolve();
  const next = () => {
    looking = look();
  };
  next();
  return {
    end: async () => {
      isOver = true;
      clearTimeout(timer);
      await looking;
      await read();
      await handle?.close();
    },
  };
}
