import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokens } from '../paging.ts';

/**
 * An Express Connect Router; it belongs to no region. Source: aliyun-openapi-meta
 * en-US/expressconnectrouter/CreateExpressConnectRouter.json, DescribeExpressConnectRouter.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_express_connect_router_express_connect_router.go.
 */
export const ecr = defineKind({
  name: 'ecr',
  title: 'Express Connect Router',
  product: 'expressconnectrouter',
  id: 'EcrId',
  naturalKey: [],
  // Unique in an account: https://www.alibabacloud.com/help/en/express-connect/user-guide/ecr
  limits: [{ on: ['asn'] }],
  properties: {
    name: { wire: 'Name' },
    asn: { wire: 'AlibabaSideAsn', as: 'number', required: true, immutable: true },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'EXPRESSCONNECTROUTER' },
  },
  status: { field: 'Status', ready: ['ACTIVE'] },
  create: { action: 'CreateExpressConnectRouter' },
  read: { action: 'DescribeExpressConnectRouter', items: 'EcrList', paging: tokens, byId: { EcrId: '$id' } },
  updates: [{ action: 'ModifyExpressConnectRouter', properties: ['name'] }],
  delete: { action: 'DeleteExpressConnectRouter' },
  scopes: ['self'],
  goneCodes: ['ResourceNotFound.EcrId'],
  // It has no fee of its own: what it carries within a region is billed with the VBR.
  bills: [{ item: 'ecr-cross-region' }],
  billing: 'metered',
  carries: {},

  *desired({ topology, stack }) {
    for (const element of topology.ecrs) {
      yield {
        address: element.path,
        element,
        region: '',
        adopt: element.cloudId,
        owner: element.account,
        tags: element.tags,
        // 45104 is the platform's own ASN and the API's default.
        inputs: { name: cloudName(stack, element.name), asn: element.asn ?? 45104 },
      };
    }
  },
});
