/** The figures of a campaign as a Markdown table. */
import type { Tally } from './tally.ts';

export interface Row {
  /** `F7`, `create of 80`, `real processes`. */
  readonly group: string;
  /** Points that the undisturbed run passes. */
  readonly points?: number;
  /** Those of them that leave something else than all before. */
  readonly distinct?: number;
  readonly tally: Tally;
}

export function tableOf(rows: readonly Row[]): string {
  const cells = [...rows]
    .sort(inOrder)
    .map(({ group, points, distinct, tally }) => [
      group,
      points === undefined ? '' : `${points}`,
      distinct === undefined ? '' : `${distinct}`,
      ...[tally.runs, tally.orphans, tally.duplicates, tally.unconverged].map(String),
    ]);
  const head = ['', 'points', 'distinct', 'runs', 'orphans', 'duplicates', 'unconverged'];
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** Families by their number, everything else as it came. */
function inOrder(a: Row, b: Row): number {
  return numberOf(a) - numberOf(b);
}

function numberOf({ group }: Row): number {
  return /^F\d+$/.test(group) ? Number(group.slice(1)) : Number.POSITIVE_INFINITY;
}
