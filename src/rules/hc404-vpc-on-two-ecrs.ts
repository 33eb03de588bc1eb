import { ecrLimits } from '../model/catalog/limits.ts';
import type { Ecr, Vpc } from '../model/topology.ts';
import { defineRule, removeValue } from './rule.ts';

export const vpcOnTwoEcrs = defineRule({
  id: 'HC404',
  severity: 'error',
  title: 'VPC on two ECRs',
  why: 'A VPC joins one Express Connect Router; a second way in goes through a transit router.',
  sources: ecrLimits.ecrsPerVpc.sources,

  *check(topology) {
    const owners = new Map<Vpc, Ecr>();
    for (const ecr of topology.ecrs) {
      for (const vpc of new Set(ecr.vpcs)) {
        const first = owners.get(vpc);
        if (first === undefined) {
          owners.set(vpc, ecr);
          continue;
        }
        yield {
          element: ecr,
          property: 'attach',
          value: vpc.name,
          message: `VPC '${vpc.name}' is on ECR '${first.name}' already, and a VPC joins one ECR only; connect '${ecr.name}' through a transit router`,
          related: [{ element: first, message: `has VPC '${vpc.name}' first` }],
          fix: {
            title: `Detach '${vpc.name}' from '${ecr.name}'`,
            edits: [removeValue(ecr, 'attach', vpc.name)],
          },
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      ecr east { asn 64520 attach prod }
      ecr west { asn 64521 attach prod }
      //                          ^^^^ HC404`,
    good: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      ecr east { asn 64520 attach prod }
      ecr west { asn 64521 }`,
  },
});
