import type { PlacedFinding } from '../findings.ts';
import type { SourceFile } from '../source-file.ts';
import { rangeAt } from '../source-file.ts';
import { commentsIn } from '../comments.ts';
import { cut } from '../text-edits.ts';
import type { Fault, FindingsCheck } from './check.ts';
import { languageReference } from './check.ts';

/**
 * `// hcnet-ignore HC313 because ...`, on the line of a finding or alone on the line above, takes it away. The
 * reason is asked for because the next reader will ask.
 */
export const suppressions: FindingsCheck = {
  id: 'HC011',
  scope: 'findings',
  severity: 'info',
  title: 'Suppression without reason or effect',
  why: 'A comment that silences a finding says why, and goes when there is nothing left to silence.',
  sources: [languageReference],

  check(design, findings, isOff) {
    const all = design.files.flatMap(suppressionsIn);
    if (all.length === 0) return { kept: findings, faults: [] };
    const used = new Set<string>();
    const kept = findings.filter((finding) => {
      const by = all.find((suppression) => silences(suppression, finding));
      if (by !== undefined) used.add(keyOf(by, finding.rule.id));
      return by === undefined;
    });
    return { kept, faults: all.flatMap((suppression) => faultsOf(suppression, { used, isOff })) };
  },

  examples: {
    bad: `
      contact netops { mail "a@example.com" } // hcnet-ignore HC003
      //                                      ^^^^^^^^^^^^^^^^^^^^^ HC011`,
    good: `
      contact netops { mail "a@example.com" }`,
  },
};

interface Suppression {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly ids: readonly string[];
  readonly reason: string | undefined;
  /** The line whose findings it means. */
  readonly line: number;
}

/** What the parser could not read cannot be talked away. */
export const unsuppressible: ReadonlySet<string> = new Set(['HC001', 'HC002', 'HC011']);

function silences({ file, ids, reason, line }: Suppression, { rule, range }: PlacedFinding): boolean {
  return (
    reason !== undefined &&
    range.uri === file.uri &&
    range.startLine === line &&
    ids.includes(rule.id) &&
    !unsuppressible.has(rule.id)
  );
}

function keyOf({ file, start }: Suppression, id: string): string {
  return `${file.uri}#${String(start)} ${id}`;
}

function faultsOf(
  suppression: Suppression,
  { used, isOff }: { readonly used: ReadonlySet<string>; readonly isOff: (id: string) => boolean },
): Fault[] {
  const { file, start, end, ids, reason } = suppression;
  const range = rangeAt(file, start, end);
  const [example] = ids;
  if (example === undefined) {
    return [{ range, message: 'This suppression names no finding; write // hcnet-ignore HC313 because ...' }];
  }
  if (reason === undefined) {
    const message = `This suppression has no reason, so it has no effect; write // hcnet-ignore ${example} because ...`;
    return [{ range, message }];
  }
  const idle = ids.filter((id) => !used.has(keyOf(suppression, id)) && !isOff(id));
  if (idle.length === 0) return [];
  const message = `There is nothing to suppress here: ${idle.join(' and ')} finds no fault in this line`;
  const remove = { title: 'Remove the suppression', edits: [cut(file, start, end)] };
  return [idle.length === ids.length ? { range, message, fix: remove } : { range, message }];
}

function suppressionsIn(file: SourceFile): Suppression[] {
  if (!file.text.includes('hcnet-ignore')) return [];
  return commentsIn(file.text).flatMap(({ start, end, text }) => {
    const match = /hcnet-ignore\b\s*([A-Z]+\d+(?:[\s,]+[A-Z]+\d+)*)?(?:\s+because\s+(.*\S))?/su.exec(text);
    if (match === null) return [];
    const ids = match[1]?.split(/[\s,]+/) ?? [];
    // Dots stand for a reason that is still to be written.
    const reason = /[\p{L}\p{N}]/u.test(match[2] ?? '') ? match[2] : undefined;
    return [{ file, start, end, ids, reason, line: lineMeant(file, start, end) }];
  });
}

/** The line that the comment stands on; when it stands there alone, the next line with code. */
function lineMeant(file: SourceFile, start: number, end: number): number {
  const own = rangeAt(file, start, end);
  const lineOf = (line: number) => file.text.slice(file.lines[line], file.lines[line + 1]);
  if (lineOf(own.startLine).slice(0, own.startColumn).trim() !== '') return own.startLine;
  let line = own.endLine + 1;
  while (line < file.lines.length && /^\s*(\/\/|$)/.test(lineOf(line))) line += 1;
  return line;
}
