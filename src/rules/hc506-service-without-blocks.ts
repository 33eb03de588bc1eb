import { serviceByProduct } from '../model/catalog/services.ts';
import { docs } from '../model/catalog/sources.ts';
import { usePrivateLink } from './support/service-fixes.ts';
import { blocksOf } from './support/service-path.ts';
import { defineRule } from './rule.ts';

export const serviceWithoutBlocks = defineRule({
  id: 'HC506',
  severity: 'warning',
  title: 'Private-endpoint service with unknown blocks',
  why: 'Only published blocks, or those that a design declares, can be routed; the addresses of other services may change unseen.',
  sources: [docs.ossBlocks, docs.slsBlocks],

  *check(topology) {
    for (const service of topology.services) {
      const { access, product, region } = service;
      if (access.kind !== 'private-endpoint' || product === undefined || region === undefined) continue;
      // HC507 speaks about products that have no private endpoint at all.
      if (serviceByProduct(product)?.class !== 'private-endpoint' || blocksOf(service).length > 0) continue;
      const fix = usePrivateLink(topology, service);
      yield {
        element: service,
        property: 'access',
        message: `No blocks of ${product} in ${region} are published, so service '${service.name}' gets no route; declare them with prefix, or use PrivateLink`,
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-hangzhou {
        prefix 192.168.0.0/16
        vswitch app-h in cn-hangzhou-h { prefix 192.168.1.0/24 }
        vswitch app-i in cn-hangzhou-i { prefix 192.168.2.0/24 }
      }
      service training { product pai-dlc in cn-hangzhou access private-endpoint }
      //                                                       ^^^^^^^^^^^^^^^^ HC506`,
    good: `
      vpc prod in cn-hangzhou {
        prefix 192.168.0.0/16
        vswitch app-h in cn-hangzhou-h { prefix 192.168.1.0/24 }
        vswitch app-i in cn-hangzhou-i { prefix 192.168.2.0/24 }
      }
      service training { product pai-dlc in cn-hangzhou access privatelink in prod.app-h, prod.app-i }`,
  },
});
