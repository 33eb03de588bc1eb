import { docs } from '../model/catalog/sources.ts';
import { carryingCircuits, drillsBySite } from './support/drills.ts';
import { freeName } from './support/phrases.ts';
import { declare, defineRule } from './rule.ts';

export const noDrill = defineRule({
  id: 'HC809',
  severity: 'warning',
  title: 'Redundant site without a failover drill',
  why: 'A drill shows whether faults of a circuit are found and routed around, before a real one does.',
  sources: [docs.solution, docs.failoverTest],

  *check(topology) {
    const drillsOf = drillsBySite(topology);
    for (const site of topology.sites) {
      const circuits = carryingCircuits(topology, site);
      const [first] = circuits;
      if (first === undefined || circuits.length < 2) continue;
      if (drillsOf(site).length > 0) continue;
      const name = freeName(topology, `${site.name}-drill`);
      yield {
        element: site,
        message: `Site '${site.name}' has ${circuits.length} circuits and no drill that shows whether one takes over for another`,
        fix: {
          title: 'Add a drill each quarter',
          edits: [declare(first, `drill ${name} { fail ${first.name} for 30 min every quarter }`)],
        },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      //   ^^ HC809
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr one-vbr on one { vlan 100 }
      vbr two-vbr on two { vlan 100 }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr one-vbr on one { vlan 100 }
      vbr two-vbr on two { vlan 100 }

      drill dc-drill { fail one for 30 min every quarter }`,
  },
});
