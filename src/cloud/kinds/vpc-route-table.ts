import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A route table of a VPC besides its system table, which comes with it. Source: aliyun-openapi-meta
 * en-US/vpc/CreateRouteTable.json, DescribeRouteTableList.json, ModifyRouteTableAttributes.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_route_table.go.
 */
export const vpcRouteTable = defineKind({
  name: 'vpc-route-table',
  title: 'VPC route table',
  product: 'vpc',
  id: 'RouteTableId',
  naturalKey: ['vpc', 'name'],
  // Nine custom tables per VPC: https://www.alibabacloud.com/help/en/vpc/product-overview/limits
  limits: [{ on: ['vpc'], most: 9 }],
  properties: {
    vpc: { wire: 'VpcId', refersTo: ['vpc'], required: true, immutable: true },
    name: { wire: 'RouteTableName' },
    learnsRoutes: { wire: 'RoutePropagationEnable', as: 'flag', only: 'update', absent: true },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags.Tag',
    change: { add: 'TagResources', remove: 'UnTagResources', type: 'ROUTETABLE' },
  },
  status: { field: 'Status', ready: ['Available'] },
  create: { action: 'CreateRouteTable' },
  read: {
    action: 'DescribeRouteTableList',
    items: 'RouterTableList.RouterTableListType',
    paging: pages,
    within: { VpcId: 'vpc' },
    byId: { RouteTableId: '$id' },
  },
  updates: [{ action: 'ModifyRouteTableAttributes', properties: ['name', 'learnsRoutes'] }],
  delete: { action: 'DeleteRouteTable' },
  scopes: ['vpc'],
  minutes: { create: 10 },
  goneCodes: ['InvalidVpcID.NotFound'],

  *desired({ topology, stack }) {
    for (const vpc of topology.vpcs) {
      for (const element of vpc.routeTables) {
        yield {
          address: element.path,
          element,
          region: vpc.region,
          adopt: element.cloudId,
          owner: vpc.account,
          tags: element.tags,
          inputs: {
            vpc: ref(vpc.path),
            name: cloudName(stack, `${vpc.name}-${element.name}`),
            learnsRoutes: element.learnsRoutes ? undefined : false,
          },
        };
      }
    }
  },
});
