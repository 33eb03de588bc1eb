/** Link subnets between VBRs and routers: what is taken, what is free, how to write one down. */
import { freeSpace, hostRange } from '../../model/free-prefix.ts';
import {
  addressAt,
  containsPrefix,
  knownPrefix,
  overlaps,
  prefixAt,
  privateBlocks,
  serviceBlock,
  type Prefix,
} from '../../model/ip.ts';
import { relations } from '../../model/relations.ts';
import type { Peering, Topology, Vbr } from '../../model/topology.ts';
import { set, type Fix } from '../rule.ts';

/** Every prefix that something in the design occupies. */
export function takenPrefixes(topology: Topology): readonly Prefix[] {
  const { transitRouters } = relations(topology);
  return [
    ...topology.sites.flatMap((site) => site.prefixes),
    ...topology.vpcs.flatMap((vpc) => [
      ...vpc.prefixes,
      ...vpc.vswitches.flatMap(({ prefix }) => prefix ?? []),
    ]),
    ...transitRouters.flatMap(({ transitRouter }) =>
      transitRouter.cidrs.flatMap(({ prefix }) => prefix ?? []),
    ),
    ...topology.vbrs.flatMap((vbr) => peeringsOf(vbr).flatMap(({ subnet }) => subnet ?? [])),
  ];
}

export function peeringsOf(vbr: Vbr): readonly Peering[] {
  return [vbr.peering, vbr.peering6].filter((peering) => peering !== undefined);
}

/** Gives each VBR that asks a free /30 of its own, first beside the links that the design has already. */
export function linkFixes(topology: Topology): (vbr: Vbr) => Fix | undefined {
  const beside = new Map<string, Prefix>();
  for (const { peering } of topology.vbrs) {
    if (peering?.subnet === undefined || !isPrivate(peering.subnet)) continue;
    const pool = prefixAt(4, peering.subnet.first, Math.min(24, peering.subnet.length));
    beside.set(pool.text, pool);
  }
  const space = freeSpace([...beside.values(), ...linkBlocks], () => takenPrefixes(topology));
  return (vbr) => {
    const block = space(30);
    const text = block === undefined ? undefined : peeringText(block, vbr.peering);
    if (block === undefined || text === undefined) return undefined;
    return { title: `Peer in ${block.text}`, edits: [set(vbr, 'peering', text)] };
  };
}

/** The value of `peering` for a block; the cloud keeps the side, lower or higher, that it has in `like`. */
export function peeringText(block: Prefix, like?: Peering): string | undefined {
  const hosts = hostRange(block);
  if (hosts === undefined) return undefined;
  const { first, last } = hosts;
  const second = addressAt(block.version, first.value + 1n);
  const high = block.length === 30 ? last : second;
  return isCloudLower(like)
    ? `${first.text}/${block.length} to ${high.text}`
    : `${high.text}/${block.length} to ${first.text}`;
}

export function isPrivate(prefix: Prefix): boolean {
  return privateBlocks.some((block) => containsPrefix(block, prefix));
}

export function isServiceSpace(prefix: Prefix): boolean {
  return overlaps(prefix, serviceBlock);
}

/** Whether a site's prefix takes addresses of services. A default route does not: the services' are longer. */
export function clashesWithServices(prefix: Prefix): boolean {
  return prefix.length > 0 && isServiceSpace(prefix);
}

/** RFC 1918 in the order that suits links: the examples of the documentation take them from 172.16.0.0/12. */
const linkBlocks = [knownPrefix('172.16.0.0/12'), knownPrefix('10.0.0.0/8'), knownPrefix('192.168.0.0/16')];

function isCloudLower(peering: Peering | undefined): boolean {
  const { cloud, customer } = peering ?? {};
  return cloud !== undefined && customer !== undefined && cloud.value < customer.value;
}
