import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokensOf50 } from '../paging.ts';

/**
 * A service of one's own behind PrivateLink; what answers, who may come and who is let in are resources of their
 * own. Source: aliyun-openapi-meta en-US/privatelink/CreateVpcEndpointService.json, ListVpcEndpointServices.json,
 * UpdateVpcEndpointServiceAttribute.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_privatelink_vpc_endpoint_service.go. One write per account at a time.
 */
export const endpointService = defineKind({
  name: 'endpoint-service',
  title: 'endpoint service',
  product: 'privatelink',
  id: 'ServiceId',
  naturalKey: [],
  properties: {
    // It has no name but the one that the platform gives it.
    description: { wire: 'ServiceDescription' },
    resourceType: { wire: 'ServiceResourceType', immutable: true },
    acceptsAll: { wire: 'AutoAcceptEnabled', as: 'flag', absent: false },
    payer: { wire: 'Payer', immutable: true, absent: 'Endpoint' },
    zoneAffinity: { wire: 'ZoneAffinityEnabled', as: 'flag', absent: false },
    bandwidth: { wire: 'ConnectBandwidth', as: 'number', unit: 'Mbps', only: 'update' },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'vpcendpointservice' },
  },
  status: { field: 'ServiceStatus', ready: ['Active'] },
  create: { action: 'CreateVpcEndpointService' },
  read: {
    action: 'ListVpcEndpointServices',
    items: 'Services',
    paging: tokensOf50,
    byId: { ServiceId: '$id' },
  },
  updates: [
    {
      action: 'UpdateVpcEndpointServiceAttribute',
      properties: ['description', 'acceptsAll', 'zoneAffinity', 'bandwidth'],
    },
  ],
  delete: { action: 'DeleteVpcEndpointService' },
  scopes: ['account:privatelink', 'self'],
  goneCodes: ['EndpointServiceNotFound'],

  *desired({ topology, stack }) {
    for (const element of topology.endpointServices) {
      yield {
        address: element.path,
        element,
        region: element.region,
        adopt: element.cloudId,
        owner: element.account,
        tags: element.tags,
        inputs: {
          description: cloudName(stack, element.name),
          resourceType: element.resources[0]?.type,
          acceptsAll: element.acceptsAll ? true : undefined,
          payer: element.payer === 'service' ? 'EndpointService' : undefined,
          zoneAffinity: element.hasZoneAffinity ? true : undefined,
          bandwidth: element.bandwidthMbps,
        },
      };
    }
  },
});
