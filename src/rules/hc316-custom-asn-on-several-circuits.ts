import { bgpLimits, isCloudAsn } from '../model/catalog/limits.ts';
import { api } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { defineRule, set } from './rule.ts';
import { sessions } from './support/bgp.ts';

const ownAsn = bgpLimits.defaultAsn.value;

export const customAsnOnSeveralCircuits = defineRule({
  id: 'HC316',
  severity: 'warning',
  title: 'Own cloud-side ASN with several circuits',
  why:
    'With several lines, another AS number than 45104 on the cloud side may make BGP loops, since routes of one ' +
    'line can come back over another. Behind an ECR the number is that of the ECR.',
  sources: [api('vpc/CreateBgpGroup')],

  *check(topology) {
    const { circuitsOf, ecrsOf } = relations(topology);
    for (const { vbr, bgp } of sessions(topology)) {
      const { localAsn } = bgp;
      const site = vbr.circuit?.site;
      if (localAsn === undefined || localAsn === ownAsn || !isCloudAsn(localAsn)) continue;
      if (site === undefined || circuitsOf(site).length < 2 || ecrsOf(vbr).length > 0) continue;
      yield {
        element: bgp,
        property: 'local-asn',
        message: `VBR '${vbr.name}' gives the cloud side ASN ${localAsn}, and site '${site.name}' has several circuits, so routes may loop`,
        fix: { title: `Use ASN ${ownAsn}`, edits: [set(bgp, 'local-asn', String(ownAsn))] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 local-asn 64512 } }
      //                                                   ^^^^^ HC316
      vbr two on b { vlan 1 bgp { peer-asn 65010 local-asn 64512 } }
      ecr core { asn 64512 attach two }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 local-asn 45104 } }
      vbr two on b { vlan 1 bgp { peer-asn 65010 local-asn 64512 } }
      ecr core { asn 64512 attach two }`,
  },
});
