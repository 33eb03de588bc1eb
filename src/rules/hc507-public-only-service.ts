import { expectationsOf, sitesUsing } from '../analysis/usage.ts';
import { serviceByProduct } from '../model/catalog/services.ts';
import { docs } from '../model/catalog/sources.ts';
import type { Service, Site, Topology } from '../model/topology.ts';
import { namedBriefly } from './support/phrases.ts';
import { usePrivateLink } from './support/service-fixes.ts';
import { defineRule } from './rule.ts';

export const publicOnlyService = defineRule({
  id: 'HC507',
  severity: 'error',
  title: 'Public-only service without PrivateLink',
  why: 'Such a service has public addresses only: a site reaches it over the Internet, or privately through a PrivateLink endpoint.',
  sources: [docs.solution],

  *check(topology) {
    for (const service of topology.services) {
      const { access, product } = service;
      const entry = product === undefined ? undefined : serviceByProduct(product);
      if (entry?.class !== 'public-only' || access.kind === 'privatelink') continue;
      const problem = problemOf(topology, service, entry.name);
      if (problem === undefined) continue;
      const fix = usePrivateLink(topology, service);
      yield {
        element: service,
        // Without an access property a service is public.
        ...(access.kind === 'private-endpoint' && { property: 'access' }),
        message: `${problem}; ${fix === undefined ? 'use PrivateLink, or access public' : 'use PrivateLink'}`,
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
      }
      service bailian { product model-studio in cn-beijing access private-endpoint }
      //                                                          ^^^^^^^^^^^^^^^^ HC507`,
    good: `
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
      }
      service bailian { product model-studio in cn-beijing access privatelink in ai.ep-h, ai.ep-k }`,
  },
});

function problemOf(topology: Topology, service: Service, product: string): string | undefined {
  if (service.access.kind !== 'public')
    return `${product} has no private endpoint for service '${service.name}'`;
  const sites = sitesUsing(topology, service).filter((site) => wantsPrivately(topology, site, service));
  if (sites.length === 0) return undefined;
  return `Service '${service.name}' is to be reached privately from ${namedBriefly('site', sites)}, and ${product} has public addresses only`;
}

function wantsPrivately(topology: Topology, site: Site, service: Service): boolean {
  return expectationsOf(topology, site).some(
    ({ isPrivate, targets }) => isPrivate && targets.includes(service),
  );
}
