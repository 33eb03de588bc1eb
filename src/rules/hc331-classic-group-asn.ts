import { bgpLimits } from '../model/catalog/limits.ts';
import { docs } from '../model/catalog/sources.ts';
import { defineRule, set } from './rule.ts';
import { ecrOf } from './support/bgp.ts';
import { canBeEcrGroup } from './support/failover-groups.ts';

const ownAsn = bgpLimits.defaultAsn.value;

export const classicGroupAsn = defineRule({
  id: 'HC331',
  severity: 'warning',
  title: 'Classic failover group under an ECR with its own ASN',
  why: 'One edition of the documentation asks for ECR ASN 45104 where VBRs form a classic failover group.',
  sources: [docs.classicFailoverGroup],

  *check(topology) {
    for (const group of topology.failoverGroups) {
      if (group.groupKind !== 'classic') continue;
      const ecrs = group.members.flatMap((vbr) => ecrOf(topology, vbr) ?? []);
      const ecr = ecrs.find(({ asn }) => asn !== undefined && asn !== ownAsn);
      if (ecr === undefined) continue;
      yield {
        element: group,
        property: 'kind',
        message: `Failover group '${group.name}' is a classic one under ECR '${ecr.name}' with ASN ${ecr.asn ?? ''}, which may be refused: classic groups want ${ownAsn}`,
        related: [{ element: ecr, message: `has ASN ${ecr.asn ?? ''}` }],
        fix: canBeEcrGroup(topology, group)
          ? { title: 'Make it a group of the ECR', edits: [set(group, 'kind', 'ecr')] }
          : undefined,
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 }
      vbr two on b { vlan 1 }
      ecr core { asn 64512 attach one, two }
      failover-group fast { kind classic member one, two }
      //                         ^^^^^^^ HC331`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      vbr one on a { vlan 1 }
      vbr two on b { vlan 1 }
      ecr core { asn 64512 attach one, two }
      failover-group fast { kind ecr member one, two }`,
  },
});
