/** The next VLAN, block or address pair that nothing in the design uses. */
import { inRange, vbrLimits, vpnLimits } from '../../model/catalog/limits.ts';
import { firstFree, firstFreePrivate } from '../../model/free-prefix.ts';
import type { Prefix } from '../../model/ip.ts';
import { addressAt, knownPrefix } from '../../model/ip.ts';
import { relations } from '../../model/relations.ts';
import type { Topology } from '../../model/topology.ts';
import type { Design } from '../design.ts';
import type * as ast from '../generated/ast.ts';
import type { Proposal } from './values.ts';

/** The lowest VLAN from 100 that the circuit does not carry yet; lower ones are often taken for management. */
export function freeVlan({ topology, origins }: Design, node: ast.Vbr): readonly Proposal[] {
  const own = origins.elementOf(node);
  const circuit = own?.kind === 'vbr' ? own.circuit : undefined;
  const others = circuit === undefined ? topology.vbrs : relations(topology).vbrsOn(circuit);
  const taken = new Set(others.filter((vbr) => vbr !== own).map(({ vlan }) => vlan));
  let free = firstVlan;
  while (taken.has(free)) free += 1;
  const detail = circuit === undefined ? 'free' : `free on circuit ${circuit.name}`;
  return inRange(vbrLimits.vlan.value, free) ? [{ text: String(free), detail }] : [];
}

const firstVlan = 100;

/** A /24 in one of the VPC's blocks, or the largest that is left. */
export function freeVSwitchPrefix({ origins }: Design, node: ast.Vpc): readonly Proposal[] {
  const vpc = origins.elementOf(node);
  if (vpc?.kind !== 'vpc') return [];
  const taken = vpc.vswitches.map(({ prefix }) => prefix).filter((prefix) => prefix !== undefined);
  for (const length of [24, 25, 26, 27, 28, 29]) {
    for (const pool of vpc.prefixes.filter(({ version }) => version === 4)) {
      const free = pool.length >= length ? undefined : firstFree(pool, length, taken);
      if (free !== undefined) return [{ text: free.text, detail: `free in VPC ${vpc.name}` }];
    }
  }
  return [];
}

/** A /30 beside those of the other VBRs, the cloud at its second host address as in the platform's examples. */
export function freePeering({ topology }: Design): readonly Proposal[] {
  const near = topology.vbrs.map(({ peering }) => peering?.subnet).find((subnet) => subnet !== undefined);
  const free = firstFreePrivate(30, prefixesIn(topology), near ?? knownPrefix('172.16.0.0/12'));
  if (free === undefined) return [];
  const cloud = addressAt(4, free.first + 2n).text;
  const customer = addressAt(4, free.first + 1n).text;
  return [{ text: `${cloud}/30 to ${customer}`, detail: 'free pair of addresses' }];
}

/** A /30 in 169.254.0.0/16 that no other tunnel has. */
export function freeTunnel({ topology }: Design): readonly Proposal[] {
  const taken = topology.vpns.flatMap(({ tunnels }) => tunnels.map(({ inside }) => inside));
  const { insideWithin, insideLength, insideForbidden } = vpnLimits;
  const known = [
    ...taken.filter((inside) => inside !== undefined),
    ...insideForbidden.value,
    // Far enough from the platform's own blocks that nobody has to look them up.
    knownPrefix('169.254.0.0/21'),
  ];
  const free = firstFree(insideWithin.value, insideLength.value, known);
  return free === undefined ? [] : [{ text: free.text, detail: 'free' }];
}

function prefixesIn({ sites, vbrs, vpcs, cens }: Topology): readonly Prefix[] {
  return [
    ...sites.flatMap((site) => site.prefixes),
    ...vbrs.map((vbr) => vbr.peering?.subnet),
    ...vpcs.flatMap((vpc) => [...vpc.prefixes, ...vpc.userPrefixes]),
    ...cens.flatMap(({ transitRouters }) =>
      transitRouters.flatMap(({ cidrs }) => cidrs.map((c) => c.prefix)),
    ),
  ].filter((prefix) => prefix !== undefined);
}
