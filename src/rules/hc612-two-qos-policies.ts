import { qosLimits } from '../model/catalog/limits.ts';
import type { Circuit, QosPolicy } from '../model/topology.ts';
import { defineRule, remove, removeValue } from './rule.ts';

export const twoQosPolicies = defineRule({
  id: 'HC612',
  severity: 'error',
  title: 'Two QoS policies on one circuit',
  why: 'A port has at most one QoS policy.',
  sources: qosLimits.policiesPerPort.sources,

  *check(topology) {
    const owners = new Map<Circuit, QosPolicy>();
    for (const policy of topology.qosPolicies) {
      for (const circuit of new Set(policy.circuits)) {
        const first = owners.get(circuit);
        if (first === undefined) {
          owners.set(circuit, policy);
          continue;
        }
        const isOnly = policy.circuits.length === 1;
        yield {
          element: policy,
          property: 'on',
          value: circuit.name,
          message: `Circuit '${circuit.name}' has policy '${first.name}' already, and a port takes one; merge the queues of '${policy.name}' into it`,
          related: [{ element: first, message: 'comes first' }],
          fix: isOnly
            ? { title: `Remove policy '${policy.name}'`, edits: [remove(policy)] }
            : {
                title: `Take '${circuit.name}' out of '${policy.name}'`,
                edits: [removeValue(policy, 'on', circuit.name)],
              },
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      qos first on one { queue voice { kind high } }
      qos second on one, two { queue video { kind high } }
      //            ^^^ HC612`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      qos first on one { queue voice { kind high } }
      qos second on two { queue video { kind high } }`,
  },
});
