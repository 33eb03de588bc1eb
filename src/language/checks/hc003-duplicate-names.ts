import type { AstNode } from 'langium';
import { partFor } from '../cst.ts';
import type { Design } from '../design.ts';
import { keywordOfRule } from '../grammar-facts.ts';
import type { NamedNode } from '../names.ts';
import { globalNodes } from '../names.ts';
import { quote } from '../phrases.ts';
import { rangeOf } from '../source-file.ts';
import { blocksOfNames } from '../walk.ts';
import type { DesignCheck, Fault } from './check.ts';
import { languageReference } from './check.ts';

export const duplicateNames: DesignCheck = {
  id: 'HC003',
  scope: 'design',
  severity: 'error',
  title: 'Name declared twice',
  why:
    'References by this name lead to the first declaration only. Names of one kind are unique in a design; those ' +
    'of routers, vSwitches, tunnels and the like are unique in their block.',
  sources: [languageReference],

  *check(design) {
    const roots = design.files.flatMap(({ sections }) => sections.map(({ syntax }) => syntax.root));
    yield* duplicatesAmong(
      design,
      roots.flatMap(({ declarations }) => declarations.flatMap(globalNodes)),
    );
    for (const names of roots.flatMap(blocksOfNames)) yield* duplicatesAmong(design, names);
  },

  examples: {
    bad: `
      contact netops { mail "a@example.com" }
      contact netops { mail "b@example.com" }
      //      ^^^^^^ HC003`,
    good: `
      contact netops { mail "a@example.com" }
      contact netops-2 { mail "b@example.com" }`,
  },
};

function* duplicatesAmong(design: Design, nodes: readonly NamedNode[]): Iterable<Fault> {
  const firsts = new Map<string, NamedNode>();
  for (const node of nodes) {
    if (node.name === undefined) continue;
    const key = `${node.$type} ${node.name}`;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, node);
    else yield duplicate(design, node, first);
  }
}

function duplicate(design: Design, node: NamedNode, first: NamedNode): Fault {
  const name = quote(node.name ?? '');
  const kind = keywordOfRule(node.$type) ?? '';
  return {
    range: rangeOfName(design, node),
    message: `A ${kind} ${name} is declared already, so references lead there; give this one another name`,
    related: [{ range: rangeOfName(design, first), message: `The first ${kind} ${name}` }],
  };
}

function rangeOfName({ origins }: Design, node: AstNode) {
  const section = origins.sectionOf(node);
  const cst = partFor(node.$cstNode, 'name') ?? node.$cstNode ?? section.syntax.root.$cstNode;
  if (cst === undefined) throw new Error(`a ${node.$type} has no place in the text`);
  return rangeOf(section, cst);
}
