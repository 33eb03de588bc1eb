import { nameOfKind } from '../kinds.ts';
import { alternatives, quote } from '../phrases.ts';
import { rangeOf } from '../source-file.ts';
import type { DesignCheck } from './check.ts';
import { languageReference } from './check.ts';
import { singleReferences } from './references.ts';

export const ambiguousNames: DesignCheck = {
  id: 'HC007',
  scope: 'design',
  severity: 'error',
  title: 'Ambiguous name',
  why: 'Things of different kinds may share a name, as long as no reference can mean more than one of them.',
  sources: [languageReference],

  *check(design) {
    const shared = new Set([...design.names].flatMap(([name, nodes]) => (nodes.length > 1 ? [name] : [])));
    if (shared.size === 0) return;
    for (const { section, info, target } of singleReferences(design)) {
      const { $refNode: cst, $refText: name } = info.reference;
      if (target === undefined || cst === undefined || !shared.has(name)) continue;
      const kinds = new Set(
        design
          .scopeOf(info)
          .getElements(name)
          .map(({ type }) => nameOfKind(type)),
      );
      if (kinds.size < 2) continue;
      yield {
        range: rangeOf(section, cst),
        message: `${quote(name)} may be the ${alternatives([...kinds], 'or')} of that name; rename one of them`,
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { }
      ecr prod { }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }
      //                                                       ^^^^ HC007`,
    good: `
      vpc prod in cn-shanghai { }
      ecr core { }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }`,
  },
};
