import { docs } from '../model/catalog/sources.ts';
import { nearestOverlaps, type Overlap } from '../model/overlaps.ts';
import type { Topology, Vpc } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { routingDomains } from './support/domains.ts';
import { renumbering } from './support/renumber.ts';

export const vpcsOverlap = defineRule({
  id: 'HC111',
  severity: 'error',
  title: 'Overlapping VPCs behind joined transit routers',
  why:
    'Where the routes of two VPCs meet, the same addresses cannot lead to both. VPCs that must keep such blocks ' +
    'are kept apart in route tables of their own.',
  sources: [docs.transitRouterOss, docs.transitRouter],

  *check(topology) {
    const fixFor = renumbering(topology);
    for (const { outer, inner } of overlapsOf(topology)) {
      yield {
        element: inner.owner,
        property: 'prefix',
        value: inner.prefix.text,
        message: `VPC '${inner.owner.name}' overlaps VPC '${outer.owner.name}' (${outer.prefix.text}), and transit routers join them, so one of the two is not reached`,
        related: [{ element: outer.owner, message: `has ${outer.prefix.text}` }],
        fix: fixFor(inner.owner, inner.prefix),
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
      }
      vpc test in cn-beijing {
        prefix 192.168.64.0/20
        //     ^^^^^^^^^^^^^^^ HC111
        vswitch app in cn-beijing-h { prefix 192.168.65.0/24 }
      }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach prod }
        transit-router tr-bj in cn-beijing { attach test }
        peering tr-sh to tr-bj { bandwidth 100 Mbps }
      }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
      }
      vpc test in cn-beijing {
        prefix 10.0.0.0/20
        vswitch app in cn-beijing-h { prefix 10.0.1.0/24 }
      }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach prod }
        transit-router tr-bj in cn-beijing { attach test }
        peering tr-sh to tr-bj { bandwidth 100 Mbps }
      }`,
  },
});

/** Each overlapping block once, even where the VPCs meet in several tables; of equal blocks, the later VPC's. */
function* overlapsOf(topology: Topology): Generator<Overlap<Vpc>> {
  const seen = new Map<Vpc, Set<string>>();
  const order = new Map(topology.vpcs.map((vpc, index) => [vpc, index]));
  for (const domain of routingDomains(topology)) {
    const inOrder = domain.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    const located = inOrder.flatMap((owner) => owner.prefixes.map((prefix) => ({ prefix, owner })));
    for (const overlap of nearestOverlaps(located)) {
      const texts = seen.get(overlap.inner.owner) ?? new Set<string>();
      if (texts.has(overlap.inner.prefix.text)) continue;
      seen.set(overlap.inner.owner, texts.add(overlap.inner.prefix.text));
      yield overlap;
    }
  }
}
