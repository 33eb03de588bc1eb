/** What leads from one thing to others, besides the lists below it. */
import { valuesAt, type Item } from '../look/observe.ts';
import { textOf } from '../value.ts';
import { textIn, textsIn, type Thing } from './thing.ts';
import type { Walk } from './walk.ts';

type Edge = (walk: Walk, thing: Thing) => readonly Promise<void>[];

export const edges: Readonly<Record<string, Edge>> = {
  'transit-router': (walk, router) => {
    const cen = textIn(router, 'cen') ?? '';
    const { systemRouteTable } = router.outputs;
    const placed = { cen, region: router.region, transitRouter: router.id };
    return [
      walk.list('cen-route-map', router.region, placed),
      walk.list('vbr-health-check', router.region, placed),
      ...(systemRouteTable === undefined ? [] : tableOf(walk, router.region, router.id, systemRouteTable)),
    ];
  },
  'tr-route-table': (walk, table) =>
    tableOf(walk, table.region, textIn(table, 'transitRouter') ?? '', table.id),
  'tr-vpc-attachment': (walk, attachment) => [
    walk.get('vpc', attachment.region, textIn(attachment, 'vpc') ?? ''),
  ],
  'tr-vbr-attachment': (walk, attachment) => [
    walk.get('virtual-border-router', attachment.region, textIn(attachment, 'vbr') ?? ''),
  ],
  'tr-ecr-attachment': (walk, attachment) => [walk.get('ecr', '', textIn(attachment, 'ecr') ?? '')],
  'tr-vpn-attachment': (walk, attachment) => [
    walk.get('vpn-attachment', attachment.region, textIn(attachment, 'vpn') ?? ''),
  ],
  'ecr-vbr': (walk, child) => [
    walk.get('virtual-border-router', textIn(child, 'region') ?? '', textIn(child, 'vbr') ?? ''),
  ],
  'ecr-association': (walk, association) => {
    const [cen, vpc] = [textIn(association, 'cen'), textIn(association, 'vpc')];
    return [
      ...(cen === undefined ? [] : [walk.get('cen', '', cen)]),
      ...(vpc === undefined ? [] : [walk.get('vpc', textIn(association, 'region') ?? '', vpc)]),
    ];
  },
  'virtual-border-router': (walk, vbr) => {
    const { routeTable } = vbr.outputs;
    const circuit = textIn(vbr, 'circuit') ?? '';
    const ecr = textOf(vbr.item.EcrId) ?? '';
    const owner = textOf(vbr.item.EcrOwnerId) ?? walk.account;
    return [
      walk.get('physical-connection', vbr.region, circuit),
      ...(ecr === '' || owner !== walk.account ? [] : [walk.get('ecr', '', ecr)]),
      ...censOf(vbr.item).map((cen) => walk.get('cen', '', cen)),
      ...(routeTable === undefined
        ? []
        : [walk.list('route-entry', vbr.region, { router: vbr.id, table: routeTable })]),
    ];
  },
  'vbr-failover-group': (walk, group) =>
    ['vbr', 'peerVbr'].map((end) =>
      walk.get('virtual-border-router', group.region, textIn(group, end) ?? ''),
    ),
  'hosted-connection': (walk, circuit) => [vbrsOn(walk, circuit)],
  'physical-connection': (walk, circuit) => [
    vbrsOn(walk, circuit),
    walk.list('qos-policy', circuit.region, {}, (policy) => circuitsUnder(policy.item).includes(circuit.id)),
    walk.list('failover-test-job', circuit.region, {}, (job) =>
      textsIn(job, 'circuits').includes(circuit.id),
    ),
  ],
  'qos-policy': (walk, policy) =>
    circuitsUnder(policy.item).map((circuit) => walk.get('physical-connection', policy.region, circuit)),
  'failover-test-job': (walk, job) =>
    textsIn(job, 'circuits').map((circuit) => walk.get('physical-connection', job.region, circuit)),
  'vpc': (walk, vpc) => {
    const { routeTable } = vpc.outputs;
    const isHere = (thing: Thing) => textIn(thing, 'vpc') === vpc.id;
    return [
      ...(routeTable === undefined
        ? []
        : [walk.list('route-entry', vpc.region, { router: vpc.id, table: routeTable })]),
      walk.list('vpn-gateway', vpc.region, {}, isHere),
      walk.list('privatelink-endpoint', vpc.region, {}, isHere),
    ];
  },
  'vpc-route-table': (walk, table) => [
    walk.list('route-entry', table.region, { router: textIn(table, 'vpc') ?? '', table: table.id }),
  ],
  'vpn-attachment': (walk, connection) => customerGateways(walk, connection),
  'vpn-connection': (walk, connection) => customerGateways(walk, connection),
  'privatelink-endpoint': (walk, endpoint) => [
    walk.get('endpoint-service', endpoint.region, textIn(endpoint, 'serviceId') ?? ''),
    zonesSeenBy(walk, textIn(endpoint, 'vpc') ?? '', endpoint.region),
  ],
  'endpoint-connection': (walk, connection) => [
    walk.get('privatelink-endpoint', connection.region, textIn(connection, 'endpoint') ?? ''),
  ],
};

/** Whether it stands for itself: tables and queues that come with their parent, and lists of two kinds, show more. */
export function isOwnThing({ kind, item, inputs }: Thing): boolean {
  switch (kind.name) {
    case 'tr-route-table':
      return item.TransitRouterRouteTableType !== 'System';
    case 'vpc-route-table':
      return item.RouteTableType !== 'System';
    case 'qos-queue':
      return inputs.type !== 'Default';
    case 'tr-association':
      return item.ResourceType !== 'TR';
    case 'tr-peer-association':
      return item.ResourceType === 'TR';
    case 'vpn-attachment':
      return (textOf(item.VpnGatewayId) ?? '') === '';
    default:
      return true;
  }
}

/** Others on the same line take a part of what it carries, and VLANs of it. */
function vbrsOn(walk: Walk, circuit: Thing): Promise<void> {
  return walk.list(
    'virtual-border-router',
    circuit.region,
    {},
    (vbr) => textIn(vbr, 'circuit') === circuit.id,
  );
}

/** The same for every table, also for the system table, which is no thing of its own. */
function tableOf(walk: Walk, region: string, transitRouter: string, table: string): Promise<void>[] {
  const kinds = [
    'tr-association',
    'tr-peer-association',
    'tr-propagation',
    'tr-route-entry',
    'tr-aggregation',
  ];
  return kinds.map((kind) => walk.list(kind, region, { transitRouter, table }));
}

function censOf(item: Item): string[] {
  const listed = [
    ...valuesAt(item, 'AssociatedCens.AssociatedCen.CenId'),
    ...valuesAt(item, 'AssociatedCens.CenId'),
  ];
  return [...new Set(listed.flatMap((id) => textOf(id) ?? []))];
}

export function circuitsUnder(item: Item): string[] {
  return valuesAt(item, 'AssociatedInstanceList.InstanceId').flatMap((id) => textOf(id) ?? []);
}

export function tunnelsOf(item: Item): Item[] {
  const listed = [
    ...valuesAt(item, 'TunnelOptionsSpecification.TunnelOptions'),
    ...valuesAt(item, 'TunnelOptionsSpecification'),
  ];
  return listed.filter(
    (each): each is Item => typeof each === 'object' && each !== null && 'CustomerGatewayId' in each,
  );
}

function customerGateways(walk: Walk, { item, region }: Thing): Promise<void>[] {
  const ids = tunnelsOf(item).flatMap((tunnel) => textOf(tunnel.CustomerGatewayId) ?? []);
  return [...new Set(ids)].map((id) => walk.get('customer-gateway', region, id));
}

/** An account may have many private zones; those that a VPC without endpoints sees have nothing to do with them. */
async function zonesSeenBy(walk: Walk, vpc: string, region: string): Promise<void> {
  const zones = await walk.ask('private-zone', '', { QueryVpcId: vpc, QueryRegionId: region });
  const ids = zones.flatMap((zone) => textOf(zone.ZoneId) ?? []);
  await Promise.all(ids.map((id) => walk.get('private-zone', '', id)));
}
