import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Ecr, Topology } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { listed } from './support/phrases.ts';

export const accessPointFarFromHub = defineRule({
  id: 'HC219',
  severity: 'warning',
  title: 'Circuit in a region without a transit router of its ECR',
  why:
    'Traffic from the access point to a transit router in another region crosses regions, which takes longer ' +
    'and is billed as Cloud Data Transfer.',
  sources: [docs.faq, docs.ecr],

  *check(topology) {
    const seen = new Set<Circuit>();
    for (const ecr of topology.ecrs) {
      const regions = hubRegions(topology, ecr);
      if (regions.size === 0) continue;
      for (const circuit of ecr.vbrs.flatMap((vbr) => vbr.circuit ?? [])) {
        if (circuit.region === undefined || regions.has(circuit.region) || seen.has(circuit)) continue;
        seen.add(circuit);
        yield {
          element: circuit,
          property: 'access-point',
          message: `Circuit '${circuit.name}' ends in ${circuit.region}, while ECR '${ecr.name}' meets its transit routers in ${listed([...regions])}, so all of its traffic crosses regions`,
          related: [{ element: ecr, message: 'joins the circuit with transit routers' }],
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-hangzhou-yh-B { }
      //                                ^^^^^^^^^^^^^^^^^^^ HC219
      vbr a-vbr on a { vlan 1 }
      ecr core { attach a-vbr }
      cen backbone { transit-router tr in cn-shanghai { attach core } }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr a-vbr on a { vlan 1 }
      ecr core { attach a-vbr }
      cen backbone { transit-router tr in cn-shanghai { attach core } }`,
  },
});

function hubRegions(topology: Topology, ecr: Ecr): ReadonlySet<string> {
  return new Set(
    relations(topology)
      .attachmentsOf(ecr)
      .flatMap(({ transitRouter }) => transitRouter.region ?? []),
  );
}
