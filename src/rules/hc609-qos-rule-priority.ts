import { inRange, qosLimits } from '../model/catalog/limits.ts';
import type { QosPolicy, QosRule } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';

export const qosRulePriority = defineRule({
  id: 'HC609',
  severity: 'error',
  title: 'QoS rule without a priority of its own',
  why: 'The priority of a QoS rule is 1 to 9000 and unique in its policy; the larger one wins.',
  sources: qosLimits.priority.sources,

  *check(topology) {
    const { min, max } = qosLimits.priority.value;
    for (const policy of topology.qosPolicies) {
      const taken = new Map<number, QosRule>();
      for (const rule of rulesOf(policy)) {
        const { priority } = rule;
        if (priority === undefined) continue;
        const first = taken.get(priority);
        if (first === undefined) taken.set(priority, rule);
        if (first === undefined && inRange(qosLimits.priority.value, priority)) continue;
        const free = freePriority(policy);
        yield {
          element: rule,
          property: 'priority',
          message:
            first === undefined
              ? `Rule '${rule.name}' has priority ${priority}; it must be ${min} to ${max}`
              : `Rules '${first.name}' and '${rule.name}' of policy '${policy.name}' both have priority ${priority}`,
          ...(first && { related: [{ element: first, message: 'has the same priority' }] }),
          fix: { title: `Use priority ${free}`, edits: [set(rule, 'priority', String(free))] },
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue voice {
          kind high
          rule sip { priority 100 protocol udp }
          rule rtp { priority 100 protocol udp }
          //                  ^^^ HC609
        }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue voice {
          kind high
          rule sip { priority 100 protocol udp }
          rule rtp { priority 110 protocol udp }
        }
      }`,
  },
});

function rulesOf({ queues }: QosPolicy): readonly QosRule[] {
  return queues.flatMap(({ rules }) => rules);
}

function freePriority(policy: QosPolicy): number {
  const taken = new Set(rulesOf(policy).map(({ priority }) => priority));
  let free = 100;
  while (taken.has(free)) free += 10;
  return free;
}
