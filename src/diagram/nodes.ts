/** The boxes: which there are, and which stands in which. */
import { regionOfAccessPoint, accessPointById } from '../model/catalog/access-points.ts';
import { regionById } from '../model/catalog/regions.ts';
import { relations } from '../model/relations.ts';
import type {
  Cen,
  Circuit,
  ElementBase,
  Service,
  Site,
  Topology,
  TransitRouter,
  VSwitch,
  Vbr,
  Vpc,
} from '../model/topology.ts';
import {
  cenBadge,
  circuitBadges,
  securityGroupBadges,
  transitRouterBadges,
  tunnelBadges,
  vbrBadges,
} from './badges.ts';
import {
  circuitFacts,
  ecrFacts,
  regionPeeringFacts,
  routerFacts,
  serviceFacts,
  siteFacts,
  transitRouterFacts,
  vbrFacts,
  vpcFacts,
  vpnFacts,
  vswitchFacts,
} from './facts.ts';
import type { GraphNode, NodeKind } from './graph.ts';
import { sortedBy } from './order.ts';
import { nodeWords, siteWords } from './words.ts';

/** Boxes in boxes, sorted at every level. */
export function nodesOf(topology: Topology): GraphNode[] {
  const nodes = [
    ...topology.sites.map(siteNode),
    ...borderNodes(topology),
    ...topology.vpns.map((vpn) => node('vpn', vpn, { facts: vpnFacts(vpn), badges: tunnelBadges(vpn) })),
    ...topology.ecrs.map((ecr) => node('ecr', ecr, { facts: ecrFacts(ecr) })),
    ...topology.cens.flatMap((cen) => cen.peerings).map(regionPeeringNode),
    ...cloudNodes(topology),
  ];
  return withUniqueIds(homeFirst(sorted(nodes), topology.network?.region));
}

/** The id of the box that stands for a PrivateLink endpoint of a service in one vSwitch. */
export function endpointId(service: Service, vswitch: VSwitch): string {
  return `${service.path}@${vswitch.path}`;
}

type Details = Partial<Pick<GraphNode, 'caption' | 'title' | 'facts' | 'badges' | 'children'>>;

function node(kind: NodeKind, element: ElementBase, details: Details): GraphNode {
  const { facts = [], children = [] } = details;
  return {
    id: element.path,
    path: element.path,
    kind,
    caption: nodeWords[kind],
    title: element.name,
    label: element.label ?? '',
    badges: [],
    ...details,
    // A label often says what a fact says: `Model Studio` of the product Model Studio.
    facts: facts.filter((fact) => fact !== element.label),
    children: sorted(children),
  };
}

/** A box around things that the design says to be in one place. */
function place(kind: NodeKind, name: string, texts: { title: string; label: string }, children: GraphNode[]) {
  const { title, label } = texts;
  const caption = nodeWords[kind];
  return {
    ...{ id: `${kind}:${name}`, path: '', kind, caption, title, label, facts: [], badges: [] },
    children: sorted(children),
  };
}

function siteNode(site: Site): GraphNode {
  return node('site', site, {
    caption: siteWords[site.siteKind],
    facts: siteFacts(site),
    children: site.routers.map((router) => node('router', router, { facts: routerFacts(router) })),
  });
}

/** Access points with what ends there; circuits and VBRs that lack one stand alone. */
function borderNodes(topology: Topology): GraphNode[] {
  const nodes: GraphNode[] = [];
  const byAccessPoint = new Map<string, GraphNode[]>();
  const put = (child: GraphNode, circuit: Circuit | undefined) => {
    const accessPoint = circuit?.accessPoint;
    if (accessPoint === undefined) nodes.push(child);
    else addTo(byAccessPoint, accessPoint, child);
  };
  for (const circuit of topology.circuits) put(circuitNode(topology, circuit), circuit);
  for (const vbr of topology.vbrs) put(vbrNode(topology, vbr), vbr.circuit);
  for (const [id, children] of byAccessPoint) nodes.push(accessPointNode(id, children));
  return nodes;
}

function accessPointNode(id: string, children: GraphNode[]): GraphNode {
  const known = accessPointById(id);
  const region = regionOfAccessPoint(id);
  const regionName = region === undefined ? '' : (regionById(region)?.name ?? region);
  return place('access-point', id, { title: id, label: known?.name ?? regionName }, children);
}

function circuitNode(topology: Topology, circuit: Circuit): GraphNode {
  return node('circuit', circuit, { facts: circuitFacts(circuit), badges: circuitBadges(topology, circuit) });
}

function vbrNode(topology: Topology, vbr: Vbr): GraphNode {
  return node('vbr', vbr, { facts: vbrFacts(vbr), badges: vbrBadges(topology, vbr) });
}

function regionPeeringNode(peering: Cen['peerings'][number]): GraphNode {
  const ends = [peering.from?.name ?? '?', peering.to?.name ?? '?'];
  return node('region-peering', peering, { title: ends.join(' ↔ '), facts: regionPeeringFacts(peering) });
}

/** Regions with their transit routers, VPCs and services, and the services that only the Internet reaches. */
function cloudNodes(topology: Topology): GraphNode[] {
  const nodes: GraphNode[] = [];
  const regions = new Map<string, GraphNode[]>();
  const put = (child: GraphNode, region: string | undefined) => {
    if (region === undefined) nodes.push(child);
    else addTo(regions, region, child);
  };
  for (const { cen, transitRouter } of relations(topology).transitRouters) {
    put(transitRouterNode(cen, transitRouter), transitRouter.region);
  }
  const inVSwitches = nodesInVSwitches(topology.services);
  for (const vpc of topology.vpcs) put(vpcNode(vpc, inVSwitches), vpc.region);
  for (const [region, services] of servicesByRegion(topology))
    put(cloudServicesNode(region, services), region);
  for (const service of topology.services) {
    if (isHomeless(service)) put(serviceNode(service), regionOf(topology, service));
  }
  for (const [id, children] of regions) nodes.push(regionNode(id, children));
  return [...nodes, ...internetNode(topology)];
}

function transitRouterNode(cen: Cen, router: TransitRouter): GraphNode {
  const badges = [cenBadge(cen), ...transitRouterBadges(router)];
  return node('transit-router', router, { facts: transitRouterFacts(router), badges });
}

function vpcNode(vpc: Vpc, inVSwitches: ReadonlyMap<string, readonly GraphNode[]>): GraphNode {
  const children = vpc.vswitches.map((vswitch) =>
    node('vswitch', vswitch, {
      facts: vswitchFacts(vswitch),
      children: [...(inVSwitches.get(vswitch.path) ?? [])],
    }),
  );
  return node('vpc', vpc, { facts: vpcFacts(vpc), badges: securityGroupBadges(vpc), children });
}

function nodesInVSwitches(services: readonly Service[]): Map<string, GraphNode[]> {
  const nodes = new Map<string, GraphNode[]>();
  for (const service of services) {
    const { access } = service;
    if (access.kind === 'vpc' && access.at !== undefined) {
      addTo(nodes, access.at.vswitch.path, serviceNode(service));
    }
    if (access.kind !== 'privatelink') continue;
    for (const { vswitch } of access.zones) addTo(nodes, vswitch.path, endpointNode(service, vswitch));
  }
  return nodes;
}

function endpointNode(service: Service, vswitch: VSwitch): GraphNode {
  return { ...node('endpoint', service, { facts: [] }), id: endpointId(service, vswitch), label: '' };
}

function serviceNode(service: Service): GraphNode {
  return node('service', service, { facts: serviceFacts(service) });
}

/** Services with addresses of the provider: outside of every VPC, and reached privately. */
function servicesByRegion(topology: Topology): Map<string | undefined, GraphNode[]> {
  const byRegion = new Map<string | undefined, GraphNode[]>();
  for (const service of topology.services) {
    if (service.access.kind !== 'private-endpoint' && service.access.kind !== 'privatelink') continue;
    addTo(byRegion, regionOf(topology, service), serviceNode(service));
  }
  return byRegion;
}

function regionOf(topology: Topology, service: Service): string | undefined {
  const via = service.access.kind === 'private-endpoint' ? service.access.via?.region : undefined;
  const zone = service.access.kind === 'privatelink' ? service.access.zones[0]?.vpc.region : undefined;
  return service.region ?? via ?? zone ?? topology.network?.region;
}

function cloudServicesNode(region: string | undefined, children: GraphNode[]): GraphNode {
  const box = place('cloud-services', region ?? '', { title: 'Alibaba Cloud services', label: '' }, children);
  return { ...box, caption: '', facts: ['private access'] };
}

function regionNode(id: string, children: GraphNode[]): GraphNode {
  const name = regionById(id)?.name;
  return place(
    'region',
    id,
    name === undefined ? { title: id, label: '' } : { title: name, label: id },
    children,
  );
}

function internetNode(topology: Topology): GraphNode[] {
  const services = topology.services.filter((service) => service.access.kind === 'public').map(serviceNode);
  if (services.length === 0) return [];
  const box = place('internet', '', { title: 'Internet', label: '' }, services);
  return [{ ...box, caption: '', facts: ['public endpoints'] }];
}

/** A service inside of a vSwitch that the text does not name yet. */
function isHomeless(service: Service): boolean {
  return service.access.kind === 'vpc' && service.access.at === undefined;
}

/** The network's own region stands first, which mostly is where the circuits end. */
function homeFirst(nodes: readonly GraphNode[], region: string | undefined): GraphNode[] {
  const home = `region:${region ?? ''}`;
  return [...nodes.filter((each) => each.id === home), ...nodes.filter((each) => each.id !== home)];
}

function sorted(nodes: readonly GraphNode[]): GraphNode[] {
  return sortedBy(nodes, (each) => each.id);
}

function addTo<K>(map: Map<K, GraphNode[]>, key: K, child: GraphNode): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [child]);
  else list.push(child);
}

/** A name that is declared twice is an error of the design, and still two boxes. */
function withUniqueIds(nodes: readonly GraphNode[], taken = new Set<string>()): GraphNode[] {
  return nodes.map((each) => {
    let id = each.id;
    for (let n = 2; taken.has(id); n++) id = `${each.id}~${n}`;
    taken.add(id);
    return { ...each, id, children: withUniqueIds(each.children, taken) };
  });
}
