import type { HcnetServices } from './module.ts';
import type { Names } from './names.ts';
import { globalNames } from './names.ts';
import type { SourceFile, Syntax } from './source-file.ts';

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
  for (const syntax of syntaxes) forgetTargets(syntax);
  return names;
}

/** Langium's own `unlink` deletes properties, which makes these objects slow for the rest of their lives. */
function forgetTargets({ document, references }: Syntax): void {
  document.references = [];
  for (const { reference } of references) {
    Object.assign(reference, { _ref: undefined, _nodeDescription: undefined });
  }
}
