import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultCatalog } from '../../src/emulator/faults/catalog.ts';

test('the page of the emulator lists every fault that its form offers', () => {
  const rows = readFileSync('docs/emulator.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| F\d+ /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const listed = rows.map(([, family, title, what, json = '']) => [
    family,
    title,
    what,
    json.replaceAll('`', ''),
  ]);
  expect(listed).toEqual(
    faultCatalog.map(({ family, title, what, example }) => [family, title, what, JSON.stringify(example)]),
  );
});
