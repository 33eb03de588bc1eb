/** From a path on the command line to designs. */
import path from 'node:path';
import type { PlacedFinding } from '../language/findings.ts';
import type { Topology } from '../model/topology.ts';
import { analyse } from './analyse.ts';
import { Failure } from './failure.ts';
import { fileNames, uriOf } from './file-names.ts';
import { count } from './shell.ts';
import type { Shell } from './shell.ts';
import { ENDING, filesAround, filesAt } from './sources.ts';

/** Files that imports connect, and what they say. */
export interface LoadedDesign {
  /** The file that leads to the others. */
  readonly file: string;
  readonly folder: string;
  /** Names the design's state, and its resources in the cloud. */
  readonly stack: string;
  readonly topology: Topology;
  readonly findings: readonly PlacedFinding[];
  /** The text of each of its files, by URI. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface LoadOptions {
  /** `false`: a folder is refused even when it holds one design. */
  readonly mayBeFolder?: boolean;
}

/** The one design at a path. */
export async function loadDesign(
  shell: Shell,
  given: string,
  { mayBeFolder = true }: LoadOptions = {},
): Promise<LoadedDesign> {
  const designs = await loadDesigns(shell, given);
  const [design] = designs;
  const isFolder = !given.endsWith(ENDING);
  if (design !== undefined && designs.length === 1 && (mayBeFolder || !isFolder)) return design;
  const fileName = fileNames(shell.cwd);
  const names = designs.map(({ file }) => fileName(uriOf(file)));
  const what =
    designs.length === 1 ? 'a folder, not a file' : `a folder with ${count(designs.length, 'design')}`;
  throw new Failure(`${given} is ${what}`, { hint: `Name the file: ${names.join(', ')}.` });
}

/** Every design at a path, each under the file that no other one imports. */
export async function loadDesigns(shell: Shell, given: string): Promise<readonly LoadedDesign[]> {
  const files = await filesAt(path.resolve(shell.cwd, given), given);
  // A file of a larger design is part of it, also when it is named by itself.
  return analyse(files, files.length === 1 ? await filesAround(files[0] ?? '') : []);
}

/** What the cloud would refuse is not even planned. */
export function refuseErrors(shell: Shell, { findings }: LoadedDesign): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const fileName = fileNames(shell.cwd);
  const shown = errors.slice(0, MOST_ERRORS).map(({ rule, message, range }) => {
    return `${fileName(range.uri)}:${range.startLine + 1}:${range.startColumn + 1}: ${rule.id}: ${message}`;
  });
  const more =
    errors.length > MOST_ERRORS ? [`and ${errors.length - MOST_ERRORS} more; \`hcnet check\` shows all`] : [];
  throw new Failure(`the design has ${count(errors.length, 'error')}; mend them first`, {
    exitCode: 1,
    hint: [...shown, ...more].join('\n  '),
  });
}

const MOST_ERRORS = 10;
