import { bfdLimits, inRange } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import type { Bfd, Topology, Vbr } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';
import { bfdText, sessionsOf, type Session } from './support/bgp.ts';

export const unequalBfd = defineRule({
  id: 'HC336',
  severity: 'warning',
  title: 'Different BFD timers in one group of paths',
  why:
    'Paths that stand in for each other should be given up after the same time; otherwise failover depends on ' +
    'which one fails, and drills are hard to read.',
  sources: [],

  *check(topology) {
    for (const [session, first] of differing(topology)) {
      const { vbr, bgp } = session;
      yield {
        element: bgp.bfd ?? bgp,
        message: `BFD of VBR '${vbr.name}' has other timers than that of VBR '${first.vbr.name}', which shares its traffic, so failover takes a different time on each`,
        related: [{ element: first.bgp.bfd ?? first.bgp, message: 'the other timers' }],
        fix: {
          title: `Use the timers of '${first.vbr.name}'`,
          edits: first.bgp.bfd === undefined ? [] : [set(bgp, 'bfd', bfdText(first.bgp.bfd))],
        },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { transmit 300 ms receive 300 ms multiplier 3 } } }
      vbr two on b { vlan 1 bgp { peer-asn 65010 bfd on } }
      //                                         ^^^ HC336`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { transmit 300 ms receive 300 ms multiplier 3 } } }
      vbr two on b { vlan 1 bgp { peer-asn 65010 bfd { transmit 300 ms receive 300 ms multiplier 3 } } }`,
  },
});

/** Each session with the first one of its group that it differs from; once, although groups share members. */
function differing(topology: Topology): ReadonlyMap<Session, Session> {
  const found = new Map<Session, Session>();
  const seen = new Set<Bfd>();
  for (const members of groups(topology)) {
    const firsts = new Map<4 | 6, Session>();
    for (const session of members.flatMap(sessionsOf)) {
      const { bfd, version } = session.bgp;
      // Timers that the platform refuses are the matter of HC309 and HC310, and no model for others.
      if (bfd === undefined || !isAllowed(bfd)) continue;
      const first = firsts.get(version);
      if (first === undefined) firsts.set(version, session);
      else if (!isEqual(bfd, first.bgp.bfd) && !seen.has(bfd)) {
        seen.add(bfd);
        found.set(session, first);
      }
    }
  }
  return found;
}

function groups(topology: Topology): readonly (readonly Vbr[])[] {
  const { vbrsOf } = relations(topology);
  const ecmp = topology.sites.filter(({ multiPath }) => multiPath === 'ecmp');
  return [...topology.failoverGroups.map(({ members }) => members), ...ecmp.map((site) => vbrsOf(site))];
}

function isAllowed({ transmitMs, receiveMs, multiplier }: Bfd): boolean {
  const interval = bfdLimits.intervalMs.value;
  const areInRange = inRange(interval, transmitMs) && inRange(interval, receiveMs);
  return areInRange && inRange(bfdLimits.multiplier.value, multiplier);
}

function isEqual(a: Bfd, b: Bfd | undefined): boolean {
  return a.transmitMs === b?.transmitMs && a.receiveMs === b.receiveMs && a.multiplier === b.multiplier;
}
