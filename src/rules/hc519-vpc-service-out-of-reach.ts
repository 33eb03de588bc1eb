import { structuralReach } from '../analysis/reachable.ts';
import { docs } from '../model/catalog/sources.ts';
import { namedBriefly } from './support/phrases.ts';
import { attachVpc } from './support/service-fixes.ts';
import { cutOffSites } from './support/service-path.ts';
import { defineRule } from './rule.ts';

export const vpcServiceOutOfReach = defineRule({
  id: 'HC519',
  severity: 'error',
  title: 'Service in a VPC out of reach',
  why: 'A service in a VPC is reached by plain routing, so the site needs a way to that VPC.',
  sources: [docs.solution],

  *check(topology) {
    for (const service of topology.services) {
      const vpc = service.access.kind === 'vpc' ? service.access.at?.vpc : undefined;
      if (vpc === undefined) continue;
      const sites = cutOffSites(topology, service, (site) => structuralReach(topology, site).vpcs.has(vpc));
      if (sites.length === 0) continue;
      const fix = attachVpc(topology, sites, vpc);
      yield {
        element: service,
        property: 'at',
        message: `Service '${service.name}' is out of reach of ${namedBriefly('site', sites)}: there is no way to VPC '${vpc.name}'; join both through a transit router`,
        related: [{ element: vpc, message: 'holds the service' }],
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone { transit-router tr in cn-shanghai { attach core } }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      service orders { product rds at prod.app-l }
      //                              ^^^^^^^^^^ HC519
      demand dc to orders { bandwidth 100 Mbps }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone { transit-router tr in cn-shanghai { attach core attach prod } }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      service orders { product rds at prod.app-l }
      demand dc to orders { bandwidth 100 Mbps }`,
  },
});
