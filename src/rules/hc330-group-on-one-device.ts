import { docs } from '../model/catalog/sources.ts';
import type { Circuit, FailoverGroup, Vbr } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { quoted } from './support/phrases.ts';

export const groupOnOneDevice = defineRule({
  id: 'HC330',
  severity: 'error',
  title: 'Failover group on one device',
  why:
    'The VBRs of an ECR failover group end on different devices; different access points are named as the way to ' +
    'that. VBRs of one circuit share its port, and so the device.',
  sources: [docs.ecrFailoverGroup],

  *check(topology) {
    for (const group of topology.failoverGroups) {
      if (group.groupKind !== 'ecr') continue;
      for (const [circuit, members] of byCircuit(group)) {
        const last = members.at(-1);
        if (last === undefined || members.length < 2) continue;
        yield {
          element: group,
          property: 'member',
          value: last.name,
          message: `${quoted(members)} of failover group '${group.name}' are on circuit '${circuit.name}' and so on one device, while members need different ones`,
          related: [{ element: circuit, message: 'carries several members' }],
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
      failover-group fast { kind ecr member one, two }
      //                                         ^^^ HC330`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 }
      vbr two on b { vlan 1 }
      failover-group fast { kind ecr member one, two }`,
  },
});

function byCircuit(group: FailoverGroup): ReadonlyMap<Circuit, readonly Vbr[]> {
  const groups = new Map<Circuit, Vbr[]>();
  for (const vbr of new Set(group.members)) {
    if (vbr.circuit === undefined) continue;
    const members = groups.get(vbr.circuit);
    if (members === undefined) groups.set(vbr.circuit, [vbr]);
    else members.push(vbr);
  }
  return groups;
}
