import { components } from '../model/components.ts';
import { follow } from '../analysis/reachable.ts';
import { nearestOverlaps } from '../model/overlaps.ts';
import type { Site, Topology } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';

export const sitesOverlap = defineRule({
  id: 'HC113',
  severity: 'warning',
  title: 'Sites with the same addresses',
  why:
    'Where two sites announce the same addresses, the longest prefix or a hash decides which one gets the ' +
    'traffic. That is right for redundant exits of one network, which `shares-prefixes-with` declares.',
  sources: [],

  *check(topology) {
    for (const { later, earlier, text } of overlaps(topology)) {
      const partners = [...later.sharesPrefixesWith.map(({ name }) => name), earlier.name];
      yield {
        element: later,
        property: 'prefix',
        value: text,
        message: `Site '${later.name}' announces ${text}, which overlaps site '${earlier.name}', so traffic may go to the wrong one`,
        related: [{ element: earlier, message: 'announces the same addresses' }],
        fix: {
          title: `Declare '${later.name}' and '${earlier.name}' exits of one network`,
          edits: [set(later, 'shares-prefixes-with', partners.join(', '))],
        },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16 }
      site branch { kind office prefix 192.168.7.0/24, 10.0.128.0/20 }
      //                                               ^^^^^^^^^^^^^ HC113`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      site branch { kind office prefix 192.168.7.0/24, 10.0.128.0/20 shares-prefixes-with dc }`,
  },
});

interface SiteOverlap {
  readonly later: Site;
  readonly earlier: Site;
  /** The prefix of the later site. */
  readonly text: string;
}

/** Each prefix once. The later site in the text is the one that is told. */
function* overlaps(topology: Topology): Generator<SiteOverlap> {
  const networkOf = components(links(topology));
  const order = new Map(topology.sites.map((site, index) => [site, index]));
  const located = topology.sites.flatMap((owner) =>
    owner.prefixes.filter(({ length }) => length > 0).map((prefix) => ({ prefix, owner })),
  );
  const seen = new Map<Site, Set<string>>();
  for (const { outer, inner } of nearestOverlaps(located, networkOf)) {
    const isInnerLater = (order.get(inner.owner) ?? 0) > (order.get(outer.owner) ?? 0);
    const [later, earlier] = isInnerLater ? [inner, outer] : [outer, inner];
    const texts = seen.get(later.owner) ?? new Set<string>();
    if (texts.has(later.prefix.text)) continue;
    seen.set(later.owner, texts.add(later.prefix.text));
    yield { later: later.owner, earlier: earlier.owner, text: later.prefix.text };
  }
}

function* links(topology: Topology): Generator<readonly [Site, Site]> {
  for (const site of topology.sites) {
    for (const ref of site.sharesPrefixesWith) {
      const other = follow(topology, ref);
      if (other !== undefined) yield [site, other];
    }
  }
}
