import { circuitCapacityMbps } from '../analysis/capacity.ts';
import { circuitLimits } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import { bandwidth } from './support/phrases.ts';
import { defineRule } from './rule.ts';

/** Above this limit of a circuit or VBR a single stream is capped, says the same page. */
const cappedAboveMbps = 1000;

export const singleFlow = defineRule({
  id: 'HC605',
  severity: 'warning',
  title: 'Single flow above what one stream reaches',
  why: 'Where the limit is above 1 Gbit/s, a single stream reaches 130 or 250 Mbit/s; more takes parallel streams.',
  sources: circuitLimits.flowMbps.sources,

  *check(topology) {
    const { min, max } = circuitLimits.flowMbps.value;
    for (const demand of topology.demands) {
      const { site, flowMbps } = demand;
      if (site === undefined || flowMbps === undefined || flowMbps <= min) continue;
      const circuits = relations(topology).circuitsOf(site);
      if (!circuits.some((circuit) => (circuitCapacityMbps(topology, circuit) ?? 0) > cappedAboveMbps))
        continue;
      yield {
        element: demand,
        property: 'flow',
        message: `A single flow of ${bandwidth(flowMbps)} from site '${site.name}' ${flowMbps > max ? 'does not fit' : 'may not fit'}: one stream reaches ${min} or ${max} Mbps; use parallel streams`,
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      vbr border on line { vlan 100 }
      service shop { product oss in cn-shanghai access private-endpoint }
      demand dc to shop { bandwidth 1 Gbps flow 400 Mbps }
      //                                        ^^^^^^^^ HC605`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      vbr border on line { vlan 100 }
      service shop { product oss in cn-shanghai access private-endpoint }
      demand dc to shop { bandwidth 1 Gbps flow 100 Mbps }`,
  },
});
