/** Where the door to a service is. */
import type { ServiceAccess } from './topology.ts';

/** The region of a service that does not name its own; `undefined` where nothing of the network is its door. */
export function regionOf(access: ServiceAccess): string | undefined {
  switch (access.kind) {
    case 'vpc':
      return access.at?.vpc.region;
    case 'private-endpoint':
      return access.via?.region;
    case 'privatelink':
      return access.zones[0]?.vpc.region;
    case 'public':
      return undefined;
  }
}
