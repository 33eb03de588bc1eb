import { inRange, vbrLimits } from '../model/catalog/limits.ts';
import { defineRule } from './rule.ts';
import { vlanFixes } from './support/vlans.ts';

const bounds = vbrLimits.vlan.value;

export const vlanRange = defineRule({
  id: 'HC301',
  severity: 'error',
  title: 'VLAN id out of range',
  why: 'The platform takes VLAN ids from 0 to 2999, fewer than 802.1Q has.',
  sources: vbrLimits.vlan.sources,

  *check(topology) {
    const fixFor = vlanFixes(topology);
    for (const vbr of topology.vbrs) {
      if (vbr.vlan === undefined || inRange(bounds, vbr.vlan)) continue;
      yield {
        element: vbr,
        property: 'vlan',
        message: `VBR '${vbr.name}' uses VLAN ${vbr.vlan}; the platform takes ${bounds.min} to ${bounds.max}`,
        fix: fixFor(vbr),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr first on a { vlan 1 }
      vbr second on a { vlan 3000 }
      //                     ^^^^ HC301`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr first on a { vlan 1 }
      vbr second on a { vlan 2 }`,
  },
});
