import { defineKind } from '../kind.ts';
import { ref } from '../value.ts';

/**
 * Which route table a vSwitch uses, when it is not the system table: at most one. Its address is that of the
 * vSwitch, so that a vSwitch leaves one table before it joins another. Source: aliyun-openapi-meta
 * en-US/vpc/AssociateRouteTable.json, UnassociateRouteTable.json, DescribeRouteTableList.json (`VSwitchIds`);
 * terraform-provider-alicloud alicloud/resource_alicloud_route_table_attachment.go.
 */
export const vswitchRouteTable = defineKind({
  name: 'vswitch-route-table',
  title: 'route table of a vSwitch',
  product: 'vpc',
  id: ['table', 'vswitch'],
  naturalKey: ['table', 'vswitch'],
  properties: {
    vpc: { refersTo: ['vpc'], required: true },
    table: {
      wire: 'RouteTableId',
      read: false,
      refersTo: ['vpc-route-table'],
      required: true,
      immutable: true,
    },
    vswitch: { wire: 'VSwitchId', read: 'value', refersTo: ['vswitch'], required: true, immutable: true },
  },
  create: { action: 'AssociateRouteTable' },
  read: {
    action: 'DescribeRouteTableList',
    items: 'RouterTableList.RouterTableListType.VSwitchIds.VSwitchId',
    within: { RouteTableId: 'table' },
  },
  delete: { action: 'UnassociateRouteTable', send: { RouteTableId: 'table', VSwitchId: 'vswitch' } },
  scopes: ['vpc'],

  *desired({ topology }) {
    for (const vpc of topology.vpcs) {
      const seen = new Set<string>();
      for (const table of vpc.routeTables) {
        for (const vswitch of table.vswitches) {
          if (seen.has(vswitch.path)) continue;
          seen.add(vswitch.path);
          yield {
            address: `${vswitch.path}/route-table`,
            element: table,
            region: vpc.region,
            inputs: { vpc: ref(vpc.path), table: ref(table.path), vswitch: ref(vswitch.path) },
          };
        }
      }
    }
  },
});
