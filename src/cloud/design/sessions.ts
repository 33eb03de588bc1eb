/** The BGP sessions of a design with the addresses of their groups. */
import type { Relations } from '../../model/relations.ts';
import type { Bgp, Topology, Vbr } from '../../model/topology.ts';

export interface PlacedSession {
  readonly vbr: Vbr;
  readonly bgp: Bgp;
  /** `vbr.a/bgp` or `vbr.a/bgp6`. */
  readonly address: string;
}

export function sessionsOf(topology: Topology): PlacedSession[] {
  return topology.vbrs.flatMap((vbr) =>
    [vbr.bgp, vbr.bgp6]
      .filter((bgp) => bgp !== undefined)
      .map((bgp) => ({ vbr, bgp, address: `${vbr.path}/${bgp.version === 4 ? 'bgp' : 'bgp6'}` })),
  );
}

/** What the text says, else the ASN of the ECR that the VBR is attached to, with which it must agree. */
export function localAsnOf(session: PlacedSession, relations: Relations): number | undefined {
  return session.bgp.localAsn ?? relations.ecrsOf(session.vbr)[0]?.asn;
}
