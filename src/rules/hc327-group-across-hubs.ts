import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Element, FailoverGroup, Topology, Vbr } from '../model/topology.ts';
import { defineRule, type Violation } from './rule.ts';
import { listed } from './support/phrases.ts';

export const groupAcrossHubs = defineRule({
  id: 'HC327',
  severity: 'error',
  title: 'Failover group across regions or hubs',
  why:
    'The VBRs of a failover group are in one region and on one ECR; those of a classic group may be on one CEN ' +
    'instead.',
  sources: [docs.classicFailoverGroup, docs.ecrFailoverGroup],

  *check(topology) {
    for (const group of topology.failoverGroups) {
      if (group.members.length < 2) continue;
      yield* acrossRegions(group);
      yield* acrossHubs(topology, group);
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      circuit c from dc to access-point ap-cn-hangzhou-yh-B { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd on } }
      vbr two on b { vlan 1 bgp { peer-asn 65010 bfd on } }
      vbr three on c { vlan 1 bgp { peer-asn 65010 bfd on } }
      ecr core { attach one, three }
      failover-group hubs { kind ecr member one, two }
      //                                    ^^^^^^^^ HC327
      failover-group regions { kind ecr member one, three }
      //                                       ^^^^^^^^^^ HC327`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd on } }
      vbr two on b { vlan 1 bgp { peer-asn 65010 bfd on } }
      ecr core { attach one, two }
      failover-group hubs { kind ecr member one, two }`,
  },
});

function* acrossRegions(group: FailoverGroup): Generator<Violation> {
  const regions = new Set(group.members.flatMap(({ circuit }) => circuit?.region ?? []));
  if (regions.size < 2) return;
  yield {
    element: group,
    property: 'member',
    message: `Failover group '${group.name}' spans ${listed([...regions])}, and its VBRs must be in one region`,
  };
}

function* acrossHubs(topology: Topology, group: FailoverGroup): Generator<Violation> {
  const { ecrsOf, attachmentsOf, cenOf } = relations(topology);
  const shareEcr = haveInCommon(group.members, (vbr) => ecrsOf(vbr));
  const shareCen = haveInCommon(group.members, (vbr) =>
    attachmentsOf(vbr).flatMap(({ transitRouter }) => cenOf(transitRouter) ?? []),
  );
  if (shareEcr || (group.groupKind === 'classic' && shareCen)) return;
  const hub = group.groupKind === 'classic' ? 'one ECR or one CEN' : 'one ECR';
  yield {
    element: group,
    property: 'member',
    message: `The VBRs of failover group '${group.name}' are not all on ${hub}, so it cannot be created`,
  };
}

function haveInCommon(members: readonly Vbr[], hubsOf: (vbr: Vbr) => readonly Element[]): boolean {
  const [first, ...others] = members.map((vbr) => new Set(hubsOf(vbr)));
  if (first === undefined) return true;
  return [...first].some((hub) => others.every((hubs) => hubs.has(hub)));
}
