import { api, docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { CloudElement, Element, Topology } from '../model/topology.ts';
import { defineRule, type Violation } from './rule.ts';

export const otherAccount = defineRule({
  id: 'HC428',
  severity: 'info',
  title: 'Part that another account owns',
  why: 'A VBR, VPC or VPN of another account joins an ECR or transit router only after its owner has granted it.',
  sources: [docs.ecr, api('expressconnectrouter/CreateExpressConnectRouterAssociation')],

  *check(topology) {
    for (const ecr of topology.ecrs) {
      for (const part of [...ecr.vbrs, ...ecr.vpcs]) {
        yield* granted(topology, part, ecr, `ECR '${ecr.name}'`);
      }
    }
    for (const { cen, transitRouter } of relations(topology).transitRouters) {
      for (const { target } of transitRouter.attachments) {
        if (target === undefined) continue;
        yield* granted(
          topology,
          target,
          { account: transitRouter.account ?? cen.account },
          `transit router '${transitRouter.name}'`,
        );
      }
    }
  },

  examples: {
    bad: `
      network bank { account "1000000000000001" }
      vpc data in cn-shanghai { account "1000000000000002" prefix 192.168.0.0/16 }
      //                                ^^^^^^^^^^^^^^^^^^ HC428
      cen backbone { transit-router tr in cn-shanghai { attach data } }`,
    good: `
      network bank { account "1000000000000001" }
      vpc data in cn-shanghai { prefix 192.168.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { attach data } }`,
  },
});

function* granted(
  topology: Topology,
  part: Extract<Element, CloudElement>,
  hub: { readonly account: string | undefined },
  hubName: string,
): Iterable<Violation> {
  const owner = part.account ?? topology.network?.account;
  const hubOwner = hub.account ?? topology.network?.account;
  if (owner === hubOwner || owner === undefined) return;
  yield {
    element: part,
    property: 'account',
    message: `'${part.name}' belongs to account ${owner}, which has to grant it to ${hubName} before it can be joined`,
  };
}
