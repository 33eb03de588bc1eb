import { docs } from '../model/catalog/sources.ts';
import { usePrivateLink } from './support/service-fixes.ts';
import { defineRule } from './rule.ts';

export const controlledService = defineRule({
  id: 'HC520',
  severity: 'info',
  title: 'Controlled service without PrivateLink',
  why: 'Addresses in 100.64.0.0/10 are shared by all customers and cannot be controlled one by one; an endpoint has a security group and a policy.',
  sources: [docs.solution],

  *check(topology) {
    for (const service of topology.services) {
      if (!service.isControlled || service.access.kind !== 'private-endpoint') continue;
      const fix = usePrivateLink(topology, service);
      yield {
        element: service,
        property: 'access',
        message: `Access to service '${service.name}' is to be controlled; a PrivateLink endpoint with a security group can do that, a route to its blocks cannot`,
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }
      service objects { product oss in cn-shanghai access private-endpoint via tr controlled on }
      //                                                  ^^^^^^^^^^^^^^^^^^^^^^^ HC520`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }
      service objects { product oss in cn-shanghai access privatelink in prod.app-l, prod.app-m controlled on }`,
  },
});
