/** The secrets that a design names. */
import type { SecretRef, Topology } from './topology.ts';

/** Each once, in the order of the elements. */
export function secretRefs(topology: Topology): readonly SecretRef[] {
  const used = [
    ...topology.vbrs.flatMap((vbr) => [vbr.bgp?.auth, vbr.bgp6?.auth]),
    ...topology.vpns.flatMap((vpn) => vpn.tunnels.map((tunnel) => tunnel.key)),
    ...topology.contacts.map(({ webhook }) => (typeof webhook === 'string' ? undefined : webhook)),
  ].filter((ref) => ref !== undefined);
  return [...new Map(used.map((ref) => [secretKey(ref), ref])).values()];
}

/** Whether VS Code may keep the value, under the secret's name. */
export function isKeptByName({ from }: SecretRef): boolean {
  return from === 'default' || from === 'vscode';
}

/** Equal for references to the same secret. */
export function secretKey({ from, name }: SecretRef): string {
  return `${from}:${name}`;
}

/** As a design writes it: `secret BGP_KEY`, `secret vscode "bgp"`. */
export function spellSecret({ from, name }: SecretRef): string {
  return from === 'default' ? `secret ${name}` : `secret ${from} "${name}"`;
}
