/** AS numbers of Express Connect Routers, which are unique in an account. */
import { bgpLimits } from '../../model/catalog/limits.ts';
import type { Ecr, Topology } from '../../model/topology.ts';

/** What the text says, or what the platform gives. */
export function asnOf(ecr: Ecr): number {
  return ecr.asn ?? bgpLimits.defaultAsn.value;
}

/** The default when no ECR has it, else the first private AS number that is free. */
export function freeEcrAsn(topology: Topology): number {
  const taken = new Set(topology.ecrs.map(asnOf));
  if (!taken.has(bgpLimits.defaultAsn.value)) return bgpLimits.defaultAsn.value;
  let asn = bgpLimits.privateAsns.value[0]?.min ?? bgpLimits.defaultAsn.value;
  while (taken.has(asn) || asn === bgpLimits.reservedAsn.value) asn += 1;
  return asn;
}
