import { docs } from '../model/catalog/sources.ts';
import { containsAddress, overlaps, prefixAt, type Prefix } from '../model/ip.ts';
import { defineRule, set } from './rule.ts';
import { isServiceSpace, peeringText } from './support/links.ts';

export const peeringMask = defineRule({
  id: 'HC116',
  severity: 'info',
  title: 'Peering subnet wider than a /30',
  why: 'A link has two ends, which a /30 holds; the examples of the documentation all use one.',
  sources: [docs.ecmp],

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const { peering } = vbr;
      const subnet = peering?.subnet;
      if (peering === undefined || subnet?.version !== 4 || subnet.length >= 30) continue;
      // What is refused or does not come up is the matter of HC102 and HC114.
      const { cloud, customer } = peering;
      if (cloud === undefined || customer === undefined || isServiceSpace(subnet)) continue;
      if (!containsAddress(subnet, customer)) continue;
      const block = prefixAt(4, cloud.value, 30);
      const text = isLink(block, cloud.value, customer.value)
        ? `${cloud.text}/30 to ${customer.text}`
        : peeringText(block, peering);
      yield {
        element: vbr,
        property: 'peering',
        message: `VBR '${vbr.name}' peers in a /${subnet.length}; a link has two ends, for which a /30 is enough`,
        fix:
          text === undefined || !overlaps(block, subnet)
            ? undefined
            : { title: `Use ${block.text}`, edits: [set(vbr, 'peering', text)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering 172.16.1.2/24 to 172.16.1.1 }
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC116
      vbr two on a { vlan 2 peering 172.16.2.10/29 to 172.16.2.14 }
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC116`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering 172.16.1.2/30 to 172.16.1.1 }
      vbr two on a { vlan 2 peering 172.16.2.9/30 to 172.16.2.10 }`,
  },
});

/** Whether both addresses are the two hosts of the block. */
function isLink(block: Prefix, cloud: bigint, customer: bigint): boolean {
  const hosts = [block.first + 1n, block.first + 2n];
  return hosts.includes(cloud) && hosts.includes(customer);
}
