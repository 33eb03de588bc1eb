import { api } from '../model/catalog/sources.ts';
import { laterOverlaps } from '../model/overlaps.ts';
import { freeTunnelBlock } from './support/tunnels.ts';
import { defineRule, set } from './rule.ts';

export const tunnelBlockShared = defineRule({
  id: 'HC704',
  severity: 'error',
  title: 'Two tunnels with one block',
  why: 'Each tunnel on a gateway has a block of its own.',
  sources: [api('vpc/CreateVpnConnection')],

  *check(topology) {
    const byGateway = Map.groupBy(topology.vpns, ({ target }) => target?.path);
    for (const [gateway, vpns] of byGateway) {
      if (gateway === undefined) continue;
      const located = vpns.flatMap(({ tunnels }) =>
        tunnels.flatMap((owner) => (owner.inside === undefined ? [] : [{ prefix: owner.inside, owner }])),
      );
      for (const { later, earlier } of laterOverlaps(located)) {
        const [tunnel, first] = [later.owner, earlier.owner];
        const free = freeTunnelBlock(topology);
        yield {
          element: tunnel,
          property: 'inside',
          message: `Tunnels '${first.name}' and '${tunnel.name}' both use ${later.prefix.text}; give each a block of its own`,
          related: [{ element: first, message: 'has the same block' }],
          ...(tunnel.cloudAddress === undefined && {
            fix: { title: `Use ${free}`, edits: [set(tunnel, 'inside', free)] },
          }),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr {
        tunnel first { inside 169.254.10.0/30 key secret KEY_1 }
        tunnel second { inside 169.254.10.0/30 key secret KEY_2 }
        //                     ^^^^^^^^^^^^^^^ HC704
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr {
        tunnel first { inside 169.254.10.0/30 key secret KEY_1 }
        tunnel second { inside 169.254.10.4/30 key secret KEY_2 }
      }`,
  },
});
