import type { HcnetServices } from './module.ts';
import type { Names } from './names.ts';
import { globalNames } from './names.ts';
import type { SourceFile } from './source-file.ts';

/**
 * Makes every reference in the files lead into these files, and gives the names they share. Whatever the files
 * meant before, as parts of another design or beside an older version of a neighbour, is forgotten.
 * A reference is followed when it is first asked for.
 */
export function linkFiles(services: HcnetServices, files: readonly SourceFile[]): Names {
  const roots = files.map((file) => file.root);
  const names = globalNames(roots);
  services.references.ScopeProvider.setNames(roots, names);
  for (const file of files) services.references.Linker.unlink(file.document);
  return names;
}
