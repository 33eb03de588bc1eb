/** Facts about BGP sessions that several rules need. */
import { bgpLimits } from '../../model/catalog/limits.ts';
import { relations } from '../../model/relations.ts';
import type { Bfd, Bgp, Ecr, Topology, Vbr } from '../../model/topology.ts';

export interface Session {
  readonly vbr: Vbr;
  readonly bgp: Bgp;
}

/** Every BGP block of a design with its VBR. */
export function sessions(topology: Topology): readonly Session[] {
  return topology.vbrs.flatMap(sessionsOf);
}

export function sessionsOf(vbr: Vbr): readonly Session[] {
  return [vbr.bgp, vbr.bgp6].flatMap((bgp) => (bgp === undefined ? [] : [{ vbr, bgp }]));
}

/** The ECR of a VBR, if it has exactly one: two are the matter of HC337. */
export function ecrOf(topology: Topology, vbr: Vbr): Ecr | undefined {
  const [ecr, second] = relations(topology).ecrsOf(vbr);
  return second === undefined || second === ecr ? ecr : undefined;
}

/** Whether an ECR with this AS number takes the VBR as it is: with BGP alone, and no prefixes of its own. */
export function fitsEcr(vbr: Vbr, ecrAsn: number): boolean {
  const own = sessionsOf(vbr);
  return (
    own.length > 0 &&
    own.every(({ bgp }) => bgp.localAsn === undefined || bgp.localAsn === ecrAsn) &&
    vbr.staticRoutes.length === 0 &&
    vbr.networks.length === 0
  );
}

/** The AS number of the cloud side: what the text says, else that of the ECR, else the platform's own. */
export function cloudAsn(topology: Topology, { vbr, bgp }: Session): number {
  return bgp.localAsn ?? ecrOf(topology, vbr)?.asn ?? bgpLimits.defaultAsn.value;
}

type BfdParameters = Pick<Bfd, 'transmitMs' | 'receiveMs' | 'multiplier' | 'hops'>;

/** The value of `bfd` with these parameters. */
export function bfdText({ transmitMs, receiveMs, multiplier, hops }: BfdParameters): string {
  const timers = `transmit ${String(transmitMs)} ms receive ${String(receiveMs)} ms multiplier ${String(multiplier)}`;
  return hops === undefined ? `{ ${timers} }` : `{ ${timers} hops ${String(hops)} }`;
}
