import { docs } from '../model/catalog/sources.ts';
import { knownPrefix, overlaps } from '../model/ip.ts';
import { defineRule } from './rule.ts';
import { isPrivate, isServiceSpace, linkFixes } from './support/links.ts';

/** RFC 3927. */
const linkLocal = knownPrefix('169.254.0.0/16');

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
      // Link-local addresses are not public, and what other clouds give their links by default.
      if (overlaps(subnet, linkLocal)) continue;
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
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC117
      vbr two on a { vlan 2 peering 169.254.9.1/30 to 169.254.9.2 }`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering 172.16.0.1/30 to 172.16.0.2 }
      vbr two on a { vlan 2 peering 169.254.9.1/30 to 169.254.9.2 }`,
  },
});
