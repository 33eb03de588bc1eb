import { circuitLimits } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Topology, Vbr } from '../model/topology.ts';
import { defineRule } from './rule.ts';

const most = circuitLimits.vbrs.value;

export const vbrQuota = defineRule({
  id: 'HC304',
  severity: 'warning',
  title: 'Many VBRs on one circuit',
  why: 'By default an account has five VBRs on a circuit; more need a ticket.',
  sources: circuitLimits.vbrs.sources,

  *check(topology) {
    for (const circuit of topology.circuits) {
      for (const vbrs of byAccount(topology, circuit)) {
        const beyond = vbrs[most];
        if (beyond === undefined) continue;
        yield {
          element: beyond,
          message: `VBR '${beyond.name}' is number ${most + 1} of ${vbrs.length} on circuit '${circuit.name}', where an account has ${most}; ask for a higher quota, or merge VBRs`,
          related: [{ element: circuit, message: `carries ${vbrs.length} VBRs of one account` }],
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 }
      vbr two on a { vlan 2 }
      vbr three on a { vlan 3 }
      vbr four on a { vlan 4 }
      vbr five on a { vlan 5 }
      vbr six on a { vlan 6 }
      //  ^^^ HC304`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 }
      vbr two on a { vlan 2 }
      vbr three on a { vlan 3 }
      vbr four on a { vlan 4 }
      vbr five on a { vlan 5 }
      vbr six on a { vlan 6 account "1234567890123456" }`,
  },
});

function byAccount(topology: Topology, circuit: Circuit): Iterable<readonly Vbr[]> {
  const own = topology.network?.account;
  return Map.groupBy(relations(topology).vbrsOn(circuit), ({ account }) => account ?? own).values();
}
