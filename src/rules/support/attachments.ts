/** In which zones a transit router meets a VPC. */
import { transitRouterLimits } from '../../model/catalog/limits.ts';
import { regionById } from '../../model/catalog/regions.ts';
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
  if (isOpen || used.some(({ zone }) => zone === undefined) || hasSingleZone(region)) return true;
  return zonesOf(used).length >= transitRouterLimits.zonesPerAttachment.value.min;
}

/** Each zone once. */
export function zonesOf(vswitches: readonly VSwitch[]): readonly string[] {
  return [...new Set(vswitches.flatMap(({ zone }) => zone ?? []))];
}

function hasSingleZone(region: string | undefined): boolean {
  return region !== undefined && regionById(region)?.transitRouterZones?.length === 1;
}
