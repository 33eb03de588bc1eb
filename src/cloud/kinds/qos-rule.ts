import type { Prefix } from '../../model/ip.ts';
import type { QosRule } from '../../model/topology.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { ref } from '../value.ts';

/**
 * What goes into a queue; -1 stands for any DSCP and any port. Source: aliyun-openapi-meta
 * en-US/vpc/CreateExpressConnectTrafficQosRule.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_express_connect_traffic_qos_rule.go.
 */
export const qosRule = defineKind({
  name: 'qos-rule',
  title: 'QoS rule',
  product: 'vpc',
  id: 'RuleId',
  naturalKey: ['policy', 'queue', 'name'],
  // Priorities are unique within a policy: parameter text of Priority.
  limits: [{ on: ['policy', 'priority'] }],
  properties: {
    policy: { wire: 'QosId', refersTo: ['qos-policy'], required: true, immutable: true },
    queue: { wire: 'QueueId', refersTo: ['qos-queue'], required: true, immutable: true },
    name: { wire: 'RuleName' },
    priority: { wire: 'Priority', as: 'number', required: true },
    protocol: { wire: 'Protocol', as: 'caseless', required: true },
    // An empty text takes a prefix away: so sends it terraform-provider-alicloud.
    source: { wire: 'SrcCidr', clearWith: { SrcCidr: '' } },
    destination: { wire: 'DstCidr', clearWith: { DstCidr: '' } },
    source6: { wire: 'SrcIPv6Cidr', as: 'caseless', clearWith: { SrcIPv6Cidr: '' } },
    destination6: { wire: 'DstIPv6Cidr', as: 'caseless', clearWith: { DstIPv6Cidr: '' } },
    sourcePorts: { wire: 'SrcPortRange', absent: '-1/-1' },
    destinationPorts: { wire: 'DstPortRange', absent: '-1/-1' },
    dscp: { wire: 'MatchDscp', as: 'number', absent: -1 },
    remarkDscp: { wire: 'RemarkingDscp', as: 'number', absent: -1 },
  },
  status: { field: 'Status', ready: ['Normal'] },
  create: { action: 'CreateExpressConnectTrafficQosRule' },
  read: {
    action: 'DescribeExpressConnectTrafficQosRule',
    items: 'RuleList',
    within: { QosId: 'policy', QueueId: 'queue' },
  },
  updates: [
    {
      action: 'ModifyExpressConnectTrafficQosRule',
      properties: [
        'name',
        'priority',
        'protocol',
        'source',
        'destination',
        'source6',
        'destination6',
        'sourcePorts',
        'destinationPorts',
        'dscp',
        'remarkDscp',
      ],
      // Terraform sends these two with every change.
      send: { QosId: 'policy', QueueId: 'queue', RuleId: '$id', Priority: 'priority', Protocol: 'protocol' },
    },
  ],
  delete: {
    action: 'DeleteExpressConnectTrafficQosRule',
    send: { QosId: 'policy', QueueId: 'queue', RuleId: '$id' },
  },
  scopes: ['policy'],
  // `%s` as it stands: terraform-provider-alicloud `resource_alicloud_express_connect_traffic_qos_rule.go`.
  goneCodes: ['IllegalParam.QosId', 'IllegalParam.RuleId', 'IllegalParam.%s'],

  *desired({ topology, stack }) {
    for (const policy of topology.qosPolicies) {
      for (const queue of policy.queues) {
        // What falls into no other queue falls into the default one, without rules.
        if (queue.queueKind === 'default') continue;
        for (const element of queue.rules) {
          yield {
            address: element.path,
            element,
            region: policy.circuits[0]?.region,
            inputs: {
              policy: ref(policy.path),
              queue: ref(queue.path),
              name: cloudName(stack, `${queue.name}-${element.name}`),
              priority: element.priority,
              protocol: element.protocol?.toUpperCase() ?? 'ALL',
              ...matchOf(element),
              dscp: element.dscp,
              remarkDscp: element.remarkDscp,
            },
          };
        }
      }
    }
  },
});

function matchOf(rule: QosRule): Record<string, string | undefined> {
  const first = (prefixes: readonly Prefix[], version: 4 | 6): string | undefined =>
    prefixes.find((prefix) => prefix.version === version)?.text;
  return {
    source: first(rule.sources, 4),
    destination: first(rule.destinations, 4),
    source6: first(rule.sources, 6),
    destination6: first(rule.destinations, 6),
    sourcePorts: portRange(rule.sourcePort),
    destinationPorts: portRange(rule.destinationPort),
  };
}

function portRange(port: number | undefined): string | undefined {
  return port === undefined ? undefined : `${port}/${port}`;
}
