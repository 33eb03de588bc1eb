import { bgpLimits, isCloudAsn } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';
import { freeEcrAsn } from './support/ecr-asns.ts';

export const ecrAsn = defineRule({
  id: 'HC401',
  severity: 'error',
  title: 'ECR with an ASN that the platform does not give',
  why: 'An Express Connect Router has ASN 45104, 64512 to 65534 or 4200000000 to 4294967294; 65025 is reserved.',
  sources: bgpLimits.privateAsns.sources,

  *check(topology) {
    const free = String(freeEcrAsn(topology));
    for (const ecr of topology.ecrs) {
      if (ecr.asn === undefined || isCloudAsn(ecr.asn)) continue;
      yield {
        element: ecr,
        property: 'asn',
        message: `ECR '${ecr.name}' cannot have ASN ${ecr.asn}: creating it takes 45104, 64512-65534 or 4200000000-4294967294, without 65025`,
        fix: { title: `Use ASN ${free}`, edits: [set(ecr, 'asn', free)] },
      };
    }
  },

  examples: {
    bad: `
      ecr core { asn 65010 }
      ecr other { asn 65025 }
      //              ^^^^^ HC401
      ecr third { asn 64000 }
      //              ^^^^^ HC401`,
    good: `
      ecr core { asn 65010 }
      ecr other { asn 45104 }
      ecr third { asn 64512 }`,
  },
});
