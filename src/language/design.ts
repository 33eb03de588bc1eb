/** A design: files that belong together, and what they say. */
import type { Topology } from '../model/topology.ts';
import { linkFiles } from './link.ts';
import type { HcnetServices } from './module.ts';
import type { Names } from './names.ts';
import type { SourceFile } from './source-file.ts';
import { buildTopology } from './topology/topology.ts';
import type { Origins } from './topology/topology.ts';

export interface Design {
  readonly files: readonly SourceFile[];
  readonly names: Names;
  readonly topology: Topology;
  readonly origins: Origins;
}

/** Links the files to each other and builds their topology. The first file is the one that was asked for. */
export function buildDesign(services: HcnetServices, files: readonly SourceFile[]): Design {
  const names = linkFiles(services, files);
  return { files, names, ...buildTopology(files) };
}
