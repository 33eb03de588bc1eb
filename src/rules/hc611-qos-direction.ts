import { docs } from '../model/catalog/sources.ts';
import { containsPrefix, type Prefix } from '../model/ip.ts';
import type { QosPolicy, QosRule } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';

export const qosDirection = defineRule({
  id: 'HC611',
  severity: 'info',
  title: 'QoS rule for the other direction',
  why: 'QoS policies shape traffic from the cloud to the site only; the other direction is the task of the site gateway.',
  sources: [docs.qos],

  *check(topology) {
    for (const policy of topology.qosPolicies) {
      const site = sitePrefixes(policy);
      for (const rule of policy.queues.flatMap(({ rules }) => rules)) {
        const { sources, destinations } = rule;
        if (sources.length === 0 || !within(site, sources) || within(site, destinations)) continue;
        yield {
          element: rule,
          property: 'source',
          message: `Rule '${rule.name}' matches traffic from the site, and policy '${policy.name}' shapes only what the cloud sends`,
          ...(destinations.length > 0 && { fix: swap(rule) }),
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
          rule sip { priority 100 protocol udp source 10.10.1.0/24 destination 192.168.0.0/16 }
          //                                          ^^^^^^^^^^^^ HC611
        }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue voice {
          kind high
          rule sip { priority 100 protocol udp source 192.168.0.0/16 destination 10.10.1.0/24 }
        }
      }`,
  },
});

function sitePrefixes({ circuits }: QosPolicy): readonly Prefix[] {
  // A site that announces a default route has no addresses of its own in mind.
  return circuits.flatMap(({ site }) => site?.prefixes ?? []).filter(({ length }) => length > 0);
}

function within(outer: readonly Prefix[], inner: readonly Prefix[]): boolean {
  return inner.length > 0 && inner.every((prefix) => outer.some((block) => containsPrefix(block, prefix)));
}

function swap(rule: QosRule) {
  const text = (prefixes: readonly Prefix[]) => prefixes.map((prefix) => prefix.text).join(', ');
  return {
    title: 'Swap source and destination',
    edits: [set(rule, 'source', text(rule.destinations)), set(rule, 'destination', text(rule.sources))],
  };
}
