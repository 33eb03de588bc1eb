import { attachedVpcs, structuralReach } from '../analysis/reachable.ts';
import { serviceByProduct } from '../model/catalog/services.ts';
import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Service, Topology, TransitRouter } from '../model/topology.ts';
import { canAttach } from './support/attachments.ts';
import { named, namedBriefly } from './support/phrases.ts';
import { cutOffSites, doorsOf } from './support/service-path.ts';
import { add, defineRule, type Violation } from './rule.ts';

export const serviceRegionWithoutVpc = defineRule({
  id: 'HC501',
  severity: 'error',
  title: 'Private-endpoint service without a VPC to pass through',
  why: 'Traffic for the service block leaves a transit router through a VPC of the same region; without one there is no way to the service.',
  sources: [docs.transitRouterOss],

  *check(topology) {
    for (const service of topology.services) {
      const { access, product, region } = service;
      // HC521 speaks about a way through another region.
      if (access.kind !== 'private-endpoint' || region === undefined) continue;
      if (access.via?.region !== undefined && access.via.region !== region) continue;
      // HC507 speaks about products that have no block to route.
      if (product !== undefined && serviceByProduct(product)?.class === 'public-only') continue;
      const finding = findingFor(topology, service, region);
      if (finding !== undefined) yield finding;
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 id "vpc-uf6prod" }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      service objects { product oss in cn-shanghai access private-endpoint via tr }
      //                                                  ^^^^^^^^^^^^^^^^^^^^^^^ HC501`,
    good: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 id "vpc-uf6prod" }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise attach prod } }
      service objects { product oss in cn-shanghai access private-endpoint via tr }`,
  },
});

function findingFor(topology: Topology, service: Service, region: string): Violation | undefined {
  const doors = doorsOf(topology, service);
  const open = doors.filter((door) => leadsToVpcIn(door, region));
  if (open.length === 0) return withoutVpc(topology, service, region, doors[0]);
  const cutOff = cutOffSites(topology, service, (site) => {
    const { transitRouters } = structuralReach(topology, site);
    return open.some((door) => transitRouters.has(door));
  });
  if (cutOff.length === 0) return undefined;
  return {
    element: service,
    message: `Service '${service.name}' is out of reach of ${namedBriefly('site', cutOff)}: there is no way to ${named('transit router', open)}`,
  };
}

function withoutVpc(
  topology: Topology,
  service: Service,
  region: string,
  door: TransitRouter | undefined,
): Violation {
  const attached = relations(topology).transitRouters.map(({ transitRouter }) => transitRouter);
  const transitRouter = door ?? attached.find((router) => router.region === region);
  const vpc =
    (service.access.kind === 'private-endpoint' && service.access.via?.kind === 'vpc'
      ? service.access.via
      : undefined) ?? topology.vpcs.find((candidate) => candidate.region === region);
  const place =
    transitRouter === undefined
      ? `No transit router in ${region} has a VPC`
      : `Transit router '${transitRouter.name}' has no VPC in ${region}`;
  return {
    element: service,
    property: 'access',
    message: `${place} to pass traffic to service '${service.name}'; attach one`,
    ...(transitRouter !== undefined &&
      vpc !== undefined &&
      canAttach(vpc, transitRouter) && {
        fix: {
          title: `Attach VPC '${vpc.name}' to '${transitRouter.name}'`,
          edits: [add(transitRouter, `attach ${vpc.name}`)],
        },
      }),
  };
}

function leadsToVpcIn(transitRouter: TransitRouter, region: string): boolean {
  return transitRouter.region === region && attachedVpcs(transitRouter).some((vpc) => vpc.region === region);
}
