import { transitRoutersOf } from '../analysis/reachable.ts';
import { docs } from '../model/catalog/sources.ts';
import type { Ecr, Topology, TransitRouter } from '../model/topology.ts';
import { defineRule, removeValue, set } from './rule.ts';

export const vpnOnEcr = defineRule({
  id: 'HC710',
  severity: 'error',
  title: 'VPN on an ECR',
  why: 'An Express Connect Router joins VBRs with VPCs and transit routers; a VPN ends on the transit router.',
  sources: [docs.ecr, docs.transitRouterEcr],

  *check(topology) {
    for (const vpn of topology.vpns) {
      if (vpn.target?.of !== 'ecr') continue;
      const better = transitRouterBehind(topology, vpn.target.path);
      yield {
        element: vpn,
        property: 'to',
        message: `VPN '${vpn.name}' cannot end on ECR '${vpn.target.name}'; end it on ${better === undefined ? 'a transit router' : `transit router '${better.name}'`}`,
        ...(better && { fix: { title: `End it on '${better.name}'`, edits: [set(vpn, 'to', better.name)] } }),
      };
    }
    for (const ecr of topology.ecrs) {
      for (const other of ecr.others.filter(({ of }) => of === 'vpn')) {
        yield {
          element: ecr,
          property: 'attach',
          value: other.name,
          message: `ECR '${ecr.name}' does not take VPN '${other.name}'; attach it to a transit router`,
          fix: {
            title: `Detach '${other.name}'`,
            edits: [removeValue(ecr, 'attach', other.name)],
          },
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      ecr core { asn 45104 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise attach core } }
      vpn backup from dc to core { role standby }
      //                    ^^^^ HC710`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      ecr core { asn 45104 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise attach core } }
      vpn backup from dc to tr { role standby }`,
  },
});

function transitRouterBehind(topology: Topology, ecrPath: string): TransitRouter | undefined {
  const ecr: Ecr | undefined = topology.ecrs.find(({ path }) => path === ecrPath);
  return ecr && transitRoutersOf(topology, ecr)[0];
}
