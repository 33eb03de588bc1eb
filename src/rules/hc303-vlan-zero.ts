import { api, docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { defineRule } from './rule.ts';
import { vlanFixes } from './support/vlans.ts';

export const vlanZero = defineRule({
  id: 'HC303',
  severity: 'error',
  title: 'VLAN 0 beside other VBRs',
  why: 'VLAN 0 makes the port a layer-3 interface for exactly one VBR; for several, each has an id from 1.',
  sources: [api('vpc/CreateVirtualPhysicalConnection'), docs.faq],

  *check(topology) {
    const fixFor = vlanFixes(topology);
    for (const circuit of topology.circuits) {
      const vbrs = relations(topology).vbrsOn(circuit);
      if (vbrs.length < 2) continue;
      for (const vbr of vbrs.filter(({ vlan }) => vlan === 0)) {
        yield {
          element: vbr,
          property: 'vlan',
          message: `VBR '${vbr.name}' takes circuit '${circuit.name}' for itself with VLAN 0, so its other VBRs cannot be created`,
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
      vbr whole on a { vlan 0 }
      //                    ^ HC303
      vbr second on a { vlan 1 }
      vbr alone on b { vlan 0 }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr whole on a { vlan 2 }
      vbr second on a { vlan 1 }
      vbr alone on b { vlan 0 }`,
  },
});
