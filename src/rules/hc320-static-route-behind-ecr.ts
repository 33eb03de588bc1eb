import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Vbr } from '../model/topology.ts';
import { add, defineRule, remove, type Edit, type Fix, type Violation } from './rule.ts';

export const staticRouteBehindEcr = defineRule({
  id: 'HC320',
  severity: 'error',
  title: 'Static routing behind an ECR',
  why: 'A VBR on an Express Connect Router speaks BGP with the site; static routes are not supported there.',
  sources: [docs.solution, docs.ecr],

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const [ecr] = relations(topology).ecrsOf(vbr);
      if (ecr === undefined) continue;
      yield* routesOn(vbr, ecr.name);
      if (vbr.staticRoutes.length === 0 && !hasBgp(vbr)) yield silent(vbr, ecr.name);
    }
  },

  examples: {
    bad: `
      site dc { asn 65010 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 route 10.0.0.0/16 route 10.1.0.0/16 }
      //                          ^^^^^^^^^^^ HC320
      vbr two on a { vlan 2 }
      //  ^^^ HC320
      vbr three on a { vlan 3 route 10.0.0.0/16 }
      ecr core { attach one, two }`,
    good: `
      site dc { asn 65010 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd on } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd on } }
      vbr three on a { vlan 3 route 10.0.0.0/16 }
      ecr core { attach one, two }`,
  },
});

/** One finding for all static routes of a VBR, since one step ends them all. */
function* routesOn(vbr: Vbr, ecrName: string): Generator<Violation> {
  const [first, ...others] = vbr.staticRoutes;
  if (first === undefined) return;
  const edits = [...vbr.staticRoutes.map((route) => remove(route)), ...newBgp(vbr)];
  yield {
    element: first,
    property: 'route',
    message: `VBR '${vbr.name}' has static routes and is on ECR '${ecrName}', where only BGP is supported, so the site is not reached`,
    related: others.map((element) => ({ element, message: 'static as well' })),
    fix:
      hasBgp(vbr) || edits.length > vbr.staticRoutes.length ? { title: 'Use BGP instead', edits } : undefined,
  };
}

function silent(vbr: Vbr, ecrName: string): Violation {
  const edits = newBgp(vbr);
  const fix: Fix | undefined = edits.length === 0 ? undefined : { title: 'Add BGP', edits };
  return {
    element: vbr,
    message: `VBR '${vbr.name}' is on ECR '${ecrName}' and has no BGP, so it learns no routes of the site`,
    fix,
  };
}

function hasBgp({ bgp, bgp6 }: Vbr): boolean {
  return bgp !== undefined || bgp6 !== undefined;
}

function newBgp(vbr: Vbr): readonly Edit[] {
  const asn = vbr.circuit?.site?.asn;
  return hasBgp(vbr) || asn === undefined ? [] : [add(vbr, `bgp { peer-asn ${String(asn)} bfd on }`)];
}
