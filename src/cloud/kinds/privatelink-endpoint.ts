import { privateLinkService } from '../../model/catalog/services.ts';
import type { Service, Vpc } from '../../model/topology.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokensOf50 } from '../paging.ts';
import { endpointsOf, type PrivateLinkAccess } from '../design/endpoints.ts';
import { ref, type LooseInputs } from '../value.ts';

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
    serviceId: { wire: 'ServiceId', refersTo: ['endpoint-service'], immutable: true },
    type: { wire: 'EndpointType', immutable: true },
    securityGroups: {
      wire: 'SecurityGroupId',
      read: 'SecurityGroups.SecurityGroupId',
      as: 'set',
      refersTo: ['security-group'],
      // Its interfaces are in the groups (alicloud-lifecycles: DependencyViolation on DeleteSecurityGroup).
      holds: true,
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
  updates: [
    { action: 'UpdateVpcEndpointAttribute', properties: ['name'] },
    // The new ones first: an endpoint is never without a group.
    {
      action: 'AttachSecurityGroupToVpcEndpoint',
      properties: ['securityGroups'],
      sends: { eachAdded: 'SecurityGroupId' },
    },
    {
      action: 'DetachSecurityGroupFromVpcEndpoint',
      properties: ['securityGroups'],
      sends: { eachRemoved: 'SecurityGroupId' },
    },
  ],
  delete: { action: 'DeleteVpcEndpoint' },
  scopes: ['account:privatelink'],
  goneCodes: ['EndpointNotFound'],
  bills: [{ item: 'privatelink-data' }],
  billing: 'metered',
  carries: {},

  *desired({ topology, stack }) {
    for (const { service, access, vpc, address } of endpointsOf(topology)) {
      yield {
        address,
        element: service,
        region: vpc.region,
        adopt: service.cloudId,
        tags: vpc.tags,
        lifecycle: service.lifecycle,
        inputs: {
          vpc: ref(vpc.path),
          name: cloudName(stack, service.name),
          ...serviceOf(service, access, vpc),
          type: 'Interface',
          securityGroups:
            access.securityGroups.length === 0
              ? undefined
              : access.securityGroups.map((group) => ref(group.path)),
        },
        // An endpoint stands in the zones in which the service has something that answers.
        after:
          typeof access.endpointService === 'object'
            ? access.endpointService.resources.map(({ path }) => path)
            : [],
      };
    }
  },
});

/** One of the design's own, or another by its id or name, or else the product's. */
function serviceOf(service: Service, access: PrivateLinkAccess, vpc: Vpc): LooseInputs {
  const { endpointService } = access;
  if (typeof endpointService === 'object') return { serviceId: ref(endpointService.path) };
  if (endpointService?.startsWith('epsrv-') === true) return { serviceId: endpointService };
  return { service: endpointService ?? privateLinkService(service.product ?? '', vpc.region ?? '') };
}
