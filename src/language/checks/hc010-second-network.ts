import { partFor } from '../cst.ts';
import { quote } from '../phrases.ts';
import { rangeOf } from '../source-file.ts';
import type { DesignCheck } from './check.ts';
import { languageReference } from './check.ts';

export const secondNetwork: DesignCheck = {
  id: 'HC010',
  scope: 'design',
  severity: 'warning',
  title: 'Second network block',
  why: 'A network block holds the name and the defaults of the whole design, so only the first one counts.',
  sources: [languageReference],

  *check({ files, topology }) {
    for (const section of files.flatMap((file) => file.sections)) {
      for (const node of section.syntax.root.declarations) {
        if (node.$type !== 'Network') continue;
        const cst = partFor(node.$cstNode, 'name');
        if (topology.network === undefined || cst === undefined) continue;
        const range = rangeOf(section, cst);
        const { source, name } = topology.network;
        if (range.start === source.start && range.uri === source.uri) continue;
        yield {
          range,
          message: `This design has the network ${quote(name)} already, so the defaults of this one are not used`,
          related: [{ range: source, message: 'The network of the design' }],
        };
      }
    }
  },

  examples: {
    bad: `
      network retail { region cn-shanghai }
      network wholesale { region cn-beijing }
      //      ^^^^^^^^^ HC010`,
    good: `
      network retail { region cn-shanghai }`,
  },
};
