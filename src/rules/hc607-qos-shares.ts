import { api, docs } from '../model/catalog/sources.ts';
import type { QosPolicy, QosQueue } from '../model/topology.ts';
import { quoted } from './support/phrases.ts';
import { defineRule, remove, set, type Violation } from './rule.ts';

export const qosShares = defineRule({
  id: 'HC607',
  severity: 'error',
  title: 'QoS shares that do not add up',
  why: 'Medium queues share what the high queue leaves, 1 to 100 % each and 100 % together; the high queue goes first and has no share.',
  sources: [api('vpc/CreateExpressConnectTrafficQosQueue'), docs.qos],

  *check(topology) {
    for (const policy of topology.qosPolicies) {
      for (const queue of policy.queues) yield* queueFinding(queue, policy);
      yield* sumFinding(policy);
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue voice { kind high share 20 % }
        //                            ^^^^ HC607
        queue bulk { kind medium share 50 % }
      }
      qos other on line {
        queue web { kind medium share 80 % }
        //                            ^^^^ HC607
        queue mail { kind medium share 40 % }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue voice { kind high }
        queue bulk { kind medium share 50 % }
      }
      qos other on line {
        queue web { kind medium share 66 % }
        queue mail { kind medium share 33 % }
      }`,
  },
});

function* queueFinding(queue: QosQueue, policy: QosPolicy): Iterable<Violation> {
  const { queueKind, percent, name } = queue;
  if (queueKind === 'high' && percent !== undefined) {
    yield {
      element: queue,
      property: 'share',
      message: `High queue '${name}' goes before all others and takes no share`,
      fix: { title: 'Remove the share', edits: [remove(queue, 'share')] },
    };
  }
  if (queueKind === 'medium' && percent === undefined) {
    const share = freeShare(policy);
    yield {
      element: queue,
      message: `Medium queue '${name}' has no share, and the platform takes none without; give it 1 to 100 %`,
      fix:
        share < 1
          ? undefined
          : { title: `Give it ${String(share)} %`, edits: [set(queue, 'share', `${String(share)} %`)] },
    };
  }
  if (queueKind === 'medium' && percent !== undefined && (percent < 1 || percent > 100)) {
    yield {
      element: queue,
      property: 'share',
      message: `Queue '${name}' has a share of ${percent} %; it must be 1 to 100 %`,
      fix: { title: 'Bring it into range', edits: [set(queue, 'share', percent < 1 ? '1 %' : '100 %')] },
    };
  }
}

/** What the medium queues without a share can have, each the same. */
function freeShare({ queues }: QosPolicy): number {
  const medium = queues.filter(({ queueKind }) => queueKind === 'medium');
  const given = medium.reduce((sum, { percent }) => sum + (percent ?? 0), 0);
  const without = medium.filter(({ percent }) => percent === undefined);
  return Math.floor((100 - given) / without.length);
}

function* sumFinding({ name, queues }: QosPolicy): Iterable<Violation> {
  const shared = queues.filter(({ queueKind }) => queueKind === 'medium');
  const sum = shared.reduce((total, { percent }) => total + (percent ?? 0), 0);
  const [first] = shared;
  if (sum <= 100 || first === undefined || shared.some(({ percent }) => (percent ?? 0) > 100)) return;
  yield {
    element: first,
    property: 'share',
    message: `Queues ${quoted(shared)} of policy '${name}' share ${sum} %, and 100 % is all there is`,
    related: shared
      .slice(1)
      .map((queue) => ({ element: queue, message: `has ${String(queue.percent ?? 0)} %` })),
    fix: {
      title: 'Scale the shares to 100 %',
      edits: shared.map((queue) =>
        set(queue, 'share', `${String(Math.max(1, Math.floor((100 * (queue.percent ?? 0)) / sum)))} %`),
      ),
    },
  };
}
