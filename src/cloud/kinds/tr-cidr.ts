import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { ownTransitRouters } from '../design/ownership.ts';
import { ref } from '../value.ts';

/**
 * An address block of a transit router, needed before private VPN attachments. Source: aliyun-openapi-meta
 * en-US/cbn/CreateTransitRouterCidr.json, ListTransitRouterCidr.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router_cidr.go.
 */
export const trCidr = defineKind({
  name: 'tr-cidr',
  title: 'transit router prefix',
  product: 'cbn',
  id: 'TransitRouterCidrId',
  naturalKey: ['transitRouter', 'prefix'],
  // Five per transit router: operation text of CreateTransitRouterCidr.
  limits: [{ on: ['transitRouter'], most: 5 }],
  properties: {
    transitRouter: { wire: 'TransitRouterId', refersTo: ['transit-router'], required: true, immutable: true },
    prefix: { wire: 'Cidr', required: true },
    name: { wire: 'Name' },
    isPublished: { wire: 'PublishCidrRoute', as: 'flag', absent: true },
  },
  create: { action: 'CreateTransitRouterCidr' },
  read: { action: 'ListTransitRouterCidr', items: 'CidrLists', within: { TransitRouterId: 'transitRouter' } },
  updates: [
    {
      action: 'ModifyTransitRouterCidr',
      properties: ['prefix', 'name', 'isPublished'],
      send: { TransitRouterId: 'transitRouter', TransitRouterCidrId: '$id' },
    },
  ],
  delete: {
    action: 'DeleteTransitRouterCidr',
    send: { TransitRouterId: 'transitRouter', TransitRouterCidrId: '$id' },
  },
  scopes: ['transitRouter'],
  minutes: { delete: 20 },
  goneCodes: ['OperationFailed.CidrNotExist'],

  *desired({ topology, stack }) {
    for (const transitRouter of ownTransitRouters(topology)) {
      for (const element of transitRouter.cidrs) {
        yield {
          address: element.path,
          element,
          region: transitRouter.region,
          inputs: {
            transitRouter: ref(transitRouter.path),
            prefix: element.prefix?.text,
            name: cloudName(
              stack,
              `${transitRouter.name}-${element.prefix?.text.replace('/', '-') ?? 'block'}`,
            ),
            isPublished: element.isPublished,
          },
        };
      }
    }
  },
});
