import { drillLimits } from '../model/catalog/limits.ts';
import type { Drill } from '../model/topology.ts';
import { circuitOf } from './support/drills.ts';
import { defineRule, removeValue, set } from './rule.ts';

export const drillConflicts = defineRule({
  id: 'HC812',
  severity: 'error',
  title: 'Drills that exclude each other',
  why: 'One failover test runs at a time in a region, and none takes a circuit together with a VBR on it.',
  sources: drillLimits.runningPerRegion.sources,

  *check(topology) {
    const running = new Map<string, Drill>();
    for (const drill of topology.drills) {
      for (const element of drill.fail) {
        if (element.kind !== 'vbr' || element.circuit === undefined) continue;
        if (!drill.fail.includes(element.circuit)) continue;
        yield {
          element: drill,
          property: 'fail',
          value: element.name,
          message: `Drill '${drill.name}' fails VBR '${element.name}' and its circuit '${element.circuit.name}'; a test takes one of them`,
          fix: { title: `Leave '${element.name}' out`, edits: [removeValue(drill, 'fail', element.name)] },
        };
      }
      if (drill.start !== 'now') continue;
      const regions = regionsOf(drill);
      const first = regions.map((region) => running.get(region)).find((other) => other !== undefined);
      for (const region of regions) if (!running.has(region)) running.set(region, drill);
      if (first === undefined) continue;
      yield {
        element: drill,
        property: 'start',
        message: `Drills '${first.name}' and '${drill.name}' both start now in one region, where one runs at a time`,
        related: [{ element: first, message: 'starts now as well' }],
        fix: { title: 'Start it later', edits: [set(drill, 'start', 'later')] },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr one-vbr on one { vlan 100 }
      drill first { fail one, one-vbr for 30 min start now }
      //                      ^^^^^^^ HC812
      drill second { fail two for 30 min start now }
      //                                       ^^^ HC812`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr one-vbr on one { vlan 100 }
      drill first { fail one for 30 min start now }
      drill second { fail two for 30 min start later }`,
  },
});

function regionsOf({ fail }: Drill): readonly string[] {
  return [...new Set(fail.flatMap((element) => circuitOf(element)?.region ?? []))];
}
