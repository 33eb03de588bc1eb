import { docs } from '../model/catalog/sources.ts';
import { contactFirst, hasRecommendedAlerts, recommendAlerts, watchedMetrics } from './support/alerts.ts';
import { namedBriefly } from './support/phrases.ts';
import { defineRule } from './rule.ts';

export const circuitAlerts = defineRule({
  id: 'HC802',
  severity: 'warning',
  title: 'Circuit without an alert on its state',
  why: 'With redundant circuits the loss of one changes nothing that users see, so only an alert on PhysicalConnectionStatus tells.',
  sources: [docs.healthCheck],

  *check(topology) {
    if (hasRecommendedAlerts(topology)) return;
    const watched = watchedMetrics(topology);
    const blind = topology.circuits.filter((circuit) => !watched(circuit).has('PhysicalConnectionStatus'));
    const [first, ...others] = blind;
    if (first === undefined) return;
    yield {
      element: first,
      message: `No alert on PhysicalConnectionStatus of ${namedBriefly('circuit', blind)}: ${blind.length === 1 ? 'its' : 'their'} loss goes unnoticed${contactFirst(topology)}`,
      related: others.map((circuit) => ({ element: circuit, message: 'has none either' })),
      fix: recommendAlerts(topology, first),
    };
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit other from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      //      ^^^^^ HC802
      contact netops { mail "netops@example.com" }
      monitoring watch {
        notify netops
        alert state on line { metric PhysicalConnectionStatus critical < 1 }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit other from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      contact netops { mail "netops@example.com" }
      monitoring watch {
        notify netops
        alert state on line { metric PhysicalConnectionStatus critical < 1 }
        alerts recommended
      }`,
  },
});
