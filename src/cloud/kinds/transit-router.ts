import { cloudName } from '../naming.ts';
import { defineKind } from '../kind.ts';
import { pages, tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * An Enterprise Edition transit router; Basic ones can no longer be bought. Source: aliyun-openapi-meta
 * en-US/cbn/CreateTransitRouter.json, ListTransitRouters.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router.go. There is at most one in a region of a CEN.
 */
export const transitRouter = defineKind({
  name: 'transit-router',
  title: 'transit router',
  product: 'cbn',
  id: 'TransitRouterId',
  naturalKey: ['cen', 'region'],
  properties: {
    cen: { wire: 'CenId', refersTo: ['cen'], required: true, immutable: true },
    name: { wire: 'TransitRouterName' },
    // Sent as the region of the call.
    region: { read: 'RegionId', required: true, immutable: true },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'TransitRouter' },
  },
  status: { field: 'Status', ready: ['Active'] },
  create: { action: 'CreateTransitRouter' },
  read: {
    action: 'ListTransitRouters',
    items: 'TransitRouters',
    paging: pages,
    within: { CenId: 'cen' },
    byId: { TransitRouterId: '$id' },
  },
  updates: [{ action: 'UpdateTransitRouter', properties: ['name'] }],
  delete: { action: 'DeleteTransitRouter' },
  outputs: {
    // It comes with the transit router and goes with it.
    systemRouteTable: {
      action: 'ListTransitRouterRouteTables',
      send: { TransitRouterId: '$id' },
      with: { TransitRouterRouteTableType: 'System' },
      items: 'TransitRouterRouteTables',
      paging: tokens,
      field: 'TransitRouterRouteTableId',
    },
  },
  scopes: ['self', 'cen'],
  goneCodes: ['ParameterInstanceId', 'ParameterCenInstanceId'],
  carries: {},

  *desired({ topology, stack }) {
    for (const owner of topology.cens) {
      for (const element of owner.transitRouters) {
        yield {
          address: element.path,
          element,
          region: element.region,
          adopt: element.cloudId,
          owner: element.account ?? owner.account,
          tags: element.tags,
          inputs: { cen: ref(owner.path), name: cloudName(stack, element.name), region: element.region },
        };
      }
    }
  },
});
