import { servicesUsedBy } from '../analysis/usage.ts';
import { relations } from '../model/relations.ts';
import type { RegionPeering, Service, Site, Topology, TransitRouter } from '../model/topology.ts';
import { bandwidth, namedBriefly } from './support/phrases.ts';
import { missingPeering } from './support/service-path.ts';
import { add, defineRule, type Fix } from './rule.ts';

export const regionInTheMiddle = defineRule({
  id: 'HC418',
  severity: 'error',
  title: 'Traffic across a region in the middle',
  why: 'Routes that a transit router learns over one inter-region connection are not passed on over another, so two regions need a connection of their own.',
  sources: [
    'https://github.com/aliyun/alibabacloud-aiops-skills (1202ecc7, alibabacloud-network-diagnose, cen-diagnosis.md)',
  ],

  *check(topology) {
    const gaps = new Map<string, Gap>();
    for (const site of topology.sites) {
      for (const service of servicesUsedBy(topology, site)) {
        const chain = missingPeering(topology, site, service);
        if (chain === undefined) continue;
        const key = chain.map(({ path }) => path).join(' ');
        const gap = gaps.get(key) ?? { chain, sites: new Set(), services: new Set() };
        gap.sites.add(site);
        gap.services.add(service);
        gaps.set(key, gap);
      }
    }
    for (const { chain, sites, services } of gaps.values()) {
      const [from, middle] = chain;
      const to = chain.at(-1);
      if (from === undefined || middle === undefined || to === undefined) continue;
      const fix = peerDirectly(topology, chain, from, to);
      yield {
        element: to,
        message: `No route leads from ${namedBriefly('site', [...sites])} to ${namedBriefly('service', [...services])}: transit router '${middle.name}' does not pass routes on to a third region; peer '${from.name}' with '${to.name}'`,
        related: [{ element: from, message: 'is where the traffic enters' }],
        ...(fix && { fix }),
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
        transit-router tr-bj in cn-beijing { edition enterprise }
        transit-router tr-hz in cn-hangzhou { attach app }
        //             ^^^^^ HC418
        peering tr-sh to tr-bj { bandwidth 200 Mbps }
        peering tr-bj to tr-hz { bandwidth 100 Mbps }
      }
      vpc app in cn-hangzhou {
        prefix 192.168.0.0/16
        vswitch a in cn-hangzhou-h { prefix 192.168.1.0/24 }
      }
      service shop { product ecs at app.a }
      demand dc to shop { bandwidth 50 Mbps }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach core }
        transit-router tr-bj in cn-beijing { edition enterprise }
        transit-router tr-hz in cn-hangzhou { attach app }
        peering tr-sh to tr-bj { bandwidth 200 Mbps }
        peering tr-bj to tr-hz { bandwidth 100 Mbps }
        peering tr-sh to tr-hz { bandwidth 100 Mbps }
      }
      vpc app in cn-hangzhou {
        prefix 192.168.0.0/16
        vswitch a in cn-hangzhou-h { prefix 192.168.1.0/24 }
      }
      service shop { product ecs at app.a }
      demand dc to shop { bandwidth 50 Mbps }`,
  },
});

interface Gap {
  readonly chain: readonly TransitRouter[];
  readonly sites: Set<Site>;
  readonly services: Set<Service>;
}

/** The new connection gets the bandwidth of the narrowest one on the way. */
function peerDirectly(
  topology: Topology,
  chain: readonly TransitRouter[],
  from: TransitRouter,
  to: TransitRouter,
): Fix | undefined {
  const { cenOf, peeringsOf } = relations(topology);
  const cen = cenOf(from);
  if (cen === undefined) return undefined;
  const hops = chain.slice(1).flatMap((router, index) => {
    const before = chain[index];
    return peeringsOf(router).find((peering) => joins(peering, before)) ?? [];
  });
  const known = hops.flatMap(({ bandwidthMbps }) => (bandwidthMbps === undefined ? [] : [bandwidthMbps]));
  const block = known.length === 0 ? '{ }' : `{ bandwidth ${bandwidth(Math.min(...known))} }`;
  return {
    title: `Peer '${from.name}' with '${to.name}'`,
    edits: [add(cen, `peering ${from.name} to ${to.name} ${block}`)],
  };
}

function joins({ from, to }: RegionPeering, transitRouter: TransitRouter | undefined): boolean {
  return from === transitRouter || to === transitRouter;
}
