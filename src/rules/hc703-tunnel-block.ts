import { vpnLimits } from '../model/catalog/limits.ts';
import { containsPrefix, overlaps, type Prefix } from '../model/ip.ts';
import { freeTunnelBlock } from './support/tunnels.ts';
import { defineRule, set } from './rule.ts';

export const tunnelBlock = defineRule({
  id: 'HC703',
  severity: 'error',
  title: 'Tunnel block that the platform does not take',
  why: 'The inside of a tunnel is a /30 in 169.254.0.0/16, outside of a few blocks that the platform uses itself.',
  sources: vpnLimits.insideWithin.sources,

  *check(topology) {
    for (const tunnel of topology.vpns.flatMap(({ tunnels }) => tunnels)) {
      const problem = tunnel.inside && problemOf(tunnel.inside);
      if (problem === undefined) continue;
      const free = freeTunnelBlock(topology);
      yield {
        element: tunnel,
        property: 'inside',
        message: `Tunnel '${tunnel.name}' ${problem}`,
        // The tunnel's own addresses have to move with it, so with one of them the choice is the author's.
        ...(tunnel.cloudAddress === undefined && {
          fix: { title: `Use ${free}`, edits: [set(tunnel, 'inside', free)] },
        }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr {
        tunnel first { inside 169.254.1.0/30 key secret KEY_1 }
        //                    ^^^^^^^^^^^^^^ HC703
        tunnel second { inside 169.254.11.0/30 key secret KEY_2 }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr {
        tunnel first { inside 169.254.10.0/30 key secret KEY_1 }
        tunnel second { inside 169.254.11.0/30 key secret KEY_2 }
      }`,
  },
});

function problemOf(inside: Prefix): string | undefined {
  const within = vpnLimits.insideWithin.value;
  if (!containsPrefix(within, inside)) return `lies outside of ${within.text}`;
  if (inside.length !== vpnLimits.insideLength.value)
    return `has a /${String(inside.length)}; it takes a /30`;
  const taken = vpnLimits.insideForbidden.value.find((block) => overlaps(block, inside));
  return taken && `uses ${taken.text}, which the platform keeps for itself`;
}
