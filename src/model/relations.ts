/** The reverse of a topology's references: what stands on a circuit, which hub holds a VBR, ... */
import type {
  Attachment,
  Cen,
  Circuit,
  Ecr,
  Element,
  FailoverGroup,
  RegionPeering,
  Site,
  Topology,
  TransitRouter,
  Vbr,
  Vpc,
  Vpn,
} from './topology.ts';

export interface Relations {
  /** Elements that can be named: everything with a path that a reference may lead to. */
  readonly byPath: ReadonlyMap<string, Element>;
  readonly circuitsOf: (site: Site) => readonly Circuit[];
  readonly vbrsOn: (circuit: Circuit) => readonly Vbr[];
  readonly vbrsOf: (site: Site) => readonly Vbr[];
  readonly vpnsOf: (site: Site) => readonly Vpn[];
  readonly ecrsOf: (vbr: Vbr) => readonly Ecr[];
  readonly groupsOf: (vbr: Vbr) => readonly FailoverGroup[];
  /** Every transit router together with its CEN. */
  readonly transitRouters: readonly { readonly cen: Cen; readonly transitRouter: TransitRouter }[];
  readonly attachmentsOf: (
    target: Ecr | Vpc | Vbr | Vpn,
  ) => readonly { readonly transitRouter: TransitRouter; readonly attachment: Attachment }[];
  readonly peeringsOf: (transitRouter: TransitRouter) => readonly RegionPeering[];
  readonly cenOf: (transitRouter: TransitRouter) => Cen | undefined;
}

const known = new WeakMap<Topology, Relations>();

/** Computed once per topology, in time linear in its size. */
export function relations(topology: Topology): Relations {
  const found = known.get(topology);
  if (found !== undefined) return found;
  const made = relate(topology);
  known.set(topology, made);
  return made;
}

function relate(topology: Topology): Relations {
  const circuits = index(topology.circuits, (circuit) => [circuit.site]);
  const vbrs = index(topology.vbrs, (vbr) => [vbr.circuit]);
  const vbrsBySite = index(topology.vbrs, (vbr) => [vbr.circuit?.site]);
  const vpns = index(topology.vpns, (vpn) => [vpn.site]);
  const ecrs = index(topology.ecrs, (ecr) => ecr.vbrs);
  const groups = index(topology.failoverGroups, (group) => group.members);
  const transitRouters = topology.cens.flatMap((cen) =>
    cen.transitRouters.map((transitRouter) => ({ cen, transitRouter })),
  );
  const attachments = index(
    transitRouters.flatMap(({ transitRouter }) =>
      transitRouter.attachments.map((attachment) => ({ transitRouter, attachment })),
    ),
    ({ attachment }) => [attachment.target],
  );
  const peerings = index(
    topology.cens.flatMap((cen) => cen.peerings),
    (peering) => [peering.from, peering.to],
  );
  const cens = new Map(transitRouters.map(({ cen, transitRouter }) => [transitRouter, cen]));
  return {
    byPath: new Map(namedElements(topology).map((element) => [element.path, element])),
    circuitsOf: (site) => circuits.get(site) ?? [],
    vbrsOn: (circuit) => vbrs.get(circuit) ?? [],
    vbrsOf: (site) => vbrsBySite.get(site) ?? [],
    vpnsOf: (site) => vpns.get(site) ?? [],
    ecrsOf: (vbr) => ecrs.get(vbr) ?? [],
    groupsOf: (vbr) => groups.get(vbr) ?? [],
    transitRouters,
    attachmentsOf: (target) => attachments.get(target) ?? [],
    peeringsOf: (transitRouter) => peerings.get(transitRouter) ?? [],
    cenOf: (transitRouter) => cens.get(transitRouter),
  };
}

/** All elements that have a name of their own, parents before children. */
export function namedElements(topology: Topology): Element[] {
  return [
    ...(topology.network === undefined ? [] : [topology.network]),
    ...topology.sites.flatMap((site) => [site, ...site.routers]),
    ...topology.circuits,
    ...topology.vbrs,
    ...topology.failoverGroups,
    ...topology.qosPolicies.flatMap((policy) => [policy, ...policy.queues]),
    ...topology.ecrs,
    ...topology.cens.flatMap((cen) => [
      cen,
      ...cen.transitRouters.flatMap((router) => [router, ...router.attachments, ...router.routeTables]),
      ...cen.peerings,
    ]),
    ...topology.vpcs.flatMap((vpc) => [vpc, ...vpc.vswitches, ...vpc.securityGroups]),
    ...topology.vpns.flatMap((vpn) => [vpn, ...vpn.tunnels]),
    ...topology.services,
    ...topology.demands,
    ...topology.expectations,
    ...topology.contacts,
    ...topology.monitorings.flatMap((monitoring) => [monitoring, ...monitoring.alerts]),
    ...topology.drills,
  ];
}

function index<T, K extends object>(
  items: readonly T[],
  keysOf: (item: T) => readonly (K | undefined)[],
): Map<K, T[]> {
  const map = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      if (key === undefined) continue;
      const list = map.get(key);
      if (list === undefined) map.set(key, [item]);
      else list.push(item);
    }
  }
  return map;
}
