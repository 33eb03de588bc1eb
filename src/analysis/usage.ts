/** Who uses what: the services that demands and expectations name. */
import type { Demand, Expectation, Service, Site, Topology } from '../model/topology.ts';

/** Sites that a demand or an expectation says use the service; empty when the design names none. */
export function sitesUsing(topology: Topology, service: Service): readonly Site[] {
  return [...(usage(topology).sites.get(service) ?? [])];
}

/** Services that a demand or an expectation says the site uses. */
export function servicesUsedBy(topology: Topology, site: Site): readonly Service[] {
  return [...(usage(topology).services.get(site) ?? [])];
}

export function demandsOf(topology: Topology, site: Site): readonly Demand[] {
  return usage(topology).demands.get(site) ?? [];
}

/** Expectations that the site reaches something; those of isolation are not among them. */
export function expectationsOf(topology: Topology, site: Site): readonly Expectation[] {
  return usage(topology).expectations.get(site) ?? [];
}

interface Usage {
  readonly sites: ReadonlyMap<Service, ReadonlySet<Site>>;
  readonly services: ReadonlyMap<Site, ReadonlySet<Service>>;
  readonly demands: ReadonlyMap<Site, readonly Demand[]>;
  readonly expectations: ReadonlyMap<Site, readonly Expectation[]>;
}

const known = new WeakMap<Topology, Usage>();

function usage(topology: Topology): Usage {
  const found = known.get(topology);
  if (found !== undefined) return found;
  const made = computeUsage(topology);
  known.set(topology, made);
  return made;
}

function computeUsage(topology: Topology): Usage {
  const reaching = topology.expectations.filter(({ verb }) => verb === 'reaches');
  const uses = [
    ...topology.demands.map(({ site, services }) => ({ site, services })),
    ...reaching.map(({ site, targets }) => ({
      site,
      services: targets.filter((target) => target.kind === 'service'),
    })),
  ];
  const sites = new Map<Service, Set<Site>>();
  const services = new Map<Site, Set<Service>>();
  for (const use of uses) {
    const { site } = use;
    if (site === undefined) continue;
    for (const service of use.services) {
      memberOf(sites, service).add(site);
      memberOf(services, site).add(service);
    }
  }
  return { sites, services, demands: bySite(topology.demands), expectations: bySite(reaching) };
}

function memberOf<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const members = map.get(key) ?? new Set<V>();
  map.set(key, members);
  return members;
}

function bySite<T extends { readonly site: Site | undefined }>(
  items: readonly T[],
): ReadonlyMap<Site, readonly T[]> {
  const map = new Map<Site, T[]>();
  for (const item of items) {
    if (item.site === undefined) continue;
    const list = map.get(item.site);
    if (list === undefined) map.set(item.site, [item]);
    else list.push(item);
  }
  return map;
}
