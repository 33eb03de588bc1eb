import { bfdLimits } from '../model/catalog/limits.ts';
import { docs } from '../model/catalog/sources.ts';
import { defineRule, set } from './rule.ts';
import { sessions } from './support/bgp.ts';

export const bfdSingleHop = defineRule({
  id: 'HC312',
  severity: 'warning',
  title: 'BFD across many hops to another cloud',
  why:
    'Towards another cloud the BFD session is a single-hop one, with hop count 1. With the default of 255 the ' +
    'VBR starts a multi-hop session, which the other side does not answer.',
  sources: [...bfdLimits.hops.sources, docs.bfd],

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      const { bfd } = bgp;
      const site = vbr.circuit?.site;
      if (bfd === undefined || site?.siteKind !== 'cloud' || bfd.hops === 1) continue;
      yield {
        element: bfd,
        ...(bfd.hops === undefined ? {} : { property: 'hops' }),
        message: `BFD of VBR '${vbr.name}' has hop count ${bfd.hops ?? bfdLimits.defaultHops.value}, while site '${site.name}' is another cloud, which wants 1; the session may not come up`,
        fix: { title: 'Use hop count 1', edits: [set(bfd, 'hops', '1')] },
      };
    }
  },

  examples: {
    bad: `
      site other-cloud { kind cloud }
      site dc { kind datacenter }
      circuit a from other-cloud to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd on } }
      //                                         ^^^ HC312
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd { transmit 300 ms hops 255 } } }
      //                                                                    ^^^ HC312
      vbr three on b { vlan 1 bgp { peer-asn 65010 bfd on } }`,
    good: `
      site other-cloud { kind cloud }
      site dc { kind datacenter }
      circuit a from other-cloud to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { hops 1 } } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd { transmit 300 ms hops 1 } } }
      vbr three on b { vlan 1 bgp { peer-asn 65010 bfd on } }`,
  },
});
