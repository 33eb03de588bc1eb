import { describe, expect, test } from 'vitest';
import { beginJournal, readJournals } from '../../../src/cloud/store/journals.ts';
import { places } from '../support/places.ts';

describe.each(places)('files in $name', ({ start }) => {
  test('are created whole, by one of many that try', async () => {
    const open = await start();
    const texts = Array.from({ length: 20 }, (_each, index) => `text ${index}\n`.repeat(100));
    const results = await Promise.all(texts.map(async (text) => (await open()).create('a', text)));
    expect(results.filter(Boolean)).toHaveLength(1);
    const files = await open();
    expect(await files.read('a')).toBe(texts[results.indexOf(true)]);
    expect(await files.create('a', 'late')).toBe(false);
    expect(await files.list()).toEqual(['a']);
  });

  test('that are not there read as nothing, and are removed without complaint', async () => {
    const files = await (await start())();
    expect(await files.read('a')).toBeUndefined();
    expect(await files.log('b').read()).toBe('');
    expect(await files.list()).toEqual([]);
    await files.remove('a');
  });

  test('are listed once each, logs as well, until they are removed', async () => {
    const open = await start();
    const files = await open();
    await files.create('a', '1');
    await files.create('ab', '2');
    const log = files.log('abc');
    await log.append('one\n');
    await log.append('two\n');
    await log.close();
    const others = await open();
    expect([...(await others.list())].sort()).toEqual(['a', 'ab', 'abc']);
    await others.remove('a');
    await others.remove('abc');
    expect(await files.list()).toEqual(['ab']);
    expect(await files.log('abc').read()).toBe('');
    expect(await files.create('a', 'again')).toBe(true);
  });
});

describe.each(places)('a journal in $name', ({ start }) => {
  test('is read back in the order in which it was written, also by many writers at once', async () => {
    const open = await start();
    const files = await open();
    const journal = beginJournal(files, 7);
    await journal.reserve(4096);
    const lines = Array.from({ length: 300 }, (_each, index) => `line ${index} größer\n`);
    await Promise.all(lines.map((line) => journal.append(line)));
    const expected = [{ name: 'journal.000007.jsonl', text: lines.join('') }];
    expect(await readJournals(await open())).toEqual(expected);
    await journal.close();
    expect(await readJournals(files)).toEqual(expected);
  });

  test('goes on behind what is there when it is opened again', async () => {
    const open = await start();
    const first = (await open()).log('journal');
    await first.append('one\n');
    await first.append('two\n');
    await first.close();
    const second = (await open()).log('journal');
    await second.append('three\n');
    await second.close();
    expect(await (await open()).log('journal').read()).toBe('one\ntwo\nthree\n');
  });
});
