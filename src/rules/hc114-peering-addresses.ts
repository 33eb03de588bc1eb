import { hostRange } from '../model/free-prefix.ts';
import { api, docs } from '../model/catalog/sources.ts';
import { addressAt, containsAddress, prefixAt, type Address, type Prefix } from '../model/ip.ts';
import type { Vbr } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';

export const peeringAddresses = defineRule({
  id: 'HC114',
  severity: 'error',
  title: 'Peering addresses that do not form a link',
  why:
    'Both ends of a link are different hosts of one subnet; its first and last address belong to no host. ' +
    'Otherwise BGP does not come up.',
  sources: [api('vpc/CreateVirtualBorderRouter'), docs.faq],

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const { cloud, customer, subnet } = vbr.peering ?? {};
      if (cloud?.version !== 4 || customer?.version !== 4 || subnet === undefined) continue;
      const fault = faultOf(cloud, customer, subnet);
      if (fault === undefined) continue;
      yield {
        element: vbr,
        property: 'peering',
        message: `VBR '${vbr.name}' peers ${cloud.text} with ${customer.text}, but ${fault}, so BGP does not come up`,
        fix: fixFor(vbr, cloud, customer, subnet),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering 172.16.1.2/30 to 172.16.1.9 }
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC114
      vbr two on a { vlan 2 peering 172.16.2.4/30 to 172.16.2.5 }
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC114
      vbr three on a { vlan 3 peering 172.16.3.1/30 to 172.16.3.1 }
      //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC114`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering 172.16.1.2/30 to 172.16.1.1 }
      vbr two on a { vlan 2 peering 172.16.2.6/30 to 172.16.2.5 }
      vbr three on a { vlan 3 peering 172.16.3.1/30 to 172.16.3.2 }`,
  },
});

function faultOf(cloud: Address, customer: Address, subnet: Prefix): string | undefined {
  const hosts = hostRange(subnet);
  if (hosts === undefined) return `a /${subnet.length} has no two hosts`;
  if (!containsAddress(subnet, customer)) return `${customer.text} is outside of ${subnet.text}`;
  if (cloud.value === customer.value) return 'both ends have the same address';
  const reserved = [cloud, customer].find(
    ({ value }) => value < hosts.first.value || value > hosts.last.value,
  );
  if (reserved === undefined) return undefined;
  return `${reserved.text} is the ${reserved.value < hosts.first.value ? 'network' : 'broadcast'} address of ${subnet.text}`;
}

/** Keeps the cloud's address, or else the customer's, where it is a host; the other end takes the free host. */
function fixFor(vbr: Vbr, cloud: Address, customer: Address, subnet: Prefix): Fix | undefined {
  const block = subnet.length > 30 ? prefixAt(4, subnet.first, 30) : subnet;
  const hosts = hostRange(block);
  if (hosts === undefined) return undefined;
  const isHost = ({ value }: Address): boolean => hosts.first.value <= value && value <= hosts.last.value;
  const first = hosts.first;
  const second = addressAt(4, first.value + 1n);
  const otherThan = ({ value }: Address): Address => (value === first.value ? second : first);
  const [near, far] = isHost(cloud)
    ? [cloud, otherThan(cloud)]
    : isHost(customer)
      ? [otherThan(customer), customer]
      : [second, first];
  const text = `${near.text}/${block.length} to ${far.text}`;
  return { title: `Peer ${near.text} with ${far.text}`, edits: [set(vbr, 'peering', text)] };
}
