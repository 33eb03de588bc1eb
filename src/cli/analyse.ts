/** Reads designs with all they import, and finds what is to be said about them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stackNameOf } from '../cloud/naming.ts';
import { entryOf } from '../language/design.ts';
import type { Design } from '../language/design.ts';
import { findingsOf } from '../language/findings.ts';
import { createHcnetServices } from '../language/module.ts';
import { Workspace } from '../language/workspace.ts';
import { allRules } from '../rules/all.ts';
import type { LoadedDesign } from './design.ts';
import { uriOf } from './file-names.ts';

/** The designs that these files belong to, each once. `around` may hold files that import them. */
export async function analyse(
  files: readonly string[],
  around: readonly string[] = [],
): Promise<readonly LoadedDesign[]> {
  const workspace = new Workspace(createHcnetServices(), {
    readFile: (uri) => readFile(fileURLToPath(uri)),
  });
  await workspace.read([...files, ...around].map(uriOf));
  await workspace.readImports();
  const designs = new Set(files.map((file) => workspace.designOf(uriOf(file))));
  return [...designs].filter((design) => design !== undefined).map(load);
}

function load(design: Design): LoadedDesign {
  const entry = entryOf(design);
  if (entry === undefined) throw new Error('a design without files');
  const file = fileURLToPath(entry.uri);
  return {
    file,
    folder: path.dirname(file),
    stack: stackNameOf(design.topology, path.basename(file, '.hcnet')),
    topology: design.topology,
    findings: findingsOf(design, { rules: allRules, onBug: rethrow }),
    texts: new Map(design.files.map(({ uri, text }) => [uri, text])),
  };
}

/** In an editor the other rules go on; here a rule that fails must not look like one that is content. */
function rethrow(ruleId: string, error: unknown): never {
  throw new Error(`rule ${ruleId} failed`, { cause: error });
}
