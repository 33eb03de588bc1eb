import { vbrLimits } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';

const sizes = vbrLimits.mtu.value;

export const mtuOfOneEcr = defineRule({
  id: 'HC333',
  severity: 'warning',
  title: 'VBRs of one ECR with different MTUs',
  why: 'The MTU of one VBR applies to every VBR and VPC of its ECR, so different values overwrite each other.',
  sources: vbrLimits.mtu.sources,

  *check(topology) {
    for (const ecr of topology.ecrs) {
      const first = ecr.vbrs.find(({ mtu }) => mtu !== undefined && sizes.includes(mtu));
      if (first?.mtu === undefined) continue;
      for (const vbr of ecr.vbrs) {
        // A VBR that says nothing takes what the ECR has.
        if (vbr.mtu === undefined || vbr.mtu === first.mtu || !sizes.includes(vbr.mtu)) continue;
        yield {
          element: vbr,
          property: 'mtu',
          message: `VBR '${vbr.name}' has MTU ${vbr.mtu} and VBR '${first.name}' ${first.mtu}, while one value holds for all of ECR '${ecr.name}'`,
          related: [{ element: first, message: `has MTU ${first.mtu}` }],
          fix: { title: `Use ${first.mtu}`, edits: [set(vbr, 'mtu', String(first.mtu))] },
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 mtu 8500 }
      vbr two on a { vlan 2 mtu 1500 }
      //                        ^^^^ HC333
      vbr three on a { vlan 3 }
      ecr core { attach one, two, three }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 mtu 8500 }
      vbr two on a { vlan 2 mtu 8500 }
      vbr three on a { vlan 3 }
      ecr core { attach one, two, three }`,
  },
});
