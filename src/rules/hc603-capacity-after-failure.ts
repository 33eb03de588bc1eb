import { criticalDemandMbps, siteCapacityMbps, worstLoss } from '../analysis/capacity.ts';
import { docs } from '../model/catalog/sources.ts';
import { liftLimits } from './support/capacity-fixes.ts';
import { bandwidth } from './support/phrases.ts';
import { defineRule } from './rule.ts';

const unitNames = { 'circuit': 'circuit', 'router': 'router', 'access-point': 'access point' } as const;

export const capacityAfterFailure = defineRule({
  id: 'HC603',
  severity: 'warning',
  title: 'Too little capacity after a failure',
  why: 'What is left when the largest circuit, router or access point fails must carry the critical demand; redundancy without capacity is not redundancy.',
  sources: [docs.solution],

  *check(topology) {
    for (const site of topology.sites) {
      const critical = criticalDemandMbps(topology, site);
      const capacity = siteCapacityMbps(topology, site);
      // HC602 speaks when it is too little even without a failure.
      if (capacity === undefined || critical > capacity) continue;
      const worst = worstLoss(topology, site);
      if (worst === undefined || worst.leftMbps >= critical) continue;
      const { unit, leftMbps } = worst;
      const lost = capacity - leftMbps;
      const fix = liftLimits(topology, site, critical + lost);
      yield {
        element: site,
        message: `Without ${unitNames[unit.kind]} '${unit.name}' site '${site.name}' has ${bandwidth(leftMbps)} left for ${bandwidth(critical)} of critical demand`,
        related: unit.circuits.map((circuit) => ({ element: circuit, message: 'fails with it' })),
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      //   ^^ HC603
      circuit large from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      circuit small from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU bandwidth 1 Gbps }
      vbr large-vbr on large { vlan 100 }
      vbr small-vbr on small { vlan 100 }
      service shop { product oss in cn-shanghai access private-endpoint }
      demand dc to shop { bandwidth 2 Gbps critical on }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit large from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      circuit small from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU bandwidth 2 Gbps }
      vbr large-vbr on large { vlan 100 }
      vbr small-vbr on small { vlan 100 }
      service shop { product oss in cn-shanghai access private-endpoint }
      demand dc to shop { bandwidth 2 Gbps critical on }`,
  },
});
