import { foreignOwner } from '../design/ownership.ts';
import { defineKind } from '../kind.ts';
import { tokensOf50 } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A load balancer that answers behind an endpoint service, in one zone. Source: aliyun-openapi-meta
 * en-US/privatelink/AttachResourceToVpcEndpointService.json, DetachResourceFromVpcEndpointService.json,
 * ListVpcEndpointServiceResources.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_privatelink_vpc_endpoint_service_resource.go.
 */
export const endpointServiceResource = defineKind({
  name: 'endpoint-service-resource',
  title: 'resource of an endpoint service',
  product: 'privatelink',
  id: ['service', 'resource', 'zone'],
  naturalKey: ['service', 'resource', 'zone'],
  properties: {
    service: {
      wire: 'ServiceId',
      read: false,
      refersTo: ['endpoint-service'],
      required: true,
      immutable: true,
    },
    resource: { wire: 'ResourceId', required: true, immutable: true },
    type: { wire: 'ResourceType', required: true, immutable: true },
    zone: { wire: 'ZoneId', required: true, immutable: true },
  },
  create: { action: 'AttachResourceToVpcEndpointService' },
  read: {
    action: 'ListVpcEndpointServiceResources',
    items: 'Resources',
    paging: tokensOf50,
    within: { ServiceId: 'service' },
  },
  delete: {
    action: 'DetachResourceFromVpcEndpointService',
    send: { ServiceId: 'service', ResourceId: 'resource', ResourceType: 'type', ZoneId: 'zone' },
  },
  scopes: ['account:privatelink', 'service'],
  goneCodes: ['EndpointServiceNotFound'],

  *desired({ topology }) {
    for (const service of topology.endpointServices) {
      if (foreignOwner(topology, service.account) !== undefined) continue;
      for (const element of service.resources) {
        yield {
          address: element.path,
          element,
          region: service.region,
          inputs: {
            service: ref(service.path),
            resource: element.resourceId,
            type: element.type,
            zone: element.zone,
          },
        };
      }
    }
  },
});
