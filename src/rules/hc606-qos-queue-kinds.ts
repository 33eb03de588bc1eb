import { qosLimits } from '../model/catalog/limits.ts';
import type { QosQueue } from '../model/topology.ts';
import { defineRule, remove } from './rule.ts';

export const qosQueueKinds = defineRule({
  id: 'HC606',
  severity: 'error',
  title: 'QoS queue that the policy does not take',
  why: 'A QoS policy of a circuit has at most one high and two medium queues; its default queue exists by itself.',
  sources: qosLimits.highQueues.sources,

  *check(topology) {
    for (const { name, queues } of topology.qosPolicies) {
      for (const queue of queues.filter(({ queueKind }) => queueKind === 'default')) {
        yield {
          element: queue,
          property: 'kind',
          message: `Policy '${name}' has its default queue by itself; queue '${queue.name}' cannot be created`,
          fix: { title: `Remove queue '${queue.name}'`, edits: [remove(queue)] },
        };
      }
      yield* tooMany(name, queues, 'high', qosLimits.highQueues.value);
      yield* tooMany(name, queues, 'medium', qosLimits.mediumQueues.value);
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue voice { kind high }
        queue bulk { kind medium share 40 % }
        queue rest { kind default }
        //                ^^^^^^^ HC606
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue voice { kind high }
        queue bulk { kind medium share 40 % }
      }`,
  },
});

function* tooMany(policy: string, queues: readonly QosQueue[], kind: 'high' | 'medium', limit: number) {
  const surplus = queues.filter(({ queueKind }) => queueKind === kind).slice(limit);
  for (const queue of surplus) {
    yield {
      element: queue,
      property: 'kind',
      message: `Policy '${policy}' takes ${limit} ${kind} ${limit === 1 ? 'queue' : 'queues'}; merge '${queue.name}' into another`,
    };
  }
}
