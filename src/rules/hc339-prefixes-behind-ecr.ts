import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Ecr, Topology, Vbr } from '../model/topology.ts';
import { add, defineRule, remove, type Edit } from './rule.ts';

export const prefixesBehindEcr = defineRule({
  id: 'HC339',
  severity: 'error',
  title: 'VBR on an ECR that announces prefixes of its own',
  why:
    'An ECR refuses a VBR that carries route prefixes. What the site hears is chosen with the allowed prefixes of ' +
    'the ECR instead.',
  sources: [docs.ecr],

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const [ecr] = relations(topology).ecrsOf(vbr);
      if (ecr === undefined || vbr.networks.length === 0) continue;
      const moved = allowEdits(topology, vbr, ecr);
      yield {
        element: vbr,
        property: 'announce',
        message: `VBR '${vbr.name}' announces prefixes of its own and is on ECR '${ecr.name}', which refuses it for that`,
        fix: {
          title: moved.length > 0 ? `Allow them on ECR '${ecr.name}' instead` : 'Remove them',
          edits: [remove(vbr, 'announce'), ...moved],
        },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 announce 192.168.0.0/16 }
      //                             ^^^^^^^^^^^^^^ HC339
      vbr two on a { vlan 2 announce 192.168.0.0/16 }
      ecr core { attach one }
      cen backbone { transit-router tr in cn-shanghai { attach core } }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 }
      vbr two on a { vlan 2 announce 192.168.0.0/16 }
      ecr core { attach one allow to tr { mode incremental prefix 192.168.0.0/16 } }
      cen backbone { transit-router tr in cn-shanghai { attach core } }`,
  },
});

/** Where it is plain which cloud network is meant: the ECR has one transit router and no choice made for it yet. */
function allowEdits(topology: Topology, vbr: Vbr, ecr: Ecr): readonly Edit[] {
  const [only, second] = relations(topology).attachmentsOf(ecr);
  if (only === undefined || second !== undefined || ecr.allowed.length > 0) return [];
  const prefixes = vbr.networks.map(({ text }) => text).join(', ');
  return [add(ecr, `allow to ${only.transitRouter.name} { mode incremental prefix ${prefixes} }`)];
}
