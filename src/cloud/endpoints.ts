/** The PrivateLink endpoints of a design: one for each service that is reached so. */
import type { Service, ServiceAccess, Topology, Vpc } from '../model/topology.ts';

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
