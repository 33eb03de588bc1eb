import { foreignOwner } from '../design/ownership.ts';
import { defineKind } from '../kind.ts';
import { tokensOf50 } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * An account that may make endpoints for a service. Source: aliyun-openapi-meta
 * en-US/privatelink/AddUserToVpcEndpointService.json, RemoveUserFromVpcEndpointService.json,
 * ListVpcEndpointServiceUsers.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_privatelink_vpc_endpoint_service_user.go.
 */
export const endpointServiceUser = defineKind({
  name: 'endpoint-service-user',
  title: 'user of an endpoint service',
  product: 'privatelink',
  id: ['service', 'account'],
  naturalKey: ['service', 'account'],
  properties: {
    service: {
      wire: 'ServiceId',
      read: false,
      refersTo: ['endpoint-service'],
      required: true,
      immutable: true,
    },
    account: { wire: 'UserId', required: true, immutable: true },
  },
  create: { action: 'AddUserToVpcEndpointService' },
  read: {
    action: 'ListVpcEndpointServiceUsers',
    items: 'Users',
    paging: tokensOf50,
    within: { ServiceId: 'service' },
  },
  delete: {
    action: 'RemoveUserFromVpcEndpointService',
    send: { ServiceId: 'service', UserId: 'account' },
  },
  scopes: ['account:privatelink', 'service'],
  goneCodes: ['EndpointServiceNotFound'],

  *desired({ topology }) {
    for (const element of topology.endpointServices) {
      if (foreignOwner(topology, element.account) !== undefined) continue;
      for (const account of new Set(element.allowedAccounts)) {
        yield {
          address: `${element.path}/account.${account}`,
          element,
          region: element.region,
          inputs: { service: ref(element.path), account },
        };
      }
    }
  },
});
