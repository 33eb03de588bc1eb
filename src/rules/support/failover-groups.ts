/** What a failover group may be. */
import { failoverGroupLimits } from '../../model/catalog/limits.ts';
import type { FailoverGroup, Topology } from '../../model/topology.ts';

const { classicMembers, ecrMembers } = failoverGroupLimits;

export function hasRightSize({ groupKind, members }: FailoverGroup): boolean {
  if (groupKind === 'classic') return members.length === classicMembers.value;
  return members.length >= ecrMembers.value.min && members.length <= ecrMembers.value.max;
}

/** Whether the members could form a group of an ECR: few enough, all on one ECR, and none beside another. */
export function canBeEcrGroup(topology: Topology, group: FailoverGroup): boolean {
  const { members } = group;
  const circuits = new Set(members.map(({ circuit }) => circuit));
  return (
    hasRightSize({ ...group, groupKind: 'ecr' }) &&
    circuits.size === members.length &&
    topology.ecrs.some(({ vbrs }) => members.every((vbr) => vbrs.includes(vbr)))
  );
}
