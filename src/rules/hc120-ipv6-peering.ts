import { hostRange } from '../model/free-prefix.ts';
import { api } from '../model/catalog/sources.ts';
import { addressAt, containsAddress, type Address, type Prefix } from '../model/ip.ts';
import type { Vbr } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';

export const ipv6Peering = defineRule({
  id: 'HC120',
  severity: 'error',
  title: 'IPv6 peering addresses that do not form a link',
  why: 'With IPv6, a VBR has a second pair of addresses, both in one IPv6 subnet.',
  sources: [api('vpc/CreateVirtualBorderRouter')],

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const { cloud, customer, subnet } = vbr.peering6 ?? {};
      if (cloud === undefined || customer === undefined || subnet === undefined) continue;
      const fault = faultOf(cloud, customer, subnet);
      if (fault === undefined) continue;
      yield {
        element: vbr,
        property: 'peering6',
        message: `VBR '${vbr.name}' peers ${cloud.text} with ${customer.text}, but ${fault}, so IPv6 does not come up`,
        fix: fixFor(vbr, cloud, subnet),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering6 fd00::2/126 to fd00::9 }
      //                             ^^^^^^^^^^^^^^^^^^^^^^ HC120`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering6 fd00::2/126 to fd00::1 }`,
  },
});

function faultOf(cloud: Address, customer: Address, subnet: Prefix): string | undefined {
  if (cloud.version !== 6 || customer.version !== 6) return 'both belong into IPv6';
  if (!containsAddress(subnet, customer)) return `${customer.text} is outside of ${subnet.text}`;
  return cloud.value === customer.value ? 'both ends have the same address' : undefined;
}

function fixFor(vbr: Vbr, cloud: Address, subnet: Prefix): Fix | undefined {
  const hosts = cloud.version === 6 ? hostRange(subnet) : undefined;
  if (hosts === undefined) return undefined;
  const far = cloud.value === hosts.first.value ? addressAt(6, cloud.value + 1n) : hosts.first;
  const text = `${cloud.text}/${subnet.length} to ${far.text}`;
  return { title: `Peer ${cloud.text} with ${far.text}`, edits: [set(vbr, 'peering6', text)] };
}
