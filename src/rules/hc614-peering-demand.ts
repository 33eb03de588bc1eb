import { grownMbps } from '../analysis/capacity.ts';
import { structuralReach } from '../analysis/reachable.ts';
import type { Demand, RegionPeering, Topology } from '../model/topology.ts';
import { bandwidth } from './support/phrases.ts';
import { transitRoutersTowards, vpcsOf } from './support/service-path.ts';
import { defineRule, set } from './rule.ts';

/** hcnet's own share, as for circuits (HC601). */
const healthyShare = 0.8;

export const peeringDemand = defineRule({
  id: 'HC614',
  severity: 'warning',
  title: 'Inter-region connection that is too small',
  why: 'The bandwidth of an inter-region connection is a cap; hcnet warns when the demand across it passes 80 % of it within the horizon of the demands.',
  sources: [],

  *check(topology) {
    for (const peering of topology.cens.flatMap((cen) => cen.peerings)) {
      const { from, to, bandwidthMbps } = peering;
      // HC420 speaks about the test bandwidth.
      if (from === undefined || to === undefined || bandwidthMbps === undefined || bandwidthMbps < 1)
        continue;
      const crossing = topology.demands.filter((demand) => crosses(topology, demand, peering));
      const needed = crossing.reduce((sum, demand) => sum + grownMbps(demand, demand.horizonMonths), 0);
      if (needed <= healthyShare * bandwidthMbps) continue;
      const enough = Math.ceil(needed / healthyShare / 100) * 100;
      yield {
        element: peering,
        property: 'bandwidth',
        message: `The connection '${from.name}' to '${to.name}' has ${bandwidth(bandwidthMbps)}, and the demand across it grows to ${bandwidth(needed)}`,
        related: crossing.map((demand) => ({ element: demand, message: 'crosses it' })),
        fix: {
          title: `Raise it to ${bandwidth(enough)}`,
          edits: [set(peering, 'bandwidth', bandwidth(enough))],
        },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach core }
        transit-router tr-bj in cn-beijing { attach data }
        peering tr-sh to tr-bj { bandwidth 200 Mbps }
        //                                 ^^^^^^^^ HC614
      }
      vpc data in cn-beijing {
        prefix 172.20.0.0/16
        vswitch db in cn-beijing-h { prefix 172.20.1.0/24 }
      }
      service lake { product rds at data.db }
      demand dc to lake { bandwidth 300 Mbps }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach core }
        transit-router tr-bj in cn-beijing { attach data }
        peering tr-sh to tr-bj { bandwidth 400 Mbps }
      }
      vpc data in cn-beijing {
        prefix 172.20.0.0/16
        vswitch db in cn-beijing-h { prefix 172.20.1.0/24 }
      }
      service lake { product rds at data.db }
      demand dc to lake { bandwidth 300 Mbps }`,
  },
});

/** Whether all services of the demand lie beyond this connection, seen from the site, and none before it. */
function crosses(topology: Topology, { site, services }: Demand, { from, to }: RegionPeering): boolean {
  if (site === undefined || from === undefined || to === undefined || services.length === 0) return false;
  const { entries, ecrs } = structuralReach(topology, site);
  const far =
    entries.has(from) && !entries.has(to) ? to : entries.has(to) && !entries.has(from) ? from : undefined;
  if (far === undefined) return false;
  const near = new Set([...ecrs].flatMap((ecr) => ecr.vpcs));
  return services.every((service) => {
    if (vpcsOf(service).some((vpc) => near.has(vpc))) return false;
    const ends = transitRoutersTowards(topology, service);
    return ends.includes(far) && !ends.some((end) => entries.has(end));
  });
}
