import { docs } from '../model/catalog/sources.ts';
import { contactFirst, subscribe } from './support/alerts.ts';
import { defineRule } from './rule.ts';

const event = 'tr-route-quota';

export const routeQuotaEvent = defineRule({
  id: 'HC815',
  severity: 'info',
  title: 'Route quota event without a subscriber',
  why: 'CEN announces when its route quota is used to 60, 80, 90, 95, 98 and 100 %; routes above it are lost.',
  sources: [docs.cenEvents],

  *check(topology) {
    const [cen] = topology.cens;
    if (cen === undefined || topology.monitorings.some(({ events }) => events.includes(event))) return;
    yield {
      element: topology.monitorings[0] ?? cen,
      message: `Nobody is told when CEN '${cen.name}' runs out of routes: subscribe to event ${event}${contactFirst(topology)}`,
      fix: subscribe(topology, cen, event),
    };
  },

  examples: {
    bad: `
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      contact netops { mail "netops@example.com" }
      monitoring watch { alerts recommended notify netops event bgp-peer-down }
      //         ^^^^^ HC815`,
    good: `
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      contact netops { mail "netops@example.com" }
      monitoring watch { alerts recommended notify netops event bgp-peer-down, tr-route-quota }`,
  },
});
