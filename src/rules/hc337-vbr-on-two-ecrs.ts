import { ecrLimits } from '../model/catalog/limits.ts';
import type { Ecr, Vbr } from '../model/topology.ts';
import { defineRule, removeValue } from './rule.ts';

export const vbrOnTwoEcrs = defineRule({
  id: 'HC337',
  severity: 'error',
  title: 'VBR on two ECRs',
  why: 'A VBR joins one Express Connect Router; the second association is refused.',
  sources: ecrLimits.ecrsPerVbr.sources,

  *check(topology) {
    const owners = new Map<Vbr, Ecr>();
    for (const ecr of topology.ecrs) {
      for (const vbr of new Set(ecr.vbrs)) {
        const owner = owners.get(vbr);
        if (owner === undefined) {
          owners.set(vbr, ecr);
          continue;
        }
        yield {
          element: ecr,
          property: 'attach',
          value: vbr.name,
          message: `VBR '${vbr.name}' is on ECR '${owner.name}' already, and a VBR joins one ECR only`,
          related: [{ element: owner, message: `has '${vbr.name}' first` }],
          fix: {
            title: `Detach '${vbr.name}' from '${ecr.name}'`,
            edits: [removeValue(ecr, 'attach', vbr.name)],
          },
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
      ecr east { asn 64512 attach one }
      ecr west { asn 64513 attach two, one }
      //                               ^^^ HC337`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 }
      vbr two on a { vlan 2 }
      ecr east { asn 64512 attach one }
      ecr west { asn 64513 attach two }`,
  },
});
