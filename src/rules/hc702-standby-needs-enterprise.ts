import { follow } from '../analysis/reachable.ts';
import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Topology, TransitRouter, Vpc } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';

export const standbyNeedsEnterprise = defineRule({
  id: 'HC702',
  severity: 'error',
  title: 'VPN standby without an Enterprise Edition transit router',
  why: 'A VPN stands by for circuits only on an Enterprise Edition transit router, which prefers the routes of the circuits while they are there.',
  sources: [docs.solution, docs.vpnStandby],

  *check(topology) {
    const { circuitsOf } = relations(topology);
    for (const vpn of topology.vpns) {
      // Without circuits there is nothing to stand by for.
      if (vpn.role !== 'standby' || vpn.site === undefined || circuitsOf(vpn.site).length === 0) continue;
      const target = follow(topology, vpn.target);
      // A new transit router is refused for its edition alone: that is HC417.
      if (target?.kind === 'transit-router' && target.edition === 'basic' && target.cloudId !== undefined) {
        yield {
          element: vpn,
          property: 'to',
          message: `VPN '${vpn.name}' cannot stand by on transit router '${target.name}', which is of Basic Edition; use Enterprise Edition`,
          related: [{ element: target, message: 'is of Basic Edition' }],
        };
      }
      if (target?.kind === 'vpc') {
        const better = enterpriseRouterOf(topology, target);
        yield {
          element: vpn,
          property: 'to',
          message: `VPN '${vpn.name}' ends in VPC '${target.name}' and cannot stand by for circuits there; end it on an Enterprise Edition transit router`,
          ...(better && {
            fix: { title: `End it on '${better.name}'`, edits: [set(vpn, 'to', better.name)] },
          }),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise attach prod } }
      vpn backup from dc to prod { role standby customer-address 203.0.113.10 }
      //                    ^^^^ HC702`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise attach prod } }
      vpn backup from dc to tr { role standby customer-address 203.0.113.10 }`,
  },
});

function enterpriseRouterOf(topology: Topology, vpc: Vpc): TransitRouter | undefined {
  const attached = relations(topology).attachmentsOf(vpc);
  return attached.find(({ transitRouter }) => transitRouter.edition === 'enterprise')?.transitRouter;
}
