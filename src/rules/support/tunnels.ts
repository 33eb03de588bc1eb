/** Blocks for the inside of VPN tunnels. */
import { vpnLimits } from '../../model/catalog/limits.ts';
import { overlaps, prefixAt, type Prefix } from '../../model/ip.ts';
import type { Topology } from '../../model/topology.ts';

/** The next /30 that no tunnel of the design uses, from 169.254.10.0 on. */
export function freeTunnelBlock(topology: Topology): string {
  const used = topology.vpns.flatMap(({ tunnels }) => tunnels.flatMap(({ inside }) => inside ?? []));
  const taken = [...used, ...vpnLimits.insideForbidden.value];
  const { first, last } = vpnLimits.insideWithin.value;
  for (let value = first + firstOffered; value <= last; value += 4n) {
    const block: Prefix = prefixAt(4, value, vpnLimits.insideLength.value);
    if (!taken.some((other) => overlaps(other, block))) return block.text;
  }
  return vpnLimits.insideWithin.value.text;
}

/** 169.254.10.0, well behind the blocks that the platform uses. */
const firstOffered = 10n << 8n;
