import { defineKind } from '../kind.ts';
import { pages } from '../paging.ts';

/**
 * A hosted connection, as its tenant sees it: the partner makes it on the partner's circuit, the tenant accepts it
 * and uses it by its id. Source: aliyun-openapi-meta en-US/vpc/DescribePhysicalConnections.json (`ProductType`,
 * `ParentPhysicalConnectionId`); terraform-provider-alicloud
 * alicloud/resource_alicloud_express_connect_virtual_physical_connection.go.
 */
export const hostedConnection = defineKind({
  name: 'hosted-connection',
  title: 'hosted connection',
  product: 'vpc',
  id: 'PhysicalConnectionId',
  naturalKey: [],
  properties: {
    accessPoint: { wire: 'AccessPointId', immutable: true },
    carrier: { wire: 'LineOperator', immutable: true },
    // What people do, and the engine only when told to: no design asks for it.
    isConfirmed: { read: false },
  },
  status: { field: 'Status', ready: ['Enabled'], gone: ['Canceled', 'Terminated'] },
  read: {
    action: 'DescribePhysicalConnections',
    items: 'PhysicalConnectionSet.PhysicalConnectionType',
    paging: pages,
    byId: { 'Filter.1.Key': 'PhysicalConnectionId', 'Filter.1.Value.1': '$id' },
  },
  updates: [{ action: 'ConfirmPhysicalConnection', properties: ['isConfirmed'] }],
  scopes: ['self'],
  minutes: { update: 20 },
  bills: [{ item: 'express-connect-port' }],
  billing: 'order',
  people: {
    ready: { Status: ['Enabled'], BusinessStatus: ['Normal'] },
    createOption: 'never',
    steps: [
      {
        name: '1-order',
        instruction: 'Order the hosted connection from the partner, then write its id into the design.',
        doneIn: ['Initial', 'Approved', 'Allocating', 'Allocated', 'Confirmed', 'Enabled'],
      },
      {
        name: '2-accept',
        // Where the tenant pays: https://www.alibabacloud.com/help/en/express-connect/user-guide/overview-of-hosted-connections
        bills: ['express-connect-port'],
        instruction:
          'Accept the hosted connection in the Express Connect console (or run apply with --confirm-circuits), and pay if the tenant pays.',
        doneIn: ['Enabled'],
        call: {
          option: 'confirmCircuits',
          when: { VpconnStatus: ['UnConfirmed'] },
          changes: 'isConfirmed',
        },
      },
    ],
  },

  *desired({ topology }) {
    for (const element of topology.circuits) {
      if (element.type !== 'hosted') continue;
      yield {
        address: element.path,
        element,
        region: element.region,
        adopt: element.cloudId,
        owner: element.account,
        inputs: { accessPoint: element.accessPoint, carrier: element.carrier },
      };
    }
  },
});
