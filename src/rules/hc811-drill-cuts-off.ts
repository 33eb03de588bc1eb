import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Drill, Site } from '../model/topology.ts';
import { carryingCircuits, circuitOf, failedCircuits, touchedSites } from './support/drills.ts';
import { quoted } from './support/phrases.ts';
import { defineRule, removeValue, type Fix } from './rule.ts';

export const drillCutsOff = defineRule({
  id: 'HC811',
  severity: 'error',
  title: 'Drill that cuts a site off',
  why: 'A failover test really switches off what it names, so another path must be left.',
  sources: [docs.failoverTest],

  *check(topology) {
    for (const drill of topology.drills) {
      const failed = failedCircuits(topology, drill);
      for (const site of touchedSites(drill)) {
        if (relations(topology).vpnsOf(site).length > 0) continue;
        const circuits = carryingCircuits(topology, site);
        if (circuits.length === 0 || !circuits.every((circuit) => failed.has(circuit))) continue;
        const fix = spareOne(drill, site);
        yield {
          element: drill,
          property: 'fail',
          message: `Drill '${drill.name}' switches off all circuits of site '${site.name}' and cuts it off; leave one of them`,
          related: [{ element: site, message: 'has no other path' }],
          ...(fix && { fix }),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr one-vbr on one { vlan 100 }
      vbr two-vbr on two { vlan 100 }
      drill quarterly { fail one, two for 30 min every quarter }
      //                     ^^^^^^^^ HC811`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr one-vbr on one { vlan 100 }
      vbr two-vbr on two { vlan 100 }
      drill quarterly { fail one for 30 min every quarter }`,
  },
});

/** Leaves the last circuit of the site out of the drill, with its VBRs, as long as the drill keeps another one. */
function spareOne(drill: Drill, site: Site): Fix | undefined {
  const own = drill.fail.filter((element) => circuitOf(element)?.site === site);
  const last = own.map(circuitOf).at(-1);
  const spared = own.filter((element) => circuitOf(element) === last);
  if (spared.length === 0 || spared.length === own.length) return undefined;
  return {
    title: `Leave ${quoted(spared)} out`,
    edits: spared.map(({ name }) => removeValue(drill, 'fail', name)),
  };
}
