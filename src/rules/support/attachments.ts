/** In which zones a transit router meets a VPC. */
import { transitRouterLimits } from '../../model/catalog/limits.ts';
import { regionById, regionOfZone } from '../../model/catalog/regions.ts';
import type { TransitRouter, VSwitch, Vpc } from '../../model/topology.ts';

/** Whether the transit router takes the VPC with these vSwitches; without any named, with all of them. */
export function canAttach(
  vpc: Vpc,
  { region }: Pick<TransitRouter, 'region'>,
  vswitches: readonly VSwitch[] = [],
): boolean {
  const used = vswitches.length > 0 ? vswitches : vpc.vswitches;
  // A VPC that exists already may have vSwitches that the design does not tell.
  const isOpen = vpc.cloudId !== undefined && vswitches.length === 0;
  if (isElsewhere(vpc, { region })) return false;
  if (isOpen || used.some(({ zone }) => zone === undefined) || hasSingleZone(region)) return true;
  return zonesOf(used, region).length >= transitRouterLimits.zonesPerAttachment.value.min;
}

/** Whether the VPC is in another region than the transit router, which has zones in its own only. */
export function isElsewhere(vpc: Vpc, { region }: Pick<TransitRouter, 'region'>): boolean {
  return vpc.region !== undefined && region !== undefined && vpc.region !== region;
}

/** Each zone once, without those that are known to lie in another region. */
export function zonesOf(vswitches: readonly VSwitch[], region: string | undefined): readonly string[] {
  const zones = new Set(vswitches.flatMap(({ zone }) => zone ?? []));
  return [...zones].filter((zone) => region === undefined || (regionOfZone(zone) ?? region) === region);
}

function hasSingleZone(region: string | undefined): boolean {
  return region !== undefined && regionById(region)?.transitRouterZones?.length === 1;
}
