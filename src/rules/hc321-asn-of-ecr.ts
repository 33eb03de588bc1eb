import { bgpLimits, isCloudAsn } from '../model/catalog/limits.ts';
import { docs } from '../model/catalog/sources.ts';
import { defineRule, set } from './rule.ts';
import { ecrOf, sessions } from './support/bgp.ts';

export const asnOfEcr = defineRule({
  id: 'HC321',
  severity: 'error',
  title: 'Cloud-side ASN that is not that of the ECR',
  why: 'Behind an Express Connect Router, the cloud side of each session has the number of the ECR.',
  sources: [docs.ecr, docs.bgp],

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      const ecr = ecrOf(topology, vbr);
      if (ecr === undefined || bgp.localAsn === undefined || !isCloudAsn(bgp.localAsn)) continue;
      const asn = ecr.asn ?? bgpLimits.defaultAsn.value;
      // A number that no ECR can have is wrong at the ECR: that is HC401.
      if (bgp.localAsn === asn || !isCloudAsn(asn)) continue;
      yield {
        element: bgp,
        property: 'local-asn',
        message: `VBR '${vbr.name}' gives the cloud side ASN ${bgp.localAsn}, while its ECR '${ecr.name}' has ${asn}, so the ECR refuses it`,
        related: [{ element: ecr, message: `has ASN ${asn}` }],
        fix: { title: `Use ASN ${asn}`, edits: [set(bgp, 'local-asn', String(asn))] },
      };
    }
  },

  examples: {
    bad: `
      site dc { asn 65010 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 local-asn 45104 } }
      //                                                   ^^^^^ HC321
      vbr two on a { vlan 2 bgp { peer-asn 65010 local-asn 64512 } }
      vbr three on a { vlan 3 bgp { peer-asn 65010 } }
      ecr core { asn 64512 attach one, two, three }`,
    good: `
      site dc { asn 65010 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 local-asn 64512 } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 local-asn 64512 } }
      vbr three on a { vlan 3 bgp { peer-asn 65010 } }
      ecr core { asn 64512 attach one, two, three }`,
  },
});
