import { defineKind, type PeopleStep } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { pages } from '../paging.ts';

const beforePort = ['Initial', 'Approved', 'Allocating'];
const afterPort = ['Allocated', 'Confirmed', 'Enabled'];

/**
 * What people do, in order. Source: https://www.alibabacloud.com/help/en/doc-detail/91261.htm and the remarks of
 * the PhysicalConnection operations in alibabacloud-typescript-sdk vpc-20160428/src/client.ts.
 */
const peopleSteps: readonly PeopleStep[] = [
  {
    name: '1-apply',
    instruction:
      'Apply for the port in the Express Connect console (or run apply with --apply-for-circuits), then write its id into the design.',
    doneIn: [...beforePort, ...afterPort],
  },
  {
    name: '2-pay-installation',
    instruction: 'Pay the initial installation fee and wait until Alibaba Cloud has assigned a port.',
    bills: ['express-connect-installation'],
    doneIn: afterPort,
  },
  {
    name: '3-letter-of-authorization',
    instruction:
      'Apply for the letter of authorization with the names of the engineers, and hand it to the carrier.',
    doneIn: ['Confirmed', 'Enabled'],
  },
  {
    name: '4-construction',
    bills: ['carrier-line'],
    instruction:
      'Have the carrier build the line into the access point, and report its completion. This takes one to three months.',
    doneIn: ['Confirmed', 'Enabled'],
  },
  {
    name: '5-confirm',
    instruction:
      'Check that light comes through, and confirm the circuit (or run apply with --confirm-circuits once its letter of authorization is complete).',
    doneIn: ['Confirmed', 'Enabled'],
    // The letter is complete when the line has been reported as built: SDK DescribePhysicalConnectionLOA, `Status`.
    call: {
      option: 'confirmCircuits',
      when: { Status: ['Allocated'], LoaStatus: ['Complete'] },
      changes: 'isConfirmed',
      until: ['Confirmed', 'Enabled'],
    },
  },
  {
    name: '6-pay-and-enable',
    bills: ['express-connect-port'],
    instruction:
      'Pay the resource occupation fee; the circuit is enabled then (or by apply with --enable-circuits). Run apply again.',
    doneIn: ['Enabled'],
    call: {
      option: 'enableCircuits',
      when: { Status: ['Confirmed'] },
      changes: 'isEnabled',
      until: ['Enabled'],
    },
  },
];

/**
 * A circuit. Nothing can be built on it before it is enabled, and people bring it there; it is never deleted,
 * since a dropped line takes months to come back. Source: aliyun-openapi-meta en-US/vpc/CreatePhysicalConnection.json,
 * DescribePhysicalConnections.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_express_connect_physical_connection.go.
 */
export const physicalConnection = defineKind({
  name: 'physical-connection',
  title: 'Express Connect circuit',
  product: 'vpc',
  id: 'PhysicalConnectionId',
  naturalKey: [],
  properties: {
    name: { wire: 'Name' },
    accessPoint: { wire: 'AccessPointId', required: true, immutable: true },
    carrier: { wire: 'LineOperator', required: true },
    // Changeable while it is Initial, Enabled or Rejected: remark of the action. Terraform would make a new one.
    port: { wire: 'PortType' },
    // The parameter starts with a small letter, the field of the list with a capital one.
    bandwidth: { wire: 'bandwidth', read: 'Bandwidth', as: 'number', unit: 'Mbps' },
    lineCode: { wire: 'CircuitCode' },
    location: { wire: 'PeerLocation' },
    // What people do, and the engine only when told to: no design asks for these.
    isConfirmed: { read: false },
    isEnabled: { read: false },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags.tags',
    change: {
      add: 'TagResourcesForExpressConnect',
      remove: 'UntagResourcesForExpressConnect',
      type: 'PHYSICALCONNECTION',
    },
  },
  status: {
    field: 'Status',
    ready: ['Enabled'],
    failed: ['Rejected', 'Allocation Failed'],
    gone: ['Canceled', 'Terminated'],
  },
  create: { action: 'CreatePhysicalConnection' },
  read: {
    action: 'DescribePhysicalConnections',
    items: 'PhysicalConnectionSet.PhysicalConnectionType',
    paging: pages,
    byId: { 'Filter.1.Key': 'PhysicalConnectionId', 'Filter.1.Value.1': '$id' },
  },
  updates: [
    {
      action: 'ModifyPhysicalConnectionAttribute',
      properties: ['name', 'carrier', 'port', 'bandwidth', 'lineCode', 'location'],
    },
    { action: 'ConfirmPhysicalConnection', properties: ['isConfirmed'] },
    { action: 'EnablePhysicalConnection', properties: ['isEnabled'] },
  ],
  scopes: ['self'],
  // Terraform waits for 20 minutes for each of the two.
  minutes: { update: 20 },
  bills: [{ item: 'express-connect-port', amount: ['port'] }],
  billing: 'order',
  people: {
    ready: { Status: ['Enabled'], BusinessStatus: ['Normal'] },
    createOption: 'applyForCircuits',
    steps: peopleSteps,
  },

  *desired({ topology, stack }) {
    for (const element of topology.circuits) {
      // A partner makes the hosted connection and hands its id over; the tenant can only adopt it.
      if (element.type === 'hosted') continue;
      yield {
        address: element.path,
        element,
        region: element.region,
        adopt: element.cloudId,
        owner: element.account,
        tags: element.tags,
        inputs: {
          name: cloudName(stack, element.name),
          accessPoint: element.accessPoint,
          carrier: element.carrier,
          port: element.port,
          bandwidth: element.bandwidthMbps,
          lineCode: element.lineCode,
          location: element.location,
        },
      };
    }
  },
});
