/** Names and tags under which a design's resources are found in the cloud. */
import type { Topology } from '../model/topology.ts';
import { shortHash } from './digest.ts';

/**
 * A resource's name in the cloud. The shortest limit of our kinds is 100 characters (aliyun-openapi-meta
 * en-US/vpc/CreateCustomerGateway.json, `Name`); a longer name keeps its start and ends in a hash.
 */
export function cloudName(stack: string, name: string): string {
  const full = `${stack}-${name}`;
  return full.length <= 100 ? full : `${full.slice(0, 87)}-${shortHash(full, 12)}`;
}

/** The network's name, else the design file's: the same design has the same stack on every machine. */
export function stackNameOf(topology: Topology, fallback: string): string {
  const name = topology.network?.name ?? fallback;
  const plain = name
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return plain === '' ? 'default' : plain;
}

export const stackTag = 'hcnet:stack';
export const addressTag = 'hcnet:addr';
/** Which one it is of those that had the address one after the other; absent on the first. */
export const generationTag = 'hcnet:gen';

/** Tag values take 128 characters (aliyun-openapi-meta en-US/vpc/CreateVpc.json, `Tag.Value`). */
export function addressTagValue(address: string): string {
  return address.length <= 128 ? address : `${address.slice(0, 100)}~${shortHash(address, 26)}`;
}

/** For resources that take a description but no tags: says whose they are. At most 128 characters. */
export function ownershipNote(stack: string, address: string): string {
  const note = `hcnet ${stack} ${address}`;
  return note.length <= 128 ? note : `${note.slice(0, 100)}~${shortHash(note, 26)}`;
}

/** With the number, the last of those that had the address is known even when the state is lost. */
export function withGeneration(
  tags: Readonly<Record<string, string>>,
  generation: number,
): Readonly<Record<string, string>> {
  return generation === 1 ? tags : { ...tags, [generationTag]: String(generation) };
}
