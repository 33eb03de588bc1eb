/** A file on disk that grows into space which was reserved for it. */
import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { LogFile } from '../cloud/file-store.ts';
import { codeOf } from './failure.ts';

interface Opened {
  readonly handle: FileHandle;
  /** Bytes that are written; behind them lies what is reserved. */
  end: number;
  size: number;
}

export function openLogFile(file: string, mode: number): LogFile {
  let opened: Promise<Opened> | undefined;
  const opening = (): Promise<Opened> => {
    opened ??= begin(file, mode);
    opened.catch(() => (opened = undefined));
    return opened;
  };
  return {
    read: () => written(file),
    reserve: async (bytes) => {
      const log = await opening();
      const missing = log.end + bytes - log.size;
      if (missing <= 0) return;
      await writeAll(log.handle, Buffer.alloc(missing), log.size);
      await log.handle.sync();
      log.size += missing;
    },
    append: async (text) => {
      const log = await opening();
      const bytes = Buffer.from(text);
      await writeAll(log.handle, bytes, log.end);
      await log.handle.datasync();
      log.end += bytes.length;
      log.size = Math.max(log.size, log.end);
    },
    close: async () => {
      const log = await opened;
      opened = undefined;
      if (log === undefined) return;
      try {
        await log.handle.truncate(log.end);
      } finally {
        await log.handle.close();
      }
    },
  };
}

/**
 * Goes on behind the last whole line. What a power failure left behind it is cut off: it was never acted upon, and
 * must not be taken for the continuation of what is written next.
 */
async function begin(file: string, mode: number): Promise<Opened> {
  const text = await written(file);
  const end = Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1));
  const handle = await openOrCreate(file, mode);
  await handle.truncate(end);
  return { handle, end, size: end };
}

async function openOrCreate(file: string, mode: number): Promise<FileHandle> {
  try {
    return await open(file, 'r+');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return open(file, 'wx+', mode);
  }
}

/** Up to the first NUL byte. */
async function written(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    const end = bytes.indexOf(0);
    return bytes.subarray(0, end < 0 ? bytes.length : end).toString('utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/** A disk that is nearly full takes a part of it, and refuses only the rest. */
async function writeAll(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
