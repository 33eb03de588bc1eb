import { clamp, drillLimits, inRange } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';

export const drillSize = defineRule({
  id: 'HC810',
  severity: 'error',
  title: 'Drill that the platform does not take',
  why: 'A failover test switches off 1 to 16 circuits for 1 to 4320 minutes.',
  sources: drillLimits.circuits.sources,

  *check(topology) {
    const { max } = drillLimits.circuits.value;
    for (const drill of topology.drills) {
      const { durationMin, fail } = drill;
      if (fail.length > max) {
        yield {
          element: drill,
          property: 'fail',
          message: `Drill '${drill.name}' fails ${fail.length} resources at once, and ${max} are the most; split it`,
        };
      }
      if (durationMin === undefined || inRange(drillLimits.minutes.value, durationMin)) continue;
      const minutes = clamp(drillLimits.minutes.value, durationMin);
      yield {
        element: drill,
        property: 'for',
        message: `Drill '${drill.name}' takes ${durationMin} min; it must be 1 to ${drillLimits.minutes.value.max}`,
        fix: { title: `Use ${minutes} min`, edits: [set(drill, 'for', `${String(minutes)} min`)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      drill long { fail one for 90 h every quarter }
      //                        ^^^^ HC810
      drill short { fail one for 30 s every quarter }
      //                         ^^^^ HC810`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      drill long { fail one for 4320 min every quarter }
      drill short { fail one for 1 min every quarter }`,
  },
});
