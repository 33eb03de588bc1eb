import { docs } from '../model/catalog/sources.ts';
import type { Service } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { clashesWithServices } from './support/links.ts';
import { quoted } from './support/phrases.ts';
import { usePrivateLinkForAll } from './support/service-fixes.ts';
import { likelyServices } from './support/service-path.ts';

export const sitePrefixInServiceBlock = defineRule({
  id: 'HC101',
  severity: 'error',
  title: 'Site prefix inside 100.64.0.0/10',
  why:
    "Alibaba Cloud's own services answer in 100.64.0.0/10. Where a site uses the same addresses, one of the two " +
    'cannot be reached. PrivateLink gives a service an address of a VPC instead, which ends the conflict.',
  sources: [docs.limitsChina, docs.solution],

  *check(topology) {
    const servicesOf = likelyServices(topology);
    for (const site of topology.sites) {
      const clashing = site.prefixes.filter(clashesWithServices);
      if (clashing.length === 0) continue;
      const services = servicesOf(site);
      if (isFreeOfConflict(services)) continue;
      // One service that stays would keep the conflict.
      const fix = usePrivateLinkForAll(topology, services);
      for (const prefix of clashing) {
        yield {
          element: site,
          property: 'prefix',
          value: prefix.text,
          message: `Site '${site.name}' uses ${prefix.text}, which overlaps 100.64.0.0/10, where Alibaba Cloud's own services answer, so ${consequence(services)}; ${fix === undefined ? 'renumber it' : 'renumber it, or use PrivateLink'}`,
          fix,
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { kind datacenter prefix 100.72.0.0/16 }
      //                               ^^^^^^^^^^^^^ HC101
      cen backbone { transit-router tr in cn-shanghai { attach prod, backup } }
      vpn backup from dc to tr { customer-address 203.0.113.10 }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      service objects { product oss in cn-shanghai access private-endpoint via tr }
      demand dc to objects { bandwidth 1 Gbps }`,
    good: `
      site dc { kind datacenter prefix 100.72.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { attach prod, backup } }
      vpn backup from dc to tr { customer-address 203.0.113.10 }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      service objects { product oss in cn-shanghai access privatelink in prod.app-l, prod.app-m }
      demand dc to objects { bandwidth 1 Gbps }`,
  },
});

/** The solution allows the block at a site whose cloud services all come through PrivateLink. */
function isFreeOfConflict(services: readonly Service[]): boolean {
  return services.length > 0 && services.every(({ access }) => access.kind === 'privatelink');
}

function consequence(services: readonly Service[]): string {
  const lost = services.filter(({ access }) => access.kind === 'private-endpoint');
  return lost.length > 0
    ? `it cannot reach ${quoted(lost)}`
    : 'VPCs send answers to the services and not to the site';
}
