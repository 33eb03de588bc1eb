import { docs } from '../model/catalog/sources.ts';
import type { Ecr } from '../model/topology.ts';
import { asnOf, freeEcrAsn } from './support/ecr-asns.ts';
import { defineRule, set } from './rule.ts';

export const ecrAsnShared = defineRule({
  id: 'HC402',
  severity: 'error',
  title: 'Two ECRs with one ASN',
  why: 'The ASN of an Express Connect Router is unique in an account and cannot be changed later.',
  sources: [docs.ecr],

  *check(topology) {
    const owners = new Map<string, Ecr>();
    for (const ecr of topology.ecrs) {
      const key = `${ecr.account ?? topology.network?.account ?? ''} ${String(asnOf(ecr))}`;
      const first = owners.get(key);
      if (first === undefined) {
        owners.set(key, ecr);
        continue;
      }
      const free = freeEcrAsn(topology);
      yield {
        element: ecr,
        ...(ecr.asn === undefined ? {} : { property: 'asn' }),
        message: `ECR '${ecr.name}' has ASN ${asnOf(ecr)}, which ECR '${first.name}' has already, so the account refuses it`,
        related: [{ element: first, message: 'has the same ASN' }],
        fix: { title: `Use ASN ${free}`, edits: [set(ecr, 'asn', String(free))] },
      };
    }
  },

  examples: {
    bad: `
      ecr east { asn 45104 }
      ecr west { asn 45104 }
      //             ^^^^^ HC402`,
    good: `
      ecr east { asn 45104 }
      ecr west { asn 64512 }`,
  },
});
