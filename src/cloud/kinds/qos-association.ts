import { defineKind } from '../kind.ts';
import { ref } from '../value.ts';

/**
 * A circuit under a QoS policy. Source: aliyun-openapi-meta en-US/vpc/ModifyExpressConnectTrafficQos.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_express_connect_traffic_qos_association.go.
 */
export const qosAssociation = defineKind({
  name: 'qos-association',
  title: 'circuit under a QoS policy',
  product: 'vpc',
  id: ['policy', 'circuit'],
  naturalKey: ['policy', 'circuit'],
  // Unverified: that a circuit belongs to one policy.
  limits: [{ on: ['circuit'] }],
  properties: {
    policy: { wire: 'QosId', read: false, refersTo: ['qos-policy'], required: true, immutable: true },
    circuit: {
      wire: 'AddInstanceList.1.InstanceId',
      read: 'InstanceId',
      refersTo: ['physical-connection'],
      required: true,
      immutable: true,
    },
  },
  status: { field: 'InstanceStatus', ready: ['Normal'] },
  create: {
    action: 'ModifyExpressConnectTrafficQos',
    with: { 'AddInstanceList.1.InstanceType': 'PHYSICALCONNECTION' },
  },
  read: {
    action: 'DescribeExpressConnectTrafficQos',
    items: 'QosList.AssociatedInstanceList',
    within: { 'QosIdList.1': 'policy' },
  },
  delete: {
    action: 'ModifyExpressConnectTrafficQos',
    send: { 'QosId': 'policy', 'RemoveInstanceList.1.InstanceId': 'circuit' },
    with: { 'RemoveInstanceList.1.InstanceType': 'PHYSICALCONNECTION' },
  },
  scopes: ['policy', 'circuit'],
  goneCodes: ['IllegalParam.QosId'],

  *desired({ topology }) {
    for (const policy of topology.qosPolicies) {
      for (const circuit of policy.circuits) {
        // A hosted connection belongs to its partner's circuit, which the policy cannot name.
        if (circuit.type === 'hosted') continue;
        yield {
          address: `${policy.path}/circuit.${circuit.name}`,
          element: policy,
          region: circuit.region,
          inputs: { policy: ref(policy.path), circuit: ref(circuit.path) },
          // A policy takes effect with its queues and rules, all at once.
          after: policy.queues.flatMap((queue) =>
            queue.queueKind === 'default' ? [] : [queue.path, ...queue.rules.map((rule) => rule.path)],
          ),
        };
      }
    }
  },
});
