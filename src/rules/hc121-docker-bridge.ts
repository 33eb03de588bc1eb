import { knownPrefix, overlaps, type Prefix } from '../model/ip.ts';
import type { Site, Vpc } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { renumbering } from './support/renumber.ts';

/** Docker's default bridge network. Source: https://docs.docker.com/engine/network/drivers/bridge/ */
const bridge = knownPrefix('172.17.0.0/16');

export const dockerBridge = defineRule({
  id: 'HC121',
  severity: 'info',
  title: 'Addresses that container hosts use inside',
  why:
    'Docker gives its default bridge 172.17.0.0/16, so a host with Docker does not reach peers with such ' +
    'addresses. The platform allows the block.',
  sources: ['https://docs.docker.com/engine/network/drivers/bridge/'],

  *check(topology) {
    const fixFor = renumbering(topology);
    for (const owner of [...topology.sites, ...topology.vpcs]) {
      const prefix = owner.prefixes.find((candidate) => candidate.length > 0 && overlaps(candidate, bridge));
      if (prefix === undefined || !isInUse(owner)) continue;
      yield {
        element: owner,
        property: 'prefix',
        value: prefix.text,
        message: `${owner.kind === 'site' ? 'Site' : 'VPC'} '${owner.name}' uses ${bridge.text}, which Docker takes for its own bridge, so container hosts may not reach it`,
        fix: owner.kind === 'vpc' && isNarrow(prefix) ? fixFor(owner, prefix) : undefined,
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 172.17.0.0/16
        //     ^^^^^^^^^^^^^ HC121
        vswitch app in cn-shanghai-l { prefix 172.17.1.0/24 }
      }
      vpc wide in cn-shanghai {
        prefix 172.16.0.0/12
        vswitch app in cn-shanghai-l { prefix 172.20.1.0/24 }
      }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 10.0.0.0/16
        vswitch app in cn-shanghai-l { prefix 10.0.1.0/24 }
      }
      vpc wide in cn-shanghai {
        prefix 172.16.0.0/12
        vswitch app in cn-shanghai-l { prefix 172.20.1.0/24 }
      }`,
  },
});

/** In a wide VPC it is the vSwitches that matter. */
function isInUse(owner: Site | Vpc): boolean {
  if (owner.kind === 'site' || owner.vswitches.length === 0) return true;
  return owner.vswitches.some(({ prefix }) => prefix !== undefined && overlaps(prefix, bridge));
}

function isNarrow(prefix: Prefix): boolean {
  return prefix.length >= bridge.length;
}
