import { metricRuleSource, recommendedAlerts } from '../model/catalog/metrics.ts';
import type { Alert, Monitoring } from '../model/topology.ts';
import { add, defineRule, set, type Fix } from './rule.ts';

export const incompleteAlert = defineRule({
  id: 'HC808',
  severity: 'error',
  title: 'Alert without a contact or threshold',
  why: 'CloudMonitor takes a rule only with a contact group and at least one level with a threshold.',
  sources: [metricRuleSource],

  *check(topology) {
    const [contact] = topology.contacts;
    for (const monitoring of topology.monitorings) {
      if (monitoring.notify.length === 0 && hasAlerts(monitoring)) {
        yield {
          element: monitoring,
          message: `The alerts of '${monitoring.name}' have nobody to tell; name a contact with notify`,
          ...(contact && {
            fix: {
              title: `Notify '${contact.name}'`,
              edits: [set(monitoring, 'notify', contact.name)],
            },
          }),
        };
      }
      for (const alert of monitoring.alerts) {
        if (alert.metric === undefined || alert.thresholds.length > 0) continue;
        const fix = proposeThresholds(alert);
        yield {
          element: alert,
          message: `Alert '${alert.name}' has no threshold; add one, such as critical > 5`,
          ...(fix && { fix }),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      contact netops { mail "netops@example.com" }
      monitoring watch {
      //         ^^^^^ HC808
        alerts recommended
        alert loss on border {
        //    ^^^^ HC808
          metric VbrHealthyCheckLossRate
        }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      contact netops { mail "netops@example.com" }
      monitoring watch {
        alerts recommended
        alert loss on border {
          metric VbrHealthyCheckLossRate
          warn > 1 for 3 times
          critical > 5 for 3 times
        }
        notify netops
      }`,
  },
});

function hasAlerts({ alertsRecommended, alerts, events }: Monitoring): boolean {
  return alertsRecommended || alerts.length > 0 || events.length > 0;
}

/** The thresholds of the recommended alert on the same metric. */
function proposeThresholds(alert: Alert): Fix | undefined {
  const known = recommendedAlerts.find(({ metric, of }) => metric.name === alert.metric && of === 'value');
  if (known === undefined) return undefined;
  return {
    title: 'Use the recommended thresholds',
    edits: known.thresholds.map(({ level, operator, value }) =>
      add(alert, `${level} ${operator} ${String(value)} for ${String(known.times)} times`),
    ),
  };
}
