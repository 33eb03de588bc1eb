/**
 * What the diagram shows, as plain data that survives JSON: boxes in boxes, lines between them, and short texts.
 *
 * A graph knows no positions, neither on the screen nor in the text. An edit that changes no fact gives an equal
 * graph, so nothing on the screen moves.
 */
import type { Topology } from '../model/topology.ts';
import { edgesOf } from './edges.ts';
import { drawnPaths, marksOf } from './marks.ts';
import { nodesOf } from './nodes.ts';
import { notesOf, titleOf } from './notes.ts';

export interface Graph {
  /** The network block. */
  readonly title?: GraphBadge;
  /** The outermost boxes. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What has no place on the map: what is demanded, expected, watched and rehearsed. */
  readonly notes: readonly GraphBadge[];
  readonly marks: readonly GraphMark[];
}

export interface GraphNode {
  /** The element's path, or `kind:name` for a box that groups what the design places there: a region. */
  readonly id: string;
  /** The path of the declared element; empty for a box that nobody declared. */
  readonly path: string;
  readonly kind: NodeKind;
  /** The kind in words: `Data center`, `VPC`. */
  readonly caption: string;
  readonly title: string;
  /** What the design calls it besides its name, in any script. */
  readonly label: string;
  /** Short lines: addresses, numbers, roles. */
  readonly facts: readonly string[];
  /** Elements that belong to this one and are too small for a box of their own. */
  readonly badges: readonly GraphBadge[];
  readonly children: readonly GraphNode[];
}

export interface GraphEdge {
  readonly id: string;
  /** The path of the element that the line stands for: a circuit, an attachment, the ECR of an association. */
  readonly path: string;
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Mbit/s, where a bandwidth is known: the line's width follows it. */
  readonly bandwidthMbps?: number;
  /** Carries traffic only when something else has failed. */
  readonly isStandby: boolean;
}

export interface GraphBadge {
  readonly path: string;
  readonly kind: BadgeKind;
  readonly title: string;
  /** More about it; for the tooltip and, on a note, a second line. */
  readonly text: string;
}

export interface GraphMark {
  /** The path of something drawn. */
  readonly path: string;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly messages: readonly string[];
}

/** A finding, as much of it as the diagram needs. */
export interface FindingMark {
  /** The path of any element; what is not drawn itself marks the nearest drawn element around it. */
  readonly path: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

export type NodeKind =
  | 'site'
  | 'router'
  | 'access-point'
  | 'circuit'
  | 'vbr'
  | 'vpn'
  | 'ecr'
  | 'region-peering'
  | 'region'
  | 'transit-router'
  | 'vpc'
  | 'vswitch'
  | 'endpoint'
  | 'service'
  | 'cloud-services'
  | 'internet';

export type BadgeKind =
  | 'network'
  | 'failover-group'
  | 'qos'
  | 'qos-queue'
  | 'cen'
  | 'attachment'
  | 'route-table'
  | 'security-group'
  | 'tunnel'
  | 'demand'
  | 'expectation'
  | 'monitoring'
  | 'alert'
  | 'contact'
  | 'drill'
  | 'unplaced';

export type EdgeKind =
  'circuit' | 'vbr' | 'association' | 'attachment' | 'peering' | 'vpn' | 'uplink' | 'access' | 'privatelink';

/** The diagram of a design, with its findings. Equal topologies give equal graphs. */
export function graphOf(topology: Topology, findings: readonly FindingMark[] = []): Graph {
  const title = titleOf(topology);
  const nodes = nodesOf(topology);
  const edges = edgesOf(topology, nodes);
  const drawn = { ...(title === undefined ? {} : { title }), nodes, edges };
  const notes = notesOf(topology, drawnPaths({ ...drawn, notes: [] }));
  const paths = drawnPaths({ ...drawn, notes });
  return { ...drawn, notes, marks: marksOf(findings, paths) };
}
