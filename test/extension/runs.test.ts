import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventsFile, readEvents, runRecords } from '../../src/extension/runs/record.ts';
import type { RunFacts } from '../../src/extension/runs/record.ts';
import { tail } from '../../src/extension/runs/tail.ts';

const facts: RunFacts = {
  uri: 'file:///a.hcnet',
  subcommand: 'apply',
  target: 'emulator',
  startedAt: '2026-01-01T00:00:00.000Z',
  pid: 7,
};

describe('a file that grows', () => {
  test('is read line by line, also one that is not there yet, whatever is written at a time', async () => {
    const file = path.join(await folderForTest(), 'events');
    const lines: string[] = [];
    const following = tail(file, (line) => lines.push(line));
    const long = '字'.repeat(60_000);
    const bytes = Buffer.from(`one\n${long}\nthree\n`);
    await appendFile(file, bytes.subarray(0, 2));
    // In the middle of a character, and of a line.
    await appendFile(file, bytes.subarray(2, 70_000));
    await expect.poll(() => lines).toEqual(['one']);
    await appendFile(file, bytes.subarray(70_000));
    await following.end();
    expect(lines).toEqual(['one', long, 'three']);
  });

  test('is read to its end by whoever stops following it', async () => {
    const file = path.join(await folderForTest(), 'events');
    const lines: string[] = [];
    const following = tail(file, (line) => lines.push(line));
    await writeFile(file, 'a\nb\nunfinished');
    await following.end();
    await appendFile(file, ' line\n');
    expect(lines).toEqual(['a', 'b']);
  });
});

describe('the record of a run', () => {
  test('is found by another window, and not by the one that watches the run', async () => {
    const root = path.join(await folderForTest(), 'runs');
    const mine = runRecords(root);
    expect(await mine.list()).toEqual([]);
    const folder = await mine.prepare();
    await mine.keep(folder, facts);
    expect(await mine.list()).toEqual([]);
    const other = runRecords(root);
    expect(await other.list()).toEqual([{ folder, ...facts }]);
    other.claim(folder);
    expect(await other.list()).toEqual([]);
    await mine.remove(folder);
    expect(await runRecords(root).list()).toEqual([]);
  });

  test('comes after those of earlier runs, and without those that cannot be read', async () => {
    const root = await folderForTest();
    const writing = runRecords(root);
    for (const startedAt of ['2026-01-02T00:00:00.000Z', '2026-01-01T00:00:00.000Z']) {
      await writing.keep(await writing.prepare(), { ...facts, startedAt });
    }
    await writeFile(path.join(await writing.prepare(), 'run.json'), '{"uri":"file:');
    await writing.prepare();
    const found = await runRecords(root).list();
    expect(found.map(({ startedAt }) => startedAt.slice(0, 10))).toEqual(['2026-01-01', '2026-01-02']);
  });

  test('holds what the run said, between whatever else was printed', async () => {
    const folder = await folderForTest();
    expect(await readEvents(folder)).toEqual([]);
    await writeFile(eventsFile(folder), 'warning: slow\n{"type":"note","message":"x"}\n{"type":"no');
    expect(await readEvents(folder)).toEqual([{ type: 'note', message: 'x' }]);
  });
});

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hcnet-runs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
