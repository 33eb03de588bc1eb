import { docs } from '../model/catalog/sources.ts';
import { defineRule } from './rule.ts';
import { isServiceSpace, linkFixes } from './support/links.ts';

export const peeringInServiceBlock = defineRule({
  id: 'HC102',
  severity: 'error',
  title: 'Peering addresses inside 100.64.0.0/10',
  why: "The block belongs to Alibaba Cloud's own services and is refused for the addresses of a link.",
  sources: [docs.limitsChina],

  *check(topology) {
    const fixFor = linkFixes(topology);
    for (const vbr of topology.vbrs) {
      const subnet = vbr.peering?.subnet;
      if (subnet === undefined || !isServiceSpace(subnet)) continue;
      yield {
        element: vbr,
        property: 'peering',
        message: `VBR '${vbr.name}' peers in ${subnet.text}, inside 100.64.0.0/10, which the platform refuses for links`,
        fix: fixFor(vbr),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr first on a { vlan 1 peering 172.16.1.2/30 to 172.16.1.1 }
      vbr second on a { vlan 2 peering 100.64.9.2/30 to 100.64.9.1 }
      //                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC102`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr first on a { vlan 1 peering 172.16.1.2/30 to 172.16.1.1 }
      vbr second on a { vlan 2 peering 172.16.1.6/30 to 172.16.1.5 }`,
  },
});
