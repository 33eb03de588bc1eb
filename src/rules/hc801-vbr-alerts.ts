import { docs } from '../model/catalog/sources.ts';
import { contactFirst, hasRecommendedAlerts, recommendAlerts, watchedMetrics } from './support/alerts.ts';
import { namedBriefly } from './support/phrases.ts';
import { defineRule } from './rule.ts';

const lossMetrics = ['VbrHealthyCheckLossRate', 'VbrHealthyCheckLossPercent'];
const latencyMetrics = ['VbrHealthyCheckLatency'];

export const vbrAlerts = defineRule({
  id: 'HC801',
  severity: 'warning',
  title: 'VBR without alerts for loss and latency',
  why: 'A circuit that loses packets or slows down is still up; only the health check of its VBR shows it.',
  sources: [docs.vbrMetrics, docs.inspectionSkill],

  *check(topology) {
    if (hasRecommendedAlerts(topology)) return;
    const watched = watchedMetrics(topology);
    const blind = topology.vbrs.filter((vbr) => {
      const metrics = watched(vbr);
      return ![lossMetrics, latencyMetrics].every((names) => names.some((name) => metrics.has(name)));
    });
    const [first, ...others] = blind;
    if (first === undefined) return;
    yield {
      element: first,
      message: `No alerts for loss and latency of ${namedBriefly('VBR', blind)}: a failing line goes unnoticed${contactFirst(topology)}`,
      related: others.map((vbr) => ({ element: vbr, message: 'has none either' })),
      fix: recommendAlerts(topology, first),
    };
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      //  ^^^^^^ HC801
      contact netops { mail "netops@example.com" }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      contact netops { mail "netops@example.com" }

      monitoring watch { alerts recommended notify netops }`,
  },
});
