/** What came of a check. */
import type { PlacedFinding } from '../language/findings.ts';
import type { Severity } from '../rules/rule.ts';

export interface CheckedFiles {
  /** In the order of files, and of places in a file. */
  readonly findings: readonly PlacedFinding[];
  /** The text of every file that was read, by URI. */
  readonly texts: ReadonlyMap<string, string>;
  /** File names are relative to this folder. */
  readonly cwd: string;
}

export interface Sums {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly files: number;
}

export function sumsOf({ findings, texts }: CheckedFiles): Sums {
  const n = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: n('error'), warnings: n('warning'), infos: n('info'), files: texts.size };
}
