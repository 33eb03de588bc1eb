import { docs } from '../model/catalog/sources.ts';
import { defineRule, removeValue } from './rule.ts';

export const qosOnHostedCircuit = defineRule({
  id: 'HC608',
  severity: 'error',
  title: 'QoS policy on a hosted circuit',
  why: 'QoS policies are for the ports of dedicated circuits; on a hosted circuit the rate limit of the VBR does the sharing.',
  sources: [docs.qos],

  *check(topology) {
    for (const policy of topology.qosPolicies) {
      for (const circuit of policy.circuits.filter(({ type }) => type === 'hosted')) {
        yield {
          element: policy,
          property: 'on',
          value: circuit.name,
          message: `Policy '${policy.name}' does not fit circuit '${circuit.name}', which is hosted; use the rate limit of its VBR`,
          related: [{ element: circuit, message: 'is hosted' }],
          ...(policy.circuits.length > 1 && {
            fix: {
              title: `Take '${circuit.name}' out of the policy`,
              edits: [removeValue(policy, 'on', circuit.name)],
            },
          }),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit own from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit shared from dc to access-point ap-cn-shanghai-pd-D { type hosted by "Partner" carrier CU }
      qos shaping on own, shared { queue voice { kind high } }
      //                  ^^^^^^ HC608`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit own from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit shared from dc to access-point ap-cn-shanghai-pd-D { type hosted by "Partner" carrier CU }
      qos shaping on own { queue voice { kind high } }`,
  },
});
