import { metricPeriodS } from '../model/catalog/metrics.ts';
import { docs } from '../model/catalog/sources.ts';
import { defineRule, set } from './rule.ts';

export const alertPeriod = defineRule({
  id: 'HC806',
  severity: 'error',
  title: 'Alert period that is not a multiple of a minute',
  why: 'CloudMonitor evaluates metrics in periods of whole minutes.',
  sources: [docs.vbrMetrics],

  *check(topology) {
    for (const alert of topology.monitorings.flatMap(({ alerts }) => alerts)) {
      const { periodS } = alert;
      if (periodS === undefined || (periodS > 0 && periodS % metricPeriodS === 0)) continue;
      const rounded = Math.max(1, Math.ceil(periodS / metricPeriodS)) * metricPeriodS;
      yield {
        element: alert,
        property: 'period',
        message: `Alert '${alert.name}' has a period of ${periodS} s; it must be a multiple of ${metricPeriodS} s`,
        fix: { title: `Use ${rounded} s`, edits: [set(alert, 'period', `${String(rounded)} s`)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      monitoring watch { alert loss on border { metric VbrHealthyCheckLossRate period 90 s critical > 5 } }
      //                                                                              ^^^^ HC806`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      monitoring watch { alert loss on border { metric VbrHealthyCheckLossRate period 120 s critical > 5 } }`,
  },
});
