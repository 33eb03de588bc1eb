import { vbrLimits } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import type { Vbr } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { vlanFixes } from './support/vlans.ts';

export const vlanTaken = defineRule({
  id: 'HC302',
  severity: 'error',
  title: 'VLAN id used twice on one circuit',
  why: 'The VLAN id tells the VBRs of a circuit apart, so each has its own; the second one is refused.',
  sources: vbrLimits.vlan.sources,

  *check(topology) {
    const fixFor = vlanFixes(topology);
    for (const circuit of topology.circuits) {
      const owners = new Map<number, Vbr>();
      for (const vbr of relations(topology).vbrsOn(circuit)) {
        // VLAN 0 allows no other VBR at all: that is HC303.
        if (vbr.vlan === undefined || vbr.vlan === 0) continue;
        const owner = owners.get(vbr.vlan);
        if (owner === undefined) {
          owners.set(vbr.vlan, vbr);
          continue;
        }
        yield {
          element: vbr,
          property: 'vlan',
          message: `VBR '${vbr.name}' uses VLAN ${vbr.vlan} on circuit '${circuit.name}', which VBR '${owner.name}' has already`,
          related: [{ element: owner, message: `has VLAN ${vbr.vlan}` }],
          fix: fixFor(vbr),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr first on a { vlan 110 }
      vbr second on a { vlan 110 }
      //                     ^^^ HC302
      vbr third on a { vlan 111 }
      vbr other on b { vlan 110 }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr first on a { vlan 110 }
      vbr second on a { vlan 112 }
      vbr third on a { vlan 111 }
      vbr other on b { vlan 110 }`,
  },
});
