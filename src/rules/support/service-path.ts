/** Where a service stands in the cloud, and by which transit routers it is reached. */
import { peeringChains, structuralReach, transitRoutersOf } from '../../analysis/reachable.ts';
import { servicesUsedBy, sitesUsing } from '../../analysis/usage.ts';
import { serviceBlocks } from '../../model/catalog/services.ts';
import type { Prefix } from '../../model/ip.ts';
import { relations } from '../../model/relations.ts';
import type { Service, Site, Topology, TransitRouter, Vpc } from '../../model/topology.ts';

/** VPCs that hold an address of the service: its own, or those of its endpoint. */
export function vpcsOf({ access }: Service): readonly Vpc[] {
  switch (access.kind) {
    case 'vpc':
      return access.at === undefined ? [] : [access.at.vpc];
    case 'privatelink':
      return [...new Set(access.zones.map(({ vpc }) => vpc))];
    case 'private-endpoint':
    case 'public':
      return [];
  }
}

/** Transit routers that lead to the service without another one; empty for a public service. */
export function transitRoutersTowards(topology: Topology, service: Service): readonly TransitRouter[] {
  if (service.access.kind === 'private-endpoint') return doorsOf(topology, service);
  return vpcsOf(service).flatMap((vpc) => transitRoutersOf(topology, vpc));
}

/** Transit routers that send a private-endpoint service's blocks to a VPC: those of `via`, else of the region. */
export function doorsOf(topology: Topology, { access, region }: Service): readonly TransitRouter[] {
  if (access.kind !== 'private-endpoint') return [];
  if (access.via?.kind === 'transit-router') return [access.via];
  if (access.via?.kind === 'vpc') return transitRoutersOf(topology, access.via);
  if (region === undefined) return [];
  return relations(topology).transitRouters.flatMap(({ transitRouter }) =>
    transitRouter.region === region ? [transitRouter] : [],
  );
}

/** The blocks of a private-endpoint service: those that the design declares, else the published ones. */
export function blocksOf({ prefixes, product, region }: Service): readonly Prefix[] {
  if (prefixes.length > 0) return prefixes;
  return product === undefined || region === undefined ? [] : serviceBlocks(product, region);
}

/** Prefixes that the site needs a route for in order to reach the service. */
export function prefixesOf(service: Service): readonly Prefix[] {
  const { access } = service;
  switch (access.kind) {
    case 'vpc':
      return access.at?.vswitch.prefix === undefined ? [] : [access.at.vswitch.prefix];
    case 'privatelink':
      return access.zones.flatMap(({ vswitch }) => vswitch.prefix ?? []);
    case 'private-endpoint':
      return blocksOf(service);
    case 'public':
      return [];
  }
}

/**
 * The shortest chain of peerings from the site to the service, when only chains lead there that cross a middle
 * region; `undefined` when a shorter way exists, or none at all.
 */
export function missingPeering(
  topology: Topology,
  site: Site,
  service: Service,
): readonly TransitRouter[] | undefined {
  const { entries, transitRouters, vpcs } = structuralReach(topology, site);
  const ends = transitRoutersTowards(topology, service);
  const isNear = ends.some((end) => transitRouters.has(end)) || vpcsOf(service).some((vpc) => vpcs.has(vpc));
  if (isNear) return undefined;
  let shortest: readonly TransitRouter[] | undefined;
  for (const entry of entries) {
    const chains = peeringChains(topology, entry);
    for (const end of ends) {
      const chain = chains.get(end);
      if (chain !== undefined && (shortest === undefined || chain.length < shortest.length)) shortest = chain;
    }
  }
  return shortest;
}

/**
 * Sites that should reach the service and do not. Without a declared user these are all sites that have a way
 * into the cloud, provided that none of them reaches it. Sites that lack nothing but a peering are left to HC418.
 */
export function cutOffSites(
  topology: Topology,
  service: Service,
  reaches: (site: Site) => boolean,
): readonly Site[] {
  const isCutOff = (site: Site) => !reaches(site) && missingPeering(topology, site, service) === undefined;
  const users = sitesUsing(topology, service);
  if (users.length > 0) return users.filter(isCutOff);
  const sites = connectedSites(topology);
  return oneOfEachWay(topology, sites).every(isCutOff) ? sites : [];
}

/** Sites with the same way into the cloud reach the same, so that one of them speaks for all. */
function oneOfEachWay(topology: Topology, sites: readonly Site[]): readonly Site[] {
  return [...new Map(sites.map((site) => [structuralReach(topology, site), site])).values()];
}

/** Whether nobody would be cut off from the service if `reaches` told who reaches it. */
export function servesUsers(topology: Topology, service: Service, reaches: (site: Site) => boolean): boolean {
  const users = sitesUsing(topology, service);
  if (users.length > 0) return users.every(reaches);
  const sites = connectedSites(topology);
  return sites.length === 0 || oneOfEachWay(topology, sites).some(reaches);
}

/** Sites that have a way into the cloud. */
function connectedSites(topology: Topology): readonly Site[] {
  const found = connected.get(topology) ?? topology.sites.filter((site) => isConnected(topology, site));
  connected.set(topology, found);
  return found;
}

const connected = new WeakMap<Topology, readonly Site[]>();

function isConnected(topology: Topology, site: Site): boolean {
  const { ecrs, entries, vpcs } = structuralReach(topology, site);
  return ecrs.size + entries.size + vpcs.size > 0;
}

/** Sites that use a service; all of them when the design does not say. */
export function likelyUsers(topology: Topology, service: Service): readonly Site[] {
  const users = sitesUsing(topology, service);
  return users.length > 0 ? users : topology.sites;
}

/** The services of a site: those it is said to use, and those that nobody is said to use. */
export function likelyServices(topology: Topology): (site: Site) => readonly Service[] {
  const unclaimed = topology.services.filter((service) => sitesUsing(topology, service).length === 0);
  return (site) => [...servicesUsedBy(topology, site), ...unclaimed];
}
