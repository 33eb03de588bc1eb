import { cloudName } from '../naming.ts';
import { defineKind } from '../kind.ts';
import { pages } from '../paging.ts';

/**
 * A VPC. Source: aliyun-openapi-meta en-US/vpc/CreateVpc.json, DescribeVpcs.json, ModifyVpcAttribute.json;
 * statuses, waits and codes: terraform-provider-alicloud alicloud/resource_alicloud_vpc.go.
 */
export const vpc = defineKind({
  name: 'vpc',
  title: 'VPC',
  product: 'vpc',
  id: 'VpcId',
  naturalKey: [],
  properties: {
    name: { wire: 'VpcName' },
    // It can become larger or smaller: SDK text of ModifyVpcAttribute, `CidrBlock`.
    prefix: { wire: 'CidrBlock', required: true, immutable: 'unless-nested' },
    // The list answers the blocks of the user as a list, the create call takes them joined with commas.
    userPrefixes: { wire: 'UserCidr', only: 'create', immutable: true },
    ipv6: { wire: 'EnableIpv6', read: 'EnabledIpv6', as: 'flag', absent: false },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags.Tag',
    change: { add: 'TagResources', remove: 'UnTagResources', type: 'VPC' },
  },
  status: { field: 'Status', ready: ['Available', 'Created'] },
  create: { action: 'CreateVpc', retryOn: ['UnknownError'] },
  read: { action: 'DescribeVpcs', items: 'Vpcs.Vpc', paging: pages, byId: { VpcId: '$id' } },
  updates: [
    // The parameter is spelled differently here than in CreateVpc.
    { action: 'ModifyVpcAttribute', properties: ['name', 'prefix', 'ipv6'], wires: { ipv6: 'EnableIPv6' } },
  ],
  delete: { action: 'DeleteVpc', retryOn: ['UnknownError'] },
  outputs: {
    routeTable: {
      action: 'DescribeRouteTableList',
      send: { VpcId: '$id' },
      with: { RouteTableType: 'System' },
      items: 'RouterTableList.RouterTableListType',
      paging: pages,
      field: 'RouteTableId',
      of: 'VpcId',
    },
  },
  scopes: ['self'],
  minutes: { create: 10 },
  goneCodes: ['InvalidVpcID.NotFound', 'InvalidResource.NotFound'],
  carries: {},

  *desired({ topology, stack }) {
    for (const element of topology.vpcs) {
      yield {
        address: element.path,
        element,
        region: element.region,
        adopt: element.cloudId,
        owner: element.account,
        tags: element.tags,
        inputs: {
          name: cloudName(stack, element.name),
          prefix: element.prefixes[0]?.text,
          userPrefixes: element.userPrefixes.map((prefix) => prefix.text).join(',') || undefined,
          ipv6: element.hasIpv6 ? true : undefined,
        },
      };
    }
  },
});
