import { docs } from '../model/catalog/sources.ts';
import type { Edit, Fix } from './rule.ts';
import { defineRule, set } from './rule.ts';
import type { Vbr } from '../model/topology.ts';
import { sessionsOf } from './support/bgp.ts';

export const groupWithoutBfd = defineRule({
  id: 'HC326',
  severity: 'error',
  title: 'Failover group with a VBR without BFD',
  why: 'BFD on every member is a condition of both kinds of failover group; without it the group is refused.',
  sources: [docs.classicFailoverGroup, docs.ecrFailoverGroup],

  *check(topology) {
    for (const group of topology.failoverGroups) {
      for (const vbr of group.members) {
        if (sessionsOf(vbr).some(({ bgp }) => bgp.bfd !== undefined)) continue;
        yield {
          element: group,
          property: 'member',
          value: vbr.name,
          message: `VBR '${vbr.name}' has no BFD, so failover group '${group.name}' cannot be created`,
          related: [{ element: vbr, message: 'has no BFD' }],
          fix: fixFor(vbr),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd on } }
      vbr two on b { vlan 1 bgp { peer-asn 65010 } }
      failover-group fast { kind classic member one, two }
      //                                             ^^^ HC326`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd on } }
      vbr two on b { vlan 1 bgp { peer-asn 65010 bfd on } }
      failover-group fast { kind classic member one, two }`,
  },
});

function fixFor(vbr: Vbr): Fix | undefined {
  const edits: readonly Edit[] = sessionsOf(vbr).map(({ bgp }) => set(bgp, 'bfd', 'on'));
  return edits.length === 0 ? undefined : { title: `Enable BFD on '${vbr.name}'`, edits };
}
