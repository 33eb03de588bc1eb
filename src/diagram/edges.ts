/** The lines: each stands for something that the design declares, and runs from the site towards the service. */
import { relations } from '../model/relations.ts';
import type {
  Attachment,
  Circuit,
  Ecr,
  RegionPeering,
  Service,
  Topology,
  TransitRouter,
  Vbr,
  Vpc,
  Vpn,
} from '../model/topology.ts';
import { circuitLabel } from './facts.ts';
import type { GraphEdge, GraphNode } from './graph.ts';
import { endpointId } from './nodes.ts';
import { sortedBy } from './order.ts';

/** Lines between boxes that exist, each with an id of its own, sorted. */
export function edgesOf(topology: Topology, nodes: readonly GraphNode[]): GraphEdge[] {
  const ids = new Set<string>();
  collectIds(nodes, ids);
  const edges = [
    ...topology.circuits.flatMap(circuitEdges),
    ...topology.vbrs.flatMap(vbrEdges),
    ...topology.vpns.flatMap((vpn) => vpnEdges(topology, vpn)),
    ...topology.ecrs.flatMap(ecrEdges),
    ...relations(topology).transitRouters.flatMap(({ transitRouter }) => attachmentEdges(transitRouter)),
    ...topology.cens.flatMap((cen) => cen.peerings).flatMap(peeringEdges),
    ...topology.services.flatMap(serviceEdges),
  ];
  const possible = edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to) && edge.from !== edge.to);
  return withUniqueIds(sortedBy(possible, (edge) => edge.id));
}

type Line = Pick<GraphEdge, 'path' | 'kind' | 'from' | 'to'>;

function edge(
  line: Line,
  more: Partial<Pick<GraphEdge, 'label' | 'isStandby' | 'bandwidthMbps'>> = {},
): GraphEdge {
  return { id: `${line.path}~${line.from}~${line.to}`, ...line, label: '', isStandby: false, ...more };
}

function circuitEdges(circuit: Circuit): GraphEdge[] {
  const from = circuit.router ?? circuit.site;
  if (from === undefined) return [];
  const line = { path: circuit.path, kind: 'circuit', from: from.path, to: circuit.path } as const;
  const { bandwidthMbps } = circuit;
  return [
    edge(line, {
      label: circuitLabel(circuit),
      isStandby: circuit.role === 'standby',
      ...(bandwidthMbps === undefined ? {} : { bandwidthMbps }),
    }),
  ];
}

/** From the circuit, and, for the older uplink, on into the VPC. */
function vbrEdges(vbr: Vbr): GraphEdge[] {
  const isStandby = vbr.circuit?.role === 'standby';
  const uplinks = vbr.uplinks.map((vpc) =>
    edge({ path: vbr.path, kind: 'uplink', from: vbr.path, to: vpc.path }, { label: 'uplink', isStandby }),
  );
  if (vbr.circuit === undefined) return uplinks;
  const line = { path: vbr.path, kind: 'vbr', from: vbr.circuit.path, to: vbr.path } as const;
  return [edge(line, { label: vbr.vlan === undefined ? '' : `VLAN ${vbr.vlan}`, isStandby }), ...uplinks];
}

function vpnEdges(topology: Topology, vpn: Vpn): GraphEdge[] {
  const isStandby = vpn.role === 'standby';
  const from = vpn.router ?? vpn.site;
  const inward =
    from === undefined
      ? []
      : [edge({ path: vpn.path, kind: 'vpn', from: from.path, to: vpn.path }, { isStandby })];
  const target = vpn.target?.path;
  // Where a transit router attaches the VPN, the attachment is the line.
  const isAttached = relations(topology)
    .attachmentsOf(vpn)
    .some(({ transitRouter }) => transitRouter.path === target);
  if (target === undefined || isAttached) return inward;
  return [...inward, edge({ path: vpn.path, kind: 'vpn', from: vpn.path, to: target }, { isStandby })];
}

function ecrEdges(ecr: Ecr): GraphEdge[] {
  const { path } = ecr;
  return [
    ...ecr.vbrs.map((vbr) => edge({ path, kind: 'association', from: vbr.path, to: path }, standbyLike(vbr))),
    ...ecr.others.map((other) => {
      const kind = other.of === 'vpn' ? 'vpn' : 'association';
      return edge({ path, kind, from: other.path, to: path });
    }),
    ...ecr.vpcs.map((vpc) => edge({ path, kind: 'association', from: path, to: vpc.path })),
  ];
}

function attachmentEdges(router: TransitRouter): GraphEdge[] {
  return router.attachments.flatMap((attachment) => {
    if (attachment.target === undefined) return [];
    return [attachmentEdge(router, attachment, attachment.target)];
  });
}

function attachmentEdge(
  router: TransitRouter,
  attachment: Attachment,
  target: Ecr | Vpc | Vbr | Vpn,
): GraphEdge {
  const { path } = attachment;
  if (target.kind === 'vpc') return edge({ path, kind: 'attachment', from: router.path, to: target.path });
  const kind = target.kind === 'vpn' ? 'vpn' : 'attachment';
  return edge({ path, kind, from: target.path, to: router.path }, standbyLike(target));
}

function standbyLike(element: Ecr | Vpc | Vbr | Vpn): { isStandby: boolean } {
  if (element.kind === 'vpn') return { isStandby: element.role === 'standby' };
  return { isStandby: element.kind === 'vbr' && element.circuit?.role === 'standby' };
}

function peeringEdges(peering: RegionPeering): GraphEdge[] {
  const { path, bandwidthMbps } = peering;
  return [peering.from, peering.to].flatMap((end) => {
    if (end === undefined) return [];
    const line = { path, kind: 'peering', from: path, to: end.path } as const;
    return [edge(line, bandwidthMbps === undefined ? {} : { bandwidthMbps })];
  });
}

function serviceEdges(service: Service): GraphEdge[] {
  const { path, access } = service;
  if (access.kind === 'private-endpoint' && access.via !== undefined) {
    return [edge({ path, kind: 'access', from: access.via.path, to: path })];
  }
  if (access.kind !== 'privatelink') return [];
  return access.zones.map(({ vswitch }) =>
    edge({ path, kind: 'privatelink', from: endpointId(service, vswitch), to: path }),
  );
}

function collectIds(nodes: readonly GraphNode[], ids: Set<string>): void {
  for (const node of nodes) {
    ids.add(node.id);
    collectIds(node.children, ids);
  }
}

function withUniqueIds(edges: readonly GraphEdge[]): GraphEdge[] {
  const counts = new Map<string, number>();
  return edges.map((each) => {
    const count = (counts.get(each.id) ?? 0) + 1;
    counts.set(each.id, count);
    return count === 1 ? each : { ...each, id: `${each.id}~${count}` };
  });
}
