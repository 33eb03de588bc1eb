import { failoverGroupLimits } from '../model/catalog/limits.ts';
import { docs } from '../model/catalog/sources.ts';
import type { FailoverGroup, Topology } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { canBeEcrGroup, hasRightSize } from './support/failover-groups.ts';

const { classicMembers, ecrMembers, ecrGroups } = failoverGroupLimits;

export const groupSize = defineRule({
  id: 'HC328',
  severity: 'error',
  title: 'Failover group of the wrong size',
  why: 'A classic failover group has exactly 2 VBRs, one of an ECR 2 to 8, and an account has at most 64 of those.',
  sources: [docs.classicFailoverGroup, docs.ecrFailoverGroup],

  *check(topology) {
    for (const group of topology.failoverGroups) {
      const count = group.members.length;
      // Without members the group is still being written.
      if (count === 0 || hasRightSize(group)) continue;
      yield {
        element: group,
        property: 'member',
        message: `Failover group '${group.name}' has ${count === 1 ? 'one VBR' : `${count} VBRs`}; ${rule(group)}`,
        fix: fixFor(topology, group),
      };
    }
    const beyond = topology.failoverGroups.filter(({ groupKind }) => groupKind === 'ecr')[ecrGroups.value];
    if (beyond !== undefined) {
      yield {
        element: beyond,
        message: `Failover group '${beyond.name}' is one more than the ${ecrGroups.value} that the platform takes`,
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-pd-D { }
      circuit c from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 }
      vbr two on b { vlan 1 }
      vbr three on c { vlan 1 }
      ecr core { attach one, two, three }
      failover-group fast { kind classic member one, two, three }
      //                                        ^^^^^^^^^^^^^^^ HC328`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-pd-D { }
      circuit c from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 }
      vbr two on b { vlan 1 }
      vbr three on c { vlan 1 }
      ecr core { attach one, two, three }
      failover-group fast { kind ecr member one, two, three }`,
  },
});

function rule({ groupKind }: FailoverGroup): string {
  return groupKind === 'classic'
    ? `a classic group has exactly ${classicMembers.value}`
    : `a group of an ECR has ${ecrMembers.value.min} to ${ecrMembers.value.max}`;
}

/** What is too many for a classic group may be right for one of an ECR. */
function fixFor(topology: Topology, group: FailoverGroup): Fix | undefined {
  if (!canBeEcrGroup(topology, group)) return undefined;
  return { title: 'Make it a group of an ECR', edits: [set(group, 'kind', 'ecr')] };
}
