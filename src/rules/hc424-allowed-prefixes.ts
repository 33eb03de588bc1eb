import { peersOf, structuralReach } from '../analysis/reachable.ts';
import { servicesUsedBy } from '../analysis/usage.ts';
import { api } from '../model/catalog/sources.ts';
import { containsPrefix, type Prefix } from '../model/ip.ts';
import { relations } from '../model/relations.ts';
import type { AllowedPrefixes, Ecr, Element, Service, Site, Topology } from '../model/topology.ts';
import { transitRoutersTowards, prefixesOf, vpcsOf } from './support/service-path.ts';
import { quoted } from './support/phrases.ts';
import { defineRule, set } from './rule.ts';

export const allowedPrefixes = defineRule({
  id: 'HC424',
  severity: 'warning',
  title: 'Service that the ECR does not announce',
  why: 'With mode match an ECR announces exactly the allowed prefixes and withdraws everything else, so a service outside of them has no route from the site.',
  sources: [api('expressconnectrouter/CreateExpressConnectRouterAssociation')],

  *check(topology) {
    for (const ecr of topology.ecrs) {
      for (const allowed of ecr.allowed) {
        if (allowed.mode !== 'match' || allowed.towards === undefined) continue;
        const missing = new Map<string, { prefix: Prefix; service: Service }>();
        for (const service of servicesBehind(topology, ecr, allowed)) {
          for (const prefix of prefixesOf(service)) {
            if (allowed.prefixes.some((outer) => containsPrefix(outer, prefix))) continue;
            missing.set(prefix.text, { prefix, service });
          }
        }
        if (missing.size === 0) continue;
        const list = [...missing.keys()].join(', ');
        const services = [...new Set([...missing.values()].map(({ service }) => service))];
        yield {
          element: allowed,
          property: 'prefix',
          message: `ECR '${ecr.name}' does not announce ${list} to the sites, which need it for ${quoted(services)}`,
          related: services.map((service) => ({ element: service, message: 'has addresses there' })),
          fix: {
            title: 'Allow the missing prefixes',
            edits: [set(allowed, 'prefix', [...allowed.prefixes.map(({ text }) => text), list].join(', '))],
          },
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-nanjing-a-A { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border allow to tr { mode match prefix 192.168.1.0/24 } }
      //                                                       ^^^^^^^^^^^^^^ HC424
      cen backbone { transit-router tr in cn-nanjing { attach core, prod } }
      vpc prod in cn-nanjing {
        prefix 192.168.0.0/16
        vswitch web in cn-nanjing-a { prefix 192.168.1.0/24 }
        vswitch db in cn-nanjing-a { prefix 192.168.2.0/24 }
      }
      service shop { product ecs at prod.web }
      service orders { product rds at prod.db }
      service files { product oss in cn-nanjing access private-endpoint via tr }
      expect dc reaches shop, orders, files`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-nanjing-a-A { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border allow to tr { mode match prefix 192.168.1.0/24, 192.168.2.0/24, 100.114.142.0/24 } }
      cen backbone { transit-router tr in cn-nanjing { attach core, prod } }
      vpc prod in cn-nanjing {
        prefix 192.168.0.0/16
        vswitch web in cn-nanjing-a { prefix 192.168.1.0/24 }
        vswitch db in cn-nanjing-a { prefix 192.168.2.0/24 }
      }
      service shop { product ecs at prod.web }
      service orders { product rds at prod.db }
      service files { product oss in cn-nanjing access private-endpoint via tr }
      expect dc reaches shop, orders, files`,
  },
});

/** Services that sites on the ECR use and that stand behind the transit router or VPC of the list. */
function servicesBehind(topology: Topology, ecr: Ecr, { towards }: AllowedPrefixes): ReadonlySet<Service> {
  const target = towards === undefined ? undefined : relations(topology).byPath.get(towards.path);
  const sites = new Set(ecr.vbrs.flatMap((vbr) => vbr.circuit?.site ?? []));
  const services = new Set<Service>();
  for (const site of sites) {
    for (const service of servicesUsedBy(topology, site)) {
      if (standsBehind(topology, site, service, target)) services.add(service);
    }
  }
  return services;
}

function standsBehind(
  topology: Topology,
  site: Site,
  service: Service,
  target: Element | undefined,
): boolean {
  const ends: readonly Element[] = [...vpcsOf(service), ...transitRoutersTowards(topology, service)];
  if (target === undefined || ends.includes(target)) return target !== undefined;
  // A service in another region is announced by the transit router where the site enters.
  if (target.kind !== 'transit-router' || !structuralReach(topology, site).entries.has(target)) return false;
  return peersOf(topology, target).some((peer) => ends.includes(peer));
}
