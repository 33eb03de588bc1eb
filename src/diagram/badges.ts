/** Elements that belong to another and have no box of their own. */
import { relations } from '../model/relations.ts';
import type {
  Attachment,
  Cen,
  Circuit,
  Element,
  ElementBase,
  RouteTable,
  Topology,
  TransitRouter,
  Vbr,
  Vpc,
  Vpn,
} from '../model/topology.ts';
import { countOf, joined } from './facts.ts';
import type { BadgeKind, GraphBadge } from './graph.ts';
import { sortedBy } from './order.ts';

export function badge(kind: BadgeKind, element: ElementBase, text: string, title = element.name): GraphBadge {
  return { path: element.path, kind, title, text: joined(element.label, text) };
}

export function cenBadge(cen: Cen): GraphBadge {
  return badge('cen', cen, countOf(cen.transitRouters.length, 'transit router'));
}

export function circuitBadges(topology: Topology, circuit: Circuit): GraphBadge[] {
  const policies = topology.qosPolicies.filter((policy) => policy.circuits.includes(circuit));
  return sortedBy(policies, (policy) => policy.path).flatMap((policy) => [
    badge('qos', policy, countOf(policy.queues.length, 'queue')),
    ...policy.queues.map((queue) =>
      badge(
        'qos-queue',
        queue,
        joined(queue.queueKind, queue.percent === undefined ? '' : `${queue.percent} %`),
      ),
    ),
  ]);
}

export function vbrBadges(topology: Topology, vbr: Vbr): GraphBadge[] {
  const groups = relations(topology).groupsOf(vbr);
  return sortedBy(
    groups.map((group) => badge('failover-group', group, countOf(group.members.length, 'member'))),
    (each) => each.path,
  );
}

/** Route tables, and attachments to something that the text does not say yet: the others are lines. */
export function transitRouterBadges(router: TransitRouter): GraphBadge[] {
  const dangling = router.attachments.filter((attachment) => attachment.target === undefined);
  return sortedBy(
    [...router.routeTables.map(routeTableBadge), ...dangling.map(attachmentBadge)],
    (b) => b.path,
  );
}

export function securityGroupBadges(vpc: Vpc): GraphBadge[] {
  const groups = vpc.securityGroups.map((group) =>
    badge('security-group', group, countOf(group.allows.length, 'rule')),
  );
  return sortedBy(groups, (each) => each.path);
}

export function tunnelBadges(vpn: Vpn): GraphBadge[] {
  return sortedBy(
    vpn.tunnels.map((tunnel) => badge('tunnel', tunnel, tunnel.inside?.text ?? '')),
    (each) => each.path,
  );
}

/** For a named element that nothing on the map stands for. */
export function unplacedBadge(element: Element): GraphBadge {
  return badge('unplaced', element, element.kind.replaceAll('-', ' '));
}

function routeTableBadge(table: RouteTable): GraphBadge {
  const counts = [
    countOf(table.associated.length, 'association'),
    countOf(table.propagated.length, 'propagation'),
    countOf(table.routes.length, 'route'),
  ];
  return badge('route-table', table, joined(...counts));
}

function attachmentBadge(attachment: Attachment): GraphBadge {
  return badge('attachment', attachment, 'leads nowhere yet');
}
