/** Moves a VPC's block elsewhere, together with what lies in it. */
import { freeSpace } from '../../model/free-prefix.ts';
import {
  addressAt,
  containsAddress,
  containsPrefix,
  prefixAt,
  privateBlocks,
  type Prefix,
} from '../../model/ip.ts';
import type { Topology, Vpc } from '../../model/topology.ts';
import { replace, set, type Edit, type Fix } from '../rule.ts';
import { takenPrefixes } from './links.ts';

/**
 * Gives each VPC that asks a free private block of the same length. A VPC that exists already cannot change its
 * blocks, so there is no fix for an adopted one.
 */
export function renumbering(topology: Topology): (vpc: Vpc, from: Prefix) => Fix | undefined {
  const space = freeSpace(privateBlocks, () => takenPrefixes(topology));
  return (vpc, from) => {
    if (vpc.cloudId !== undefined || from.version === 6) return undefined;
    const to = space(from.length);
    if (to === undefined) return undefined;
    return { title: `Move VPC '${vpc.name}' to ${to.text}`, edits: moveBlock(topology, vpc, from, to) };
  };
}

function moveBlock(topology: Topology, vpc: Vpc, from: Prefix, to: Prefix): readonly Edit[] {
  const moved = vpc.vswitches.flatMap((vswitch) =>
    vswitch.prefix !== undefined && containsPrefix(from, vswitch.prefix)
      ? [set(vswitch, 'prefix', shifted(vswitch.prefix, from, to).text)]
      : [],
  );
  const addresses = topology.services.flatMap((service) => {
    const { access, address } = service;
    const isInside = access.kind === 'vpc' && access.at?.vpc === vpc;
    if (!isInside || address === undefined || !containsAddress(from, address)) return [];
    return [set(service, 'address', addressAt(4, address.value - from.first + to.first).text)];
  });
  return [replace(vpc, 'prefix', from.text, to.text), ...moved, ...addresses];
}

function shifted(prefix: Prefix, from: Prefix, to: Prefix): Prefix {
  return prefixAt(4, prefix.first - from.first + to.first, prefix.length);
}
