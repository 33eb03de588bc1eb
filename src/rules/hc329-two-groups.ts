import { docs } from '../model/catalog/sources.ts';
import type { FailoverGroup, Vbr } from '../model/topology.ts';
import { defineRule, removeValue, type Fix } from './rule.ts';
import { hasRightSize } from './support/failover-groups.ts';

export const twoGroups = defineRule({
  id: 'HC329',
  severity: 'error',
  title: 'VBR in two failover groups',
  why: 'A VBR is in one failover group at most, of whatever kind.',
  sources: [docs.classicFailoverGroup, docs.ecrFailoverGroup],

  *check(topology) {
    const owners = new Map<Vbr, FailoverGroup>();
    for (const group of topology.failoverGroups) {
      for (const vbr of new Set(group.members)) {
        const owner = owners.get(vbr);
        if (owner === undefined) {
          owners.set(vbr, group);
          continue;
        }
        yield {
          element: group,
          property: 'member',
          value: vbr.name,
          message: `VBR '${vbr.name}' is in failover group '${owner.name}' already, and a VBR is in one group only`,
          related: [{ element: owner, message: `has '${vbr.name}' first` }],
          fix: fixFor(group, vbr),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 }
      vbr two on a { vlan 2 }
      vbr three on a { vlan 3 }
      vbr four on a { vlan 4 }
      failover-group first { kind ecr member one, two }
      failover-group second { kind ecr member three, two, four }
      //                                             ^^^ HC329`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 }
      vbr two on a { vlan 2 }
      vbr three on a { vlan 3 }
      vbr four on a { vlan 4 }
      failover-group first { kind ecr member one, two }
      failover-group second { kind ecr member three, four }`,
  },
});

/** Where the group would be left with a single VBR, which of the two groups stays is the author's choice. */
function fixFor(group: FailoverGroup, vbr: Vbr): Fix | undefined {
  const members = group.members.filter((member) => member !== vbr);
  if (hasRightSize(group) && !hasRightSize({ ...group, members })) return undefined;
  return {
    title: `Remove '${vbr.name}' from '${group.name}'`,
    edits: [removeValue(group, 'member', vbr.name)],
  };
}
