import { structuralReach } from '../analysis/reachable.ts';
import { docs } from '../model/catalog/sources.ts';
import { namedBriefly } from './support/phrases.ts';
import { attachVpc } from './support/service-fixes.ts';
import { cutOffSites, vpcsOf } from './support/service-path.ts';
import { defineRule } from './rule.ts';

export const endpointOutOfReach = defineRule({
  id: 'HC511',
  severity: 'error',
  title: 'Endpoint in a VPC out of reach',
  why: 'The address of a PrivateLink endpoint belongs to a VPC; a site reaches it only if it reaches that VPC.',
  sources: [docs.privatelink],

  *check(topology) {
    for (const service of topology.services) {
      if (service.access.kind !== 'privatelink') continue;
      const [vpc] = vpcsOf(service);
      if (vpc === undefined) continue;
      const sites = cutOffSites(topology, service, (site) => structuralReach(topology, site).vpcs.has(vpc));
      if (sites.length === 0) continue;
      const fix = attachVpc(topology, sites, vpc);
      yield {
        element: service,
        property: 'access',
        message: `Service '${service.name}' is out of reach of ${namedBriefly('site', sites)}: there is no way to VPC '${vpc.name}', where its endpoint stands; join both through a transit router`,
        related: [{ element: vpc, message: 'holds the endpoint' }],
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-beijing-ft-A { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone { transit-router tr in cn-beijing { attach core } }
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
      }
      service bailian { product model-studio in cn-beijing access privatelink in ai.ep-h, ai.ep-k }
      //                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC511
      expect dc reaches bailian`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-beijing-ft-A { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone { transit-router tr in cn-beijing { attach core attach ai } }
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
      }
      service bailian { product model-studio in cn-beijing access privatelink in ai.ep-h, ai.ep-k }
      expect dc reaches bailian`,
  },
});
