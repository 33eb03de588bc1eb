import { docs } from '../model/catalog/sources.ts';
import { serviceBlock } from '../model/ip.ts';
import { clashesWithServices } from './support/links.ts';
import { namedBriefly } from './support/phrases.ts';
import { hasPrivateLink, usePrivateLink, usePrivateLinkForAll } from './support/service-fixes.ts';
import { likelyServices, likelyUsers } from './support/service-path.ts';
import { defineRule } from './rule.ts';

export const siteInServiceBlock = defineRule({
  id: 'HC505',
  severity: 'warning',
  title: 'Service in a block that the site uses itself',
  why: 'A site with addresses in 100.64.0.0/10 cannot route the services there; a PrivateLink endpoint gives such a service an address of the VPC.',
  sources: [docs.solution],

  *check(topology) {
    const servicesOf = likelyServices(topology);
    // Where all services of a site can move, HC101 offers that in one step.
    const taken = topology.sites.filter(
      (site) =>
        site.prefixes.some(clashesWithServices) &&
        usePrivateLinkForAll(topology, servicesOf(site)) === undefined,
    );
    if (taken.length === 0) return;
    for (const service of topology.services) {
      if (service.access.kind !== 'private-endpoint' || !hasPrivateLink(service)) continue;
      const users = likelyUsers(topology, service).filter((site) => taken.includes(site));
      if (users.length === 0) continue;
      const fix = usePrivateLink(topology, service);
      yield {
        element: service,
        property: 'access',
        message: `Service '${service.name}' answers in ${serviceBlock.text}, and so do hosts of ${namedBriefly('site', users)}; PrivateLink avoids the conflict`,
        related: users.map((site) => ({ element: site, message: 'has addresses in this block' })),
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16, 100.72.0.0/16 }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }
      service objects { product oss in cn-shanghai access private-endpoint via tr }
      //                                                  ^^^^^^^^^^^^^^^^^^^^^^^ HC505
      service logs { product sls in cn-shanghai access private-endpoint via tr }`,
    good: `
      site dc { prefix 10.10.0.0/16, 100.72.0.0/16 }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }
      service objects { product oss in cn-shanghai access privatelink in prod.app-l, prod.app-m }
      service logs { product sls in cn-shanghai access private-endpoint via tr }`,
  },
});
