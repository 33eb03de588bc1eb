import { transitRouterLimits } from '../model/catalog/limits.ts';
import type { RegionPeering } from '../model/topology.ts';
import { defineRule, set, type Violation } from './rule.ts';

export const peeringQueues = defineRule({
  id: 'HC613',
  severity: 'error',
  title: 'Queues of an inter-region connection that do not fit',
  why: 'The queues of an inter-region connection share its bandwidth, and the call that creates them takes three queues and 20 DSCP values each.',
  sources: transitRouterLimits.dscpsPerQueueCall.sources,

  *check(topology) {
    for (const peering of topology.cens.flatMap((cen) => cen.peerings)) {
      yield* shares(peering);
      yield* counts(peering);
    }
  },

  examples: {
    bad: `
      cen backbone {
        transit-router tr-sh in cn-shanghai { edition enterprise }
        transit-router tr-bj in cn-beijing { edition enterprise }
        peering tr-sh to tr-bj {
          bandwidth 200 Mbps
          queue gold { share 80 % dscp 46 }
          //                 ^^^^ HC613
          queue silver { share 40 % dscp 26 }
        }
      }`,
    good: `
      cen backbone {
        transit-router tr-sh in cn-shanghai { edition enterprise }
        transit-router tr-bj in cn-beijing { edition enterprise }
        peering tr-sh to tr-bj {
          bandwidth 200 Mbps
          queue gold { share 66 % dscp 46 }
          queue silver { share 33 % dscp 26 }
        }
      }`,
  },
});

function* shares(peering: RegionPeering): Iterable<Violation> {
  const { queues } = peering;
  const sum = queues.reduce((total, { percent }) => total + (percent ?? 0), 0);
  const [first] = queues;
  if (sum <= 100 || first === undefined) return;
  yield {
    element: first,
    property: 'share',
    message: `The queues of the connection ${nameOf(peering)} share ${sum} %, and 100 % is all there is`,
    related: queues
      .slice(1)
      .map((queue) => ({ element: queue, message: `has ${String(queue.percent ?? 0)} %` })),
    fix: {
      title: 'Scale the shares to 100 %',
      edits: queues
        .filter(({ percent }) => percent !== undefined)
        .map((queue) => set(queue, 'share', `${String(Math.floor((100 * (queue.percent ?? 0)) / sum))} %`)),
    },
  };
}

function* counts(peering: RegionPeering): Iterable<Violation> {
  const maxQueues = transitRouterLimits.queuesPerPolicyCall.value;
  const maxDscps = transitRouterLimits.dscpsPerQueueCall.value;
  const surplus = peering.queues[maxQueues];
  if (surplus !== undefined) {
    yield {
      element: surplus,
      message: `The connection ${nameOf(peering)} has ${peering.queues.length} queues, and ${maxQueues} can be created with it`,
    };
  }
  for (const queue of peering.queues.filter(({ dscps }) => dscps.length > maxDscps)) {
    yield {
      element: queue,
      property: 'dscp',
      message: `Queue '${queue.name}' has ${queue.dscps.length} DSCP values, and one call takes ${maxDscps}`,
    };
  }
}

function nameOf({ from, to }: RegionPeering): string {
  return `'${from?.name ?? '?'}' to '${to?.name ?? '?'}'`;
}
