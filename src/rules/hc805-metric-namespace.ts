import { metricsByName } from '../model/catalog/metrics.ts';
import { docs } from '../model/catalog/sources.ts';
import { listed } from './support/phrases.ts';
import { defineRule, set } from './rule.ts';

export const metricNamespace = defineRule({
  id: 'HC805',
  severity: 'error',
  title: 'Metric in the wrong namespace',
  why: 'Metrics of VBRs are in acs_physical_connection, those of peering connections in acs_express_connect, of CEN in acs_cen, of PrivateLink in acs_privatelink and of VPN in acs_vpn; a rule in another one never fires.',
  sources: [docs.inspectionSkill, docs.vbrMetrics],

  *check(topology) {
    for (const alert of topology.monitorings.flatMap(({ alerts }) => alerts)) {
      const { metric, namespace } = alert;
      if (metric === undefined || namespace === undefined) continue;
      const right = [...new Set(metricsByName(metric).map((known) => known.namespace))];
      const [first] = right;
      if (first === undefined || right.includes(namespace)) continue;
      yield {
        element: alert,
        property: 'namespace',
        message: `Metric ${metric} is in ${listed(right)}; in ${namespace} alert '${alert.name}' never fires`,
        fix: { title: `Use ${first}`, edits: [set(alert, 'namespace', first)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      monitoring watch {
        alert loss on border { metric VbrHealthyCheckLossRate namespace acs_express_connect critical > 5 }
        //                                                              ^^^^^^^^^^^^^^^^^^^ HC805
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      monitoring watch {
        alert loss on border { metric VbrHealthyCheckLossRate namespace acs_physical_connection critical > 5 }
      }`,
  },
});
