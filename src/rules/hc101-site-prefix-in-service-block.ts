import { servicesUsedBy } from '../analysis/usage.ts';
import { docs } from '../model/catalog/sources.ts';
import { privateLinkService } from '../model/catalog/services.ts';
import { overlaps, serviceBlock } from '../model/ip.ts';
import { relations } from '../model/relations.ts';
import type { Service, Topology, Vpc, VSwitch } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { quoted } from './support/phrases.ts';

export const sitePrefixInServiceBlock = defineRule({
  id: 'HC101',
  severity: 'error',
  title: 'Site prefix inside 100.64.0.0/10',
  why:
    "Alibaba Cloud's own services answer in 100.64.0.0/10. Where a site uses the same addresses, one of the two " +
    'cannot be reached. PrivateLink gives a service an address of a VPC instead, which ends the conflict.',
  sources: [docs.limitsChina, docs.solution],

  *check(topology) {
    for (const site of topology.sites) {
      const clashing = site.prefixes.filter((prefix) => overlaps(prefix, serviceBlock));
      if (clashing.length === 0) continue;
      const services = servicesUsedBy(topology, site);
      if (isFreeOfConflict(services)) continue;
      const fix = privateLinkFix(topology, services);
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
      cen backbone { transit-router tr in cn-shanghai { attach prod } }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      service objects { product oss in cn-shanghai access private-endpoint via tr }
      demand dc to objects { bandwidth 1 Gbps }`,
    good: `
      site dc { kind datacenter prefix 100.72.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }
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

/** Only when every service in the block can move: one that stays would keep the conflict. */
function privateLinkFix(topology: Topology, services: readonly Service[]): Fix | undefined {
  const others = services.filter(({ access }) => access.kind !== 'privatelink');
  const edits = others.flatMap((service) => {
    const text = endpointText(topology, service);
    return text === undefined ? [] : [set(service, 'access', text)];
  });
  if (edits.length === 0 || edits.length < others.length) return undefined;
  return { title: `Reach ${quoted(others)} through PrivateLink`, edits };
}

function endpointText(topology: Topology, { access, product, region }: Service): string | undefined {
  if (access.kind !== 'private-endpoint' || product === undefined || region === undefined) return undefined;
  if (privateLinkService(product, region) === undefined) return undefined;
  const { attachmentsOf } = relations(topology);
  const inRegion = topology.vpcs.filter((vpc) => vpc.region === region && zonePair(vpc) !== undefined);
  const vpc = inRegion.find((candidate) => attachmentsOf(candidate).length > 0) ?? inRegion[0];
  const zones = vpc === undefined ? undefined : zonePair(vpc);
  if (vpc === undefined || zones === undefined) return undefined;
  return `privatelink in ${zones.map(({ name }) => `${vpc.name}.${name}`).join(', ')}`;
}

/** An endpoint wants two zones. */
function zonePair(vpc: Vpc): readonly [VSwitch, VSwitch] | undefined {
  const [first, ...others] = vpc.vswitches.filter(({ zone }) => zone !== undefined);
  const second = others.find(({ zone }) => zone !== first?.zone);
  return first === undefined || second === undefined ? undefined : [first, second];
}
