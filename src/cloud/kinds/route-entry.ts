import type { StaticRoute, Topology, Vpc } from '../../model/topology.ts';
import { ecrVpcPath } from '../../model/links.ts';
import { allAttachments } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokensMaxResult } from '../paging.ts';
import { ref, type LooseInputs, type Ref } from '../value.ts';

/**
 * A static route of a VPC, in its system table or another, or of a VBR. Source: aliyun-openapi-meta en-US/vpc/CreateRouteEntry.json,
 * DescribeRouteEntryList.json (whose list is spelled `RouteEntrys`); terraform-provider-alicloud
 * alicloud/resource_alicloud_route_entry.go. One write per router at a time.
 */
export const routeEntry = defineKind({
  name: 'route-entry',
  title: 'route',
  product: 'vpc',
  id: 'RouteEntryId',
  naturalKey: ['table', 'prefix'],
  properties: {
    // The association must stand before routes use it; it is not sent.
    association: { refersTo: ['ecr-association'] },
    router: { refersTo: ['vpc', 'virtual-border-router'], required: true },
    table: { wire: 'RouteTableId', required: true, immutable: true },
    prefix: { wire: 'DestinationCidrBlock', as: 'caseless', required: true, immutable: true },
    nextHopType: { wire: 'NextHopType', read: 'NextHops.NextHop.NextHopType', required: true },
    nextHop: { wire: 'NextHopId', read: 'NextHops.NextHop.NextHopId', required: true, holds: true },
    name: { wire: 'RouteEntryName' },
  },
  status: { field: 'Status', ready: ['Available', 'Created'] },
  create: { action: 'CreateRouteEntry', retryOn: ['UnknownError'] },
  read: {
    action: 'DescribeRouteEntryList',
    items: 'RouteEntrys.RouteEntry',
    paging: tokensMaxResult,
    within: { RouteTableId: 'table' },
    with: { RouteEntryType: 'Custom' },
  },
  updates: [
    { action: 'ModifyRouteEntry', properties: ['name'] },
    {
      action: 'ModifyRouteEntry',
      properties: ['nextHopType', 'nextHop'],
      wires: { nextHopType: 'NewNextHopType', nextHop: 'NewNextHopId' },
      sends: 'all',
    },
  ],
  delete: { action: 'DeleteRouteEntry', retryOn: ['UnknownError'] },
  scopes: ['router'],
  minutes: { create: 10, delete: 10 },
  goneCodes: ['InvalidRouteEntry.NotFound'],
  carries: { prefix: 'prefix' },

  *desired({ topology, stack }) {
    for (const vpc of topology.vpcs) {
      for (const { route, table } of placedRoutes(vpc)) {
        const nextHop = nextHopOf(topology, vpc, route);
        if (nextHop === undefined || route.prefix === undefined) continue;
        yield {
          address: route.path,
          element: route,
          region: vpc.region,
          inputs: {
            router: ref(vpc.path),
            table,
            prefix: route.prefix.text,
            name: cloudName(stack, `${vpc.name}-${route.prefix.text.replace('/', '-')}`),
            ...nextHop,
          },
        };
      }
    }
    for (const vbr of topology.vbrs) {
      for (const route of vbr.staticRoutes) {
        yield {
          address: route.path,
          element: route,
          region: vbr.circuit?.region,
          inputs: {
            router: ref(vbr.path),
            table: ref(vbr.path, 'routeTable'),
            prefix: route.prefix?.text,
            // Towards the customer, over the interface of the VBR itself: text of VlanInterfaceId in
            // aliyun-openapi-meta en-US/vpc/DescribeVirtualBorderRouters.json.
            nextHopType: 'RouterInterface',
            nextHop: ref(vbr.path, 'vlanInterface'),
            name: cloudName(stack, `${vbr.name}-${route.prefix?.text.replace('/', '-') ?? 'route'}`),
          },
        };
      }
    }
  },
});

interface PlacedRoute {
  readonly route: StaticRoute;
  readonly table: Ref;
}

function placedRoutes(vpc: Vpc): PlacedRoute[] {
  const system = ref(vpc.path, 'routeTable');
  return [
    ...vpc.routes.map((route) => ({ route, table: system })),
    ...vpc.routeTables.flatMap((table) => table.routes.map((route) => ({ route, table: ref(table.path) }))),
  ];
}

/** `Attachment`, `Ecr` and `VpnGateway` are the API's words; what is not attached here is a rule's business. */
function nextHopOf(topology: Topology, vpc: Vpc, route: StaticRoute): LooseInputs | undefined {
  const { nextHop } = route;
  if (nextHop?.of === 'transit-router') {
    const attachment = allAttachments(topology).find(
      (each) => each.transitRouter.path === nextHop.path && each.attachment.target === vpc,
    );
    return attachment === undefined
      ? undefined
      : { nextHopType: 'Attachment', nextHop: ref(attachment.address) };
  }
  if (nextHop?.of === 'ecr') {
    const ecr = topology.ecrs.find((each) => each.path === nextHop.path && each.vpcs.includes(vpc));
    return ecr === undefined
      ? undefined
      : { nextHopType: 'Ecr', nextHop: ref(ecr.path), association: ref(ecrVpcPath(ecr, vpc)) };
  }
  if (nextHop?.of === 'vpn') return { nextHopType: 'VpnGateway', nextHop: ref(`${nextHop.path}/gateway`) };
  return undefined;
}
