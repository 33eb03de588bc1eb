import { api } from '../model/catalog/sources.ts';
import { defineRule, remove } from './rule.ts';

export const rateLimitOnHosted = defineRule({
  id: 'HC306',
  severity: 'warning',
  title: 'Rate limit on a hosted circuit',
  why: 'A VBR on a hosted circuit takes over the bandwidth of the circuit; a limit of its own is ignored.',
  sources: [api('vpc/CreateVirtualBorderRouter')],

  *check(topology) {
    for (const vbr of topology.vbrs) {
      if (vbr.rateLimitMbps === undefined || vbr.circuit?.type !== 'hosted') continue;
      yield {
        element: vbr,
        property: 'rate-limit',
        message: `VBR '${vbr.name}' sets a rate limit, while hosted circuit '${vbr.circuit.name}' gives it its bandwidth`,
        fix: { title: 'Remove the rate limit', edits: [remove(vbr, 'rate-limit')] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { type hosted by "Partner" }
      vbr one on a { vlan 1 rate-limit 100 Mbps }
      //                               ^^^^^^^^ HC306`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { type hosted by "Partner" }
      vbr one on a { vlan 1 }`,
  },
});
