/** The PrivateLink endpoints of a design: one for each service that is reached so. */
import { endpointZonePath } from '../../model/links.ts';
import type { Service, ServiceAccess, Topology, Vpc, VSwitch } from '../../model/topology.ts';

export type PrivateLinkAccess = ServiceAccess & { readonly kind: 'privatelink' };

export interface PlacedEndpoint {
  readonly service: Service;
  readonly access: PrivateLinkAccess;
  /** Of the first zone; a rule sees to it that all zones are in one VPC. */
  readonly vpc: Vpc;
  readonly address: string;
}

export function endpointsOf(topology: Topology): PlacedEndpoint[] {
  return topology.services.flatMap((service) => {
    const { access } = service;
    if (access.kind !== 'privatelink') return [];
    const vpc = access.zones[0]?.vpc;
    return vpc === undefined ? [] : [{ service, access, vpc, address: `${service.path}/endpoint` }];
  });
}

export interface PlacedZone {
  readonly zone: string;
  readonly vswitch: VSwitch;
  readonly address: string;
}

/** One vSwitch in each zone; none for an endpoint that is adopted, which has its zones already. */
export function endpointZones({ service, access }: Omit<PlacedEndpoint, 'address'>): PlacedZone[] {
  if (service.cloudId !== undefined) return [];
  const zones = new Map<string, PlacedZone>();
  for (const { vswitch } of access.zones) {
    const { zone } = vswitch;
    if (zone === undefined || zones.has(zone)) continue;
    zones.set(zone, { zone, vswitch, address: endpointZonePath(service.path, zone) });
  }
  return [...zones.values()];
}

export interface PlacedDomain extends PlacedEndpoint {
  /** The name under which the VPC finds the endpoint. */
  readonly domain: string;
}

/**
 * Endpoints with a name of their own; the address is that of the private zone which holds it. Of an endpoint that is
 * adopted the addresses are not known, so its name is left to people.
 */
export function domainsOf(topology: Topology): PlacedDomain[] {
  return endpointsOf(topology).flatMap((endpoint) => {
    const { domain } = endpoint.access;
    return domain === undefined || endpoint.service.cloudId !== undefined
      ? []
      : [{ ...endpoint, domain, address: `${endpoint.service.path}/domain` }];
  });
}
