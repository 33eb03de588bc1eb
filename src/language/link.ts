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
  const syntaxes = files.flatMap((file) => file.sections.map((section) => section.syntax));
  const roots = syntaxes.map((syntax) => syntax.root);
  const names = globalNames(roots);
  services.references.ScopeProvider.setNames(roots, names);
  for (const { document } of syntaxes) services.references.Linker.unlink(document);
  return names;
}
