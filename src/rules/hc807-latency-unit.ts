import { metricByName } from '../model/catalog/metrics.ts';
import { docs } from '../model/catalog/sources.ts';
import { defineRule } from './rule.ts';

const metric = 'VbrHealthyCheckLatency';
/** Below this a threshold in microseconds is shorter than any line: a millisecond. */
const leastThreshold = 1000;

export const latencyUnit = defineRule({
  id: 'HC807',
  severity: 'warning',
  title: 'Latency threshold in the wrong unit',
  why: 'VbrHealthyCheckLatency counts microseconds, unlike the metrics of CEN, which count milliseconds; a threshold below 1000 fires all the time.',
  sources: [docs.inspectionSkill, metricByName(metric)?.source ?? docs.vbrMetrics],

  *check(topology) {
    for (const alert of topology.monitorings.flatMap(({ alerts }) => alerts)) {
      if (alert.metric !== metric) continue;
      const low = alert.thresholds.find(
        ({ value, operator }) => value < leastThreshold && operator.startsWith('>'),
      );
      if (low === undefined) continue;
      yield {
        element: alert,
        property: 'metric',
        message: `Alert '${alert.name}' compares ${metric} with ${low.value}; it counts microseconds, so ${low.value} ms is ${low.value * 1000}`,
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      monitoring watch { alert slow on border { metric VbrHealthyCheckLatency critical > 100 } }
      //                                               ^^^^^^^^^^^^^^^^^^^^^^ HC807`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      monitoring watch { alert slow on border { metric VbrHealthyCheckLatency critical > 100000 } }`,
  },
});
