/** Keeps the figures of a campaign in docs/reliability.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { tableOf, type Row } from './table.ts';
import { sentence, type Tally } from './tally.ts';

const page = new URL('../../docs/reliability.md', import.meta.url);
const [begin, end] = ['<!-- figures -->', '<!-- end of figures -->'] as const;

export async function keepFigures(rows: readonly Row[], all: Tally): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/reliability.md has no ${begin}`);
  const kept = `\n\n${tableOf(rows)}\n\n**${sentence(all)}.**\n\n`;
  await writeFile(page, `${before}${begin}${kept}${end}${after}`);
}
