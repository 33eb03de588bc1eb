import { failoverGroupLimits } from '../model/catalog/limits.ts';
import { docs } from '../model/catalog/sources.ts';
import type { FailoverGroup } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';

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
        fix: fixFor(group),
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
      vbr one on a { vlan 1 }
      vbr two on a { vlan 2 }
      vbr three on a { vlan 3 }
      failover-group fast { kind classic member one, two, three }
      //                                        ^^^^^^^^^^^^^^^ HC328`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 }
      vbr two on a { vlan 2 }
      vbr three on a { vlan 3 }
      failover-group fast { kind ecr member one, two, three }`,
  },
});

function hasRightSize({ groupKind, members }: FailoverGroup): boolean {
  if (groupKind === 'classic') return members.length === classicMembers.value;
  return members.length >= ecrMembers.value.min && members.length <= ecrMembers.value.max;
}

function rule({ groupKind }: FailoverGroup): string {
  return groupKind === 'classic'
    ? `a classic group has exactly ${classicMembers.value}`
    : `a group of an ECR has ${ecrMembers.value.min} to ${ecrMembers.value.max}`;
}

/** What is too many for a classic group may be right for one of an ECR. */
function fixFor(group: FailoverGroup): Fix | undefined {
  if (!hasRightSize({ ...group, groupKind: 'ecr' })) return undefined;
  return { title: 'Make it a group of an ECR', edits: [set(group, 'kind', 'ecr')] };
}
