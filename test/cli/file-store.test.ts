import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFileStore } from '../../src/cli/file-store.ts';
import { beginJournal, readJournals } from '../../src/cloud/store/journals.ts';
import { folderWith } from './support.ts';

describe('a journal on disk', () => {
  test('goes on behind the last whole line, and over what a power failure left behind it', async () => {
    const folder = await folderWith();
    const file = path.join(folder, 'journal.000001.jsonl');
    await writeFile(file, `first\nhalf a li\0\0\0\0stale line\n\0\0`);
    const files = openFileStore(folder);
    const journal = beginJournal(files, 1);
    await journal.append('second\n');
    expect((await readJournals(files))[0]?.text).toBe('first\nsecond\n');
    await journal.close();
    expect(await readFile(file, 'utf8')).toBe('first\nsecond\n');
  });

  test('that grows beyond what was reserved keeps every line', async () => {
    const folder = await folderWith();
    const files = openFileStore(folder);
    const journal = beginJournal(files, 1);
    await journal.reserve(10);
    await journal.append('a line longer than ten bytes\n');
    await journal.append('another one\n');
    await journal.close();
    expect((await readJournals(files))[0]?.text).toBe('a line longer than ten bytes\nanother one\n');
  });

  test('has its space on the disk before the first line', async () => {
    const folder = await folderWith();
    const journal = beginJournal(openFileStore(folder), 1);
    await journal.reserve(50_000);
    expect(await readFile(path.join(folder, journal.name))).toHaveLength(50_000);
    await journal.close();
  });

  test('of which a power failure kept only a part is read as far as it goes', async () => {
    const folder = await folderWith();
    const file = path.join(folder, 'journal.000001.jsonl');
    await appendFile(file, 'one\ntwo\nthree\n');
    const files = openFileStore(folder);
    for (let length = 14; length >= 0; length -= 1) {
      await truncate(file, length);
      expect((await readJournals(files))[0]?.text).toBe('one\ntwo\nthree\n'.slice(0, length));
    }
  });
});
