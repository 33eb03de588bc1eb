import { vbrLimits } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import { defineRule, remove, set } from './rule.ts';
import { listed } from './support/phrases.ts';

const sizes = vbrLimits.mtu.value;

export const vbrMtu = defineRule({
  id: 'HC332',
  severity: 'error',
  title: 'MTU that a VBR cannot have',
  why: 'The MTU of a VBR is 1500 or 8500, and can be set only when the VBR is on an Express Connect Router.',
  sources: vbrLimits.mtu.sources,

  *check(topology) {
    for (const vbr of topology.vbrs) {
      if (vbr.mtu === undefined) continue;
      if (relations(topology).ecrsOf(vbr).length === 0) {
        yield {
          element: vbr,
          property: 'mtu',
          message: `VBR '${vbr.name}' sets an MTU and is on no ECR, where the platform does not take one`,
          fix: { title: 'Remove the MTU', edits: [remove(vbr, 'mtu')] },
        };
      } else if (!sizes.includes(vbr.mtu)) {
        yield {
          element: vbr,
          property: 'mtu',
          message: `VBR '${vbr.name}' has MTU ${vbr.mtu}; the platform takes ${listed(sizes.map(String))}`,
          fix: { title: `Use ${String(sizes[0])}`, edits: [set(vbr, 'mtu', String(sizes[0]))] },
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 mtu 9000 }
      //                        ^^^^ HC332
      vbr two on a { vlan 2 mtu 8500 }
      vbr three on a { vlan 3 mtu 1500 }
      //                          ^^^^ HC332
      ecr core { attach one, two }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 mtu 1500 }
      vbr two on a { vlan 2 mtu 8500 }
      vbr three on a { vlan 3 }
      ecr core { attach one, two }`,
  },
});
