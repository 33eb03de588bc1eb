import { structuralReach } from '../analysis/reachable.ts';
import { docs } from '../model/catalog/sources.ts';
import { containsPrefix, samePrefix, type Prefix } from '../model/ip.ts';
import { relations } from '../model/relations.ts';
import type { Vpn } from '../model/topology.ts';
import { defineRule, set, type Violation } from './rule.ts';

export const vpnMoreSpecific = defineRule({
  id: 'HC706',
  severity: 'warning',
  title: 'VPN with more specific prefixes than the circuits',
  why: 'The longest prefix wins before any preference of circuits, so traffic would take the VPN while the circuits are up.',
  sources: [docs.vpnStandby],

  *check(topology) {
    const { circuitsOf } = relations(topology);
    for (const vpn of topology.vpns) {
      const { site } = vpn;
      if (vpn.role !== 'standby' || site === undefined || circuitsOf(site).length === 0) continue;
      yield* finding(vpn, 'remote-prefix', vpn.remotePrefixes, site.prefixes);
      if (vpn.localPrefixes.length === 0) continue;
      const cloud = [...structuralReach(topology, site).vpcs].flatMap(({ prefixes }) => prefixes);
      yield* finding(vpn, 'local-prefix', vpn.localPrefixes, cloud);
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr { role standby remote-prefix 10.10.0.0/17, 10.10.128.0/17 }
      //                                                    ^^^^^^^^^^^^ HC706`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr { role standby remote-prefix 10.10.0.0/16 }`,
  },
});

function* finding(
  vpn: Vpn,
  property: string,
  own: readonly Prefix[],
  ofCircuits: readonly Prefix[],
): Iterable<Violation> {
  const widened = own.map((prefix) =>
    // What the circuits announce as well is no more specific, even where they announce a wider block besides.
    ofCircuits.some((other) => samePrefix(other, prefix))
      ? prefix
      : (ofCircuits.find((wide) => isInside(prefix, wide)) ?? prefix),
  );
  const narrow = own.find((prefix, index) => widened[index] !== prefix);
  if (narrow === undefined) return;
  const texts = [...new Set(widened.map(({ text }) => text))].join(', ');
  yield {
    element: vpn,
    property,
    value: narrow.text,
    message: `VPN '${vpn.name}' has ${narrow.text}, more specific than what the circuits announce, and takes that traffic from them`,
    fix: { title: 'Announce the same prefixes', edits: [set(vpn, property, texts)] },
  };
}

function isInside(inner: Prefix, outer: Prefix): boolean {
  return inner.length > outer.length && containsPrefix(outer, inner);
}
