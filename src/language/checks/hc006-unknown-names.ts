import type { AstNode, ReferenceInfo } from 'langium';
import { AstUtils } from 'langium';
import type { Design } from '../design.ts';
import {
  isAttachment,
  isRoutingPolicy,
  isSecurityGroupRef,
  isSiteRef,
  isTransitRouter,
  isVpc,
  isVpcRouteTable,
  isVSwitchRef,
} from '../generated/ast.ts';
import { kindsWanted, nameOfKind } from '../kinds.ts';
import { closest } from '../../model/closest.ts';
import { alternatives, quote } from '../phrases.ts';
import type { Section } from '../source-file.ts';
import { rangeOf } from '../source-file.ts';
import type { DesignCheck, Fault } from './check.ts';
import { languageReference } from './check.ts';
import { singleReferences } from './references.ts';

export const unknownNames: DesignCheck = {
  id: 'HC006',
  scope: 'design',
  severity: 'error',
  title: 'Unknown name',
  why: 'The name leads to nothing in this design, so what it should connect stays unconnected.',
  sources: [languageReference],

  *check(design) {
    for (const { section, info, target } of singleReferences(design)) {
      if (target !== undefined) continue;
      const block = blockOf(info);
      if (block.isUnknown) continue;
      const fault = faultFor(design, section, info, block.node);
      if (fault !== undefined) yield fault;
    }
  },

  examples: {
    bad: `
      site dc { kind datacenter }
      circuit a from cd to access-point p { bandwidth 1 Gbps }
      //             ^^ HC006`,
    good: `
      site dc { kind datacenter }
      circuit a from dc to access-point p { bandwidth 1 Gbps }`,
  },
};

/** The thing whose block a reference looks into: the site of `dc.cpe-1`, when that is known itself. */
function blockOf({ container, property }: ReferenceInfo): { node?: AstNode | undefined; isUnknown: boolean } {
  if (isSiteRef(container) && property === 'router') return known(container.site);
  if (isVSwitchRef(container) && property === 'vswitch') return known(container.vpc);
  if (isSecurityGroupRef(container) && property === 'securityGroup') return known(container.vpc);
  if (isAttachment(container) && property === 'vswitches') return known(container.target);
  if (isVpcRouteTable(container) && property === 'vswitches') return around(container, isVpc);
  if (isRoutingPolicy(container) && property === 'table') return around(container, isTransitRouter);
  return { isUnknown: false };
}

function around(node: AstNode, isOwner: (node: AstNode) => boolean) {
  const owner = AstUtils.getContainerOfType(node, (each): each is AstNode => isOwner(each));
  return { node: owner, isUnknown: false };
}

/** Error recovery may leave the first half out. */
function known(reference: { readonly ref?: AstNode | undefined } | undefined) {
  const node = reference?.ref;
  return { node, isUnknown: node === undefined };
}

function faultFor(
  design: Design,
  section: Section,
  info: ReferenceInfo,
  block: AstNode | undefined,
): Fault | undefined {
  const { $refNode: cst, $refText: name } = info.reference;
  if (cst === undefined || name === '') return undefined;
  const range = rangeOf(section, cst);
  const candidates = [
    ...new Set(
      design
        .scopeOf(info)
        .getAllElements()
        .map((element) => element.name),
    ),
  ];
  const meant = closest(name, candidates);
  const problem = problemWith(design, info, block);
  if (meant === undefined) return { range, message: problem };
  return {
    range,
    message: `${problem}; did you mean ${quote(meant)}?`,
    fix: {
      title: `Change to ${quote(meant)}`,
      edits: [{ uri: range.uri, start: range.start, end: range.end, text: meant }],
    },
  };
}

function problemWith({ names }: Design, info: ReferenceInfo, block: AstNode | undefined): string {
  const name = info.reference.$refText;
  const wanted = alternatives(kindsWanted(info), 'or');
  if (block !== undefined) {
    const owner = 'name' in block && typeof block.name === 'string' ? ` ${quote(block.name)}` : '';
    return `The ${nameOfKind(block.$type)}${owner} has no ${wanted} ${quote(name)}`;
  }
  const other = names.get(name)?.[0];
  if (other !== undefined)
    return `${quote(name)} is a ${nameOfKind(other.type)}, but here belongs a ${wanted}`;
  return `No ${wanted} is named ${quote(name)}`;
}
