import { components } from '../model/components.ts';
import { follow } from '../analysis/reachable.ts';
import { laterOverlaps, type Located } from '../model/overlaps.ts';
import type { Site, Topology } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';
import { networkOf } from './support/domains.ts';

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
      //                                               ^^^^^^^^^^^^^ HC113
      vpn from-dc from dc to tr { customer-address 203.0.113.10 }
      vpn from-branch from branch to tr { role primary customer-address 203.0.113.20 }
      cen backbone { transit-router tr in cn-shanghai { attach from-dc, from-branch } }`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      site branch { kind office prefix 192.168.7.0/24, 10.0.128.0/20 shares-prefixes-with dc }
      vpn from-dc from dc to tr { customer-address 203.0.113.10 }
      vpn from-branch from branch to tr { role primary customer-address 203.0.113.20 }
      cen backbone { transit-router tr in cn-shanghai { attach from-dc, from-branch } }`,
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
  const exitOf = components(links(topology));
  const seen = new Set<Located<Site>>();
  for (const located of byNetwork(topology)) {
    for (const { later, earlier } of laterOverlaps(located, exitOf)) {
      if (seen.has(later)) continue;
      seen.add(later);
      yield { later: later.owner, earlier: earlier.owner, text: later.prefix.text };
    }
  }
}

/** Sites that share no network cannot take each other's traffic. */
function byNetwork(topology: Topology): readonly (readonly Located<Site>[])[] {
  const sites = Map.groupBy(topology.sites, networkOf(topology));
  return [...sites.values()].map((members) =>
    members.flatMap((owner) =>
      owner.prefixes.filter(({ length }) => length > 0).map((prefix) => ({ prefix, owner })),
    ),
  );
}

function* links(topology: Topology): Generator<readonly [Site, Site]> {
  for (const site of topology.sites) {
    for (const ref of site.sharesPrefixesWith) {
      const other = follow(topology, ref);
      if (other !== undefined) yield [site, other];
    }
  }
}
