/** Disks that have no hard links, or no room: what the files of a stack come to there. */
import { readdir } from 'node:fs/promises';
import type * as FileSystem from 'node:fs/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openFileStore } from '../../src/cli/file-store.ts';
import { beginJournal } from '../../src/cloud/store/journals.ts';
import { folderWith } from './support.ts';

type Open = (...args: Parameters<typeof FileSystem.open>) => Promise<FileSystem.FileHandle>;

const disk = vi.hoisted(() => ({
  /** What `link` answers; `undefined`: it makes one. */
  link: undefined as string | undefined,
  /** What `open` answers to those who create a file of that name. */
  create: undefined as { readonly name: string; readonly code: string } | undefined,
  /** Bytes that still fit. */
  room: Infinity,
}));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FileSystem>();
  const failure = (code: string): Error => Object.assign(new Error(code), { code });
  const open: Open = async (file, flags, mode) => {
    const { create } = disk;
    if (create !== undefined && flags === 'wx' && String(file).endsWith(create.name))
      throw failure(create.code);
    const handle = await real.open(file, flags, mode);
    const write = handle.write.bind(handle) as (
      bytes: Buffer,
      from: number,
      length: number,
      at: number | null,
    ) => Promise<{ bytesWritten: number; buffer: Buffer }>;
    /** As a disk does: what still fits is taken without a word, and the next is refused. */
    const writeSome: typeof write = async (bytes, from, length, at) => {
      if (length > 0 && disk.room === 0) throw failure('ENOSPC');
      const fitting = Math.min(length, disk.room);
      disk.room -= fitting;
      return write(bytes, from, fitting, at);
    };
    const writeFile = async (text: string): Promise<void> => {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length;)
        done += (await writeSome(bytes, done, bytes.length - done, null)).bytesWritten;
    };
    return Object.assign(handle, { write: writeSome, writeFile });
  };
  const link: typeof real.link = (from, to) =>
    disk.link === undefined ? real.link(from, to) : Promise.reject(failure(disk.link));
  return { ...real, open, link };
});

beforeEach(() => {
  disk.link = undefined;
  disk.create = undefined;
  disk.room = Infinity;
});

describe('a disk without room', () => {
  test('is noticed when space is reserved, and not when the journal is written', async () => {
    const journal = beginJournal(openFileStore(await folderWith()), 1);
    disk.room = 20_000;
    await expect(journal.reserve(50_000)).rejects.toThrow('the disk is full');
    disk.room = Infinity;
    await journal.reserve(50_000);
    await journal.close();
  });

  test('keeps no part of a state', async () => {
    const folder = await folderWith();
    disk.room = 5;
    await expect(openFileStore(folder).create('state.1.json', 'a whole state')).rejects.toThrow(
      'the disk is full',
    );
    expect(await readdir(folder)).toEqual([]);
  });
});

// On Windows, EPERM says that somebody holds the file.
const withoutLinks = process.platform === 'win32' ? ['EISDIR', 'ENOTSUP'] : ['EPERM', 'ENOTSUP'];

describe.each(withoutLinks)('a disk that answers %s to a hard link', (code) => {
  beforeEach(() => {
    disk.link = code;
  });

  test('keeps the files of a stack, each created once', async () => {
    const folder = await folderWith();
    const files = openFileStore(folder);
    expect(await files.create('state.1.json', 'one')).toBe(true);
    expect(await files.create('state.1.json', 'two')).toBe(false);
    expect(await files.read('state.1.json')).toBe('one');
    expect(await readdir(folder)).toEqual(['state.1.json']);
  });

  test('keeps no part of a state when it is full', async () => {
    const folder = await folderWith();
    const files = openFileStore(folder);
    // Room for the unfinished file, and for a part of the one that is created.
    disk.room = 'a whole state'.length + 5;
    await expect(files.create('state.1.json', 'a whole state')).rejects.toThrow('the disk is full');
    expect(await readdir(folder)).toEqual([]);
    disk.room = Infinity;
    expect(await files.create('state.1.json', 'a whole state')).toBe(true);
    expect(await files.read('state.1.json')).toBe('a whole state');
  });

  test('says what is not permitted', async () => {
    disk.create = { name: 'state.1.json', code: 'EACCES' };
    await expect(openFileStore(await folderWith()).create('state.1.json', 'one')).rejects.toThrow(
      'permission denied',
    );
  });
});
