import { docs } from '../model/catalog/sources.ts';
import { defineRule } from './rule.ts';
import { isPrivate, isServiceSpace, linkFixes } from './support/links.ts';

export const publicPeering = defineRule({
  id: 'HC117',
  severity: 'warning',
  title: 'Peering addresses that are not private',
  why: 'Links use private addresses (RFC 1918); public ones need a ticket, which maps them.',
  sources: [docs.faq],

  *check(topology) {
    const fixFor = linkFixes(topology);
    for (const vbr of topology.vbrs) {
      const subnet = vbr.peering?.subnet;
      if (subnet?.version !== 4 || isPrivate(subnet) || isServiceSpace(subnet)) continue;
      yield {
        element: vbr,
        property: 'peering',
        message: `VBR '${vbr.name}' peers in ${subnet.text}, which is not private (RFC 1918), so it waits for a ticket that maps the addresses`,
        fix: fixFor(vbr),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering 203.0.113.1/30 to 203.0.113.2 }
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC117`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering 172.16.0.1/30 to 172.16.0.2 }`,
  },
});
