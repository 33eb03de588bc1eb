import { vpnLimits } from '../model/catalog/limits.ts';
import type { Topology, Vpn } from '../model/topology.ts';
import { freeTunnelBlock } from './support/tunnels.ts';
import { add, defineRule, type Fix } from './rule.ts';

export const twoTunnels = defineRule({
  id: 'HC705',
  severity: 'error',
  title: 'VPN without exactly two tunnels',
  why: 'A VPN connection has two tunnels in different zones, so that it survives the loss of one.',
  sources: vpnLimits.tunnelsPerConnection.sources,

  *check(topology) {
    const count = vpnLimits.tunnelsPerConnection.value;
    for (const vpn of topology.vpns) {
      const { tunnels } = vpn;
      if (tunnels.length === 0 || tunnels.length === count) continue;
      yield {
        element: tunnels[count] ?? vpn,
        message: `VPN '${vpn.name}' has ${tunnels.length === 1 ? 'one tunnel' : `${String(tunnels.length)} tunnels`}, and a connection takes exactly ${count}`,
        ...(tunnels.length === 1 && { fix: addTunnel(topology, vpn) }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr {
      //  ^^^^^^ HC705
        role standby
        tunnel first { inside 169.254.10.0/30 key secret KEY_1 }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr {
        role standby
        tunnel first { inside 169.254.10.0/30 key secret KEY_1 }
        tunnel second { inside 169.254.10.4/30 }
      }`,
  },
});

function addTunnel(topology: Topology, vpn: Vpn): Fix {
  const name = vpn.tunnels.some((tunnel) => tunnel.name === 'second') ? 'other' : 'second';
  return {
    title: 'Add the second tunnel',
    edits: [add(vpn, `tunnel ${name} { inside ${freeTunnelBlock(topology)} }`)],
  };
}
