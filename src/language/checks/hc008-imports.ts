import { describeProblem } from '../file-system.ts';
import { importsOf } from '../imports.ts';
import { quote } from '../phrases.ts';
import { rangeOf } from '../source-file.ts';
import type { DesignCheck } from './check.ts';
import { languageReference } from './check.ts';

export const unreadableImports: DesignCheck = {
  id: 'HC008',
  scope: 'design',
  severity: 'error',
  title: 'Import that cannot be read',
  why: 'The declarations of the imported file are missing from the design.',
  sources: [languageReference],

  *check({ files, unreadable }) {
    for (const file of files) {
      for (const { section, cst, path, target } of importsOf(file)) {
        const problem = unreadable.get(target);
        if (problem === undefined) continue;
        const hint = problem === 'folder' ? '; import one of the files in it' : '';
        yield {
          range: rangeOf(section, cst),
          message: `The imported ${quote(path)} ${describeProblem(problem)}${hint}`,
        };
      }
    }
  },

  examples: {
    bad: `
      import "./sites.hcnet"
      //     ^^^^^^^^^^^^^^^ HC008
      site dc { kind datacenter }`,
    good: `
      site dc { kind datacenter }`,
  },
};
