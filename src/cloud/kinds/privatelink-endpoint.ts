import { privateLinkService } from '../../model/catalog/services.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokensOf50 } from '../paging.ts';
import { endpointsOf } from '../endpoints.ts';
import { ref } from '../value.ts';

/**
 * A PrivateLink interface endpoint; its zones are resources of their own, since it can only be deleted without any.
 * Source: aliyun-openapi-meta en-US/privatelink/CreateVpcEndpoint.json, ListVpcEndpoints.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_privatelink_vpc_endpoint.go. One write per account at a time.
 */
export const privatelinkEndpoint = defineKind({
  name: 'privatelink-endpoint',
  title: 'PrivateLink endpoint',
  product: 'privatelink',
  id: 'EndpointId',
  naturalKey: ['vpc', 'name'],
  properties: {
    vpc: { wire: 'VpcId', refersTo: ['vpc'], required: true, immutable: true },
    name: { wire: 'EndpointName' },
    service: { wire: 'ServiceName', immutable: true },
    serviceId: { wire: 'ServiceId', immutable: true },
    type: { wire: 'EndpointType', immutable: true },
    securityGroups: {
      wire: 'SecurityGroupId',
      read: 'SecurityGroups.SecurityGroupId',
      as: 'set',
      refersTo: ['security-group'],
      immutable: true,
    },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'vpcendpoint' },
  },
  status: { field: 'EndpointStatus', ready: ['Active'] },
  create: { action: 'CreateVpcEndpoint' },
  read: {
    action: 'ListVpcEndpoints',
    items: 'Endpoints',
    paging: tokensOf50,
    byId: { EndpointId: '$id' },
    detail: {
      action: 'ListVpcEndpointSecurityGroups',
      items: 'SecurityGroups',
      send: { EndpointId: '$id' },
      under: 'SecurityGroups',
    },
  },
  updates: [{ action: 'UpdateVpcEndpointAttribute', properties: ['name'] }],
  delete: { action: 'DeleteVpcEndpoint' },
  scopes: ['account:privatelink'],
  goneCodes: ['EndpointNotFound'],
  billing: 'metered',

  *desired({ topology, stack }) {
    for (const { service, access, vpc, address } of endpointsOf(topology)) {
      const named = access.endpointService;
      const isId = named?.startsWith('epsrv-') === true;
      yield {
        address,
        element: service,
        region: vpc.region,
        adopt: service.cloudId,
        tags: vpc.tags,
        inputs: {
          vpc: ref(vpc.path),
          name: cloudName(stack, service.name),
          service: isId ? undefined : (named ?? privateLinkService(service.product ?? '', vpc.region ?? '')),
          serviceId: isId ? named : undefined,
          type: 'Interface',
          securityGroups: access.securityGroup === undefined ? undefined : [ref(access.securityGroup.path)],
        },
      };
    }
  },
});
