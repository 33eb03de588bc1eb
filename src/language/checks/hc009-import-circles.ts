import { URI, UriUtils } from 'langium';
import type { ImportStatement } from '../imports.ts';
import { importsOf } from '../imports.ts';
import { quote } from '../phrases.ts';
import { rangeOf } from '../source-file.ts';
import type { DesignCheck } from './check.ts';
import { languageReference } from './check.ts';

export const importCircles: DesignCheck = {
  id: 'HC009',
  scope: 'design',
  severity: 'warning',
  title: 'Imports in a circle',
  why:
    'All files that imports connect see each other anyway, so an import that closes a circle adds nothing, and ' +
    'hides which file builds on which.',
  sources: [languageReference],

  *check({ files }) {
    const imports = new Map(files.map((file) => [file.uri, importsOf(file)]));
    for (const { closing, circle } of circlesIn(imports)) {
      const names = circle.map((uri) => quote(UriUtils.basename(URI.parse(uri))));
      const message =
        circle.length === 1
          ? 'This file imports itself; remove the import'
          : `These imports run in a circle, ${[...names, names[0]].join(' → ')}; remove one of them`;
      yield { range: rangeOf(closing.section, closing.cst), message };
    }
  },

  examples: {
    bad: `
      import "./design.hcnet"
      //     ^^^^^^^^^^^^^^^^ HC009
      site dc { kind datacenter }`,
    good: `
      site dc { kind datacenter }`,
  },
};

interface Circle {
  /** The import that leads back to where the circle began. */
  readonly closing: ImportStatement;
  readonly circle: readonly string[];
}

/** Walks along the imports, depth first; one that leads to a file on the way so far closes a circle. */
function circlesIn(imports: ReadonlyMap<string, readonly ImportStatement[]>): readonly Circle[] {
  const found: Circle[] = [];
  const done = new Set<string>();
  const walk = (uri: string, way: readonly string[]): void => {
    if (done.has(uri)) return;
    const here = [...way, uri];
    for (const statement of imports.get(uri) ?? []) {
      const start = here.indexOf(statement.target);
      if (start >= 0) found.push({ closing: statement, circle: here.slice(start) });
      else walk(statement.target, here);
    }
    done.add(uri);
  };
  for (const uri of imports.keys()) walk(uri, []);
  return found;
}
