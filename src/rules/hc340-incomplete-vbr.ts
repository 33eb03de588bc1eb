import { api } from '../model/catalog/sources.ts';
import type { Vbr } from '../model/topology.ts';
import { defineRule, type Fix } from './rule.ts';
import { linkFixes } from './support/links.ts';
import { vlanFixes } from './support/vlans.ts';

export const incompleteVbr = defineRule({
  id: 'HC340',
  severity: 'warning',
  title: 'VBR without a VLAN or peering addresses',
  why: 'The platform makes a VBR only with a VLAN id and the IPv4 addresses of both ends; one that exists already, named by its id, has them.',
  sources: [api('vpc/CreateVirtualBorderRouter')],

  *check(topology) {
    const vlanFor = vlanFixes(topology);
    const linkFor = linkFixes(topology);
    for (const vbr of topology.vbrs) {
      const missing = missingOf(vbr);
      if (vbr.cloudId !== undefined || missing.length === 0) continue;
      yield {
        element: vbr,
        message: `VBR '${vbr.name}' has no ${missing.join(' and no ')}, which the platform needs to make it`,
        fix: together([
          vbr.vlan === undefined ? vlanFor(vbr) : undefined,
          vbr.peering === undefined ? linkFor(vbr) : undefined,
        ]),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { }
      //  ^^^ HC340
      vbr two on a { vlan 1 peering6 fd00:1::2/126 to fd00:1::1 }
      //  ^^^ HC340
      vbr three on a { peering 172.16.1.2/30 to 172.16.1.1 }
      //  ^^^^^ HC340
      vbr adopted on a { id "vbr-1" }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 2 peering 172.16.1.6/30 to 172.16.1.5 }
      vbr two on a { vlan 1 peering6 fd00:1::2/126 to fd00:1::1 peering 172.16.1.10/30 to 172.16.1.9 }
      vbr three on a { peering 172.16.1.2/30 to 172.16.1.1 vlan 3 }
      vbr adopted on a { id "vbr-1" }`,
  },
});

function missingOf(vbr: Vbr): string[] {
  return [
    ...(vbr.vlan === undefined ? ['VLAN'] : []),
    ...(vbr.peering === undefined ? ['peering addresses'] : []),
  ];
}

function together(fixes: readonly (Fix | undefined)[]): Fix | undefined {
  const known = fixes.filter((fix) => fix !== undefined);
  if (known.length === 0) return undefined;
  return {
    title: known.map(({ title }) => title).join(', and '),
    edits: known.flatMap(({ edits }) => edits),
  };
}
