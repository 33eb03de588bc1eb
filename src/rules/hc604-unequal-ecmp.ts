import { circuitCapacityMbps, lineMbps } from '../analysis/capacity.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Topology } from '../model/topology.ts';
import { bandwidth } from './support/phrases.ts';
import { defineRule, remove, set, type Fix } from './rule.ts';

export const unequalEcmp = defineRule({
  id: 'HC604',
  severity: 'warning',
  title: 'ECMP over unequal circuits',
  why: 'Equal-cost routing gives each circuit the same share, so the smallest one fills up first while the others have room.',
  sources: [],

  *check(topology) {
    for (const site of topology.sites) {
      if (site.multiPath !== 'ecmp') continue;
      const members = membersOf(topology, relations(topology).circuitsOf(site));
      const [smallest] = members;
      const largest = members.at(-1);
      if (smallest === undefined || largest === undefined || isAsLarge(smallest, largest)) continue;
      const fix = alignLimits(topology, smallest.circuit, largest.circuit);
      yield {
        element: smallest.circuit,
        message: `Circuit '${smallest.circuit.name}' carries ${bandwidth(smallest.mbps)} and '${largest.circuit.name}' ${bandwidth(largest.mbps)}; ECMP gives both the same share, so '${smallest.circuit.name}' fills up first`,
        related: [{ element: largest.circuit, message: `carries ${bandwidth(largest.mbps)}` }],
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU bandwidth 10 Gbps }
      //      ^^^ HC604
      vbr one-vbr on one { vlan 100 rate-limit 5120 Mbps }
      vbr two-vbr on two { vlan 100 rate-limit 500 Mbps }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU bandwidth 10 Gbps }
      vbr one-vbr on one { vlan 100 rate-limit 5120 Mbps }
      vbr two-vbr on two { vlan 100 rate-limit 5.12 Gbps }`,
  },
});

interface Member {
  readonly circuit: Circuit;
  readonly mbps: number;
}

/** 2048 Mbit/s and 2 Gbit/s are one step of the platform, and no difference. */
function isAsLarge(smallest: Member, largest: Member): boolean {
  return smallest.mbps * 1.024 >= largest.mbps;
}

/** Circuits that share the load and whose capacity is known, the smallest first. */
function membersOf(topology: Topology, circuits: readonly Circuit[]): readonly Member[] {
  const { vbrsOn } = relations(topology);
  return circuits
    .filter((circuit) => circuit.role !== 'standby' && vbrsOn(circuit).length > 0)
    .flatMap((circuit) => {
      const mbps = circuitCapacityMbps(topology, circuit);
      return mbps === undefined ? [] : [{ circuit, mbps }];
    })
    .sort((a, b) => a.mbps - b.mbps);
}

/** Where the lines are equal and one VBR on each makes the difference, the smaller limit is raised. */
function alignLimits(topology: Topology, smallest: Circuit, largest: Circuit): Fix | undefined {
  const { vbrsOn } = relations(topology);
  const [small, ...otherSmall] = vbrsOn(smallest);
  const [large, ...otherLarge] = vbrsOn(largest);
  if (small === undefined || large === undefined || otherSmall.length + otherLarge.length > 0)
    return undefined;
  if (lineMbps(smallest) !== lineMbps(largest)) return undefined;
  const edit =
    large.rateLimitMbps === undefined
      ? remove(small, 'rate-limit')
      : set(small, 'rate-limit', bandwidth(large.rateLimitMbps));
  return { title: `Give '${small.name}' the limit of '${large.name}'`, edits: [edit] };
}
