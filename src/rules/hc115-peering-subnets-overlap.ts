import { docs } from '../model/catalog/sources.ts';
import { laterOverlaps } from '../model/overlaps.ts';
import { relations } from '../model/relations.ts';
import type { Topology, Vbr } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { linkFixes, peeringsOf } from './support/links.ts';

export const peeringSubnetsOverlap = defineRule({
  id: 'HC115',
  severity: 'error',
  title: 'Two links with one subnet',
  why: 'A router with the same subnet on two links sends the traffic of both over one of them.',
  sources: [docs.faq],

  *check(topology) {
    const fixFor = linkFixes(topology);
    for (const [later, { earlier, property }] of overlaps(topology)) {
      yield {
        element: later,
        property,
        message: `VBR '${later.name}' peers ${property === 'peering6' ? 'over IPv6 ' : ''}in the subnet of VBR '${earlier.name}', so the router cannot tell the two links apart`,
        related: [{ element: earlier, message: 'peers there as well' }],
        fix: property === 'peering' ? fixFor(later) : undefined,
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 peering 172.16.1.2/30 to 172.16.1.1 }
      vbr two on b { vlan 1 peering 172.16.1.2/30 to 172.16.1.1 }
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC115`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 peering 172.16.1.2/30 to 172.16.1.1 }
      vbr two on b { vlan 1 peering 172.16.1.6/30 to 172.16.1.5 }`,
  },
});

interface Clash {
  readonly earlier: Vbr;
  readonly property: 'peering' | 'peering6';
}

/** Each VBR once, although two may share both a site and an ECR. */
function overlaps(topology: Topology): ReadonlyMap<Vbr, Clash> {
  const found = new Map<Vbr, Clash>();
  const groups = [
    ...topology.sites.map((site) => relations(topology).vbrsOf(site)),
    ...topology.ecrs.map((ecr) => ecr.vbrs),
  ];
  for (const group of groups) {
    const located = group.flatMap((owner) =>
      peeringsOf(owner).flatMap(({ subnet }) => (subnet === undefined ? [] : [{ prefix: subnet, owner }])),
    );
    for (const { later, earlier } of laterOverlaps(located)) {
      const property = later.prefix.version === 4 ? 'peering' : 'peering6';
      if (!found.has(later.owner)) found.set(later.owner, { earlier: earlier.owner, property });
    }
  }
  return found;
}
