/** A design: files that belong together, and what they say. */
import type { ReferenceInfo, Scope } from 'langium';
import type { Topology } from '../model/topology.ts';
import type { FileProblem } from './file-system.ts';
import { importsOf } from './imports.ts';
import { linkFiles } from './link.ts';
import type { HcnetServices } from './module.ts';
import type { Names } from './names.ts';
import type { SourceFile } from './source-file.ts';
import { buildTopology } from './topology/topology.ts';
import type { Origins } from './topology/topology.ts';

export interface Design {
  readonly files: readonly SourceFile[];
  /** Imported files, by URI, that could not be read. */
  readonly unreadable: ReadonlyMap<string, FileProblem>;
  /** Global names. */
  readonly names: Names;
  /** What a reference may lead to. */
  readonly scopeOf: (reference: ReferenceInfo) => Scope;
  readonly topology: Topology;
  readonly origins: Origins;
}

/** Links the files to each other and builds their topology. */
export function buildDesign(
  services: HcnetServices,
  files: readonly SourceFile[],
  unreadable: ReadonlyMap<string, FileProblem> = new Map(),
): Design {
  const names = linkFiles(services, files);
  const scopeOf = (reference: ReferenceInfo) => services.references.ScopeProvider.getScope(reference);
  return { files, unreadable, names, scopeOf, ...buildTopology(files) };
}

/** The file that leads to the others: no other one imports it. In a circle of imports, the first. */
export function entryOf({ files }: Design): SourceFile | undefined {
  const imported = new Set(
    files.flatMap((file) =>
      importsOf(file)
        .map(({ target }) => target)
        .filter((target) => target !== file.uri),
    ),
  );
  return files.find(({ uri }) => !imported.has(uri)) ?? files[0];
}
