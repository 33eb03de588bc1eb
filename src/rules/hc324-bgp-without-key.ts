import { docs } from '../model/catalog/sources.ts';
import { defineRule, set } from './rule.ts';
import { sessions } from './support/bgp.ts';

export const bgpWithoutKey = defineRule({
  id: 'HC324',
  severity: 'warning',
  title: 'BGP session without a key',
  why: 'With an MD5 key, a router accepts BGP from the right neighbour only. The key stays outside of the text.',
  sources: [docs.limitsChina],

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      if (bgp.auth !== undefined) continue;
      const secret = `${vbr.name.replaceAll('-', '_').toUpperCase()}_BGP_KEY`;
      yield {
        element: bgp,
        message: `VBR '${vbr.name}' runs BGP without a key, so whoever is on the link can announce routes`,
        fix: { title: `Use a key named ${secret}`, edits: [set(bgp, 'auth', `secret ${secret}`)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr telecom-vbr on a { vlan 1 bgp { peer-asn 65010 } }
      //                            ^^^ HC324
      vbr keyed on a { vlan 2 bgp { peer-asn 65010 auth secret KEY } }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr telecom-vbr on a { vlan 1 bgp { peer-asn 65010 auth secret TELECOM_VBR_BGP_KEY } }
      vbr keyed on a { vlan 2 bgp { peer-asn 65010 auth secret KEY } }`,
  },
});
