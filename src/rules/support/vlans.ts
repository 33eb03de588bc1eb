/** VLAN ids on a circuit. */
import { vbrLimits } from '../../model/catalog/limits.ts';
import { relations } from '../../model/relations.ts';
import type { Circuit, Topology, Vbr } from '../../model/topology.ts';
import { set, type Fix } from '../rule.ts';

/** Gives each VBR that asks an id that no other VBR on its circuit has. VLAN 0 would take the whole port. */
export function vlanFixes(topology: Topology): (vbr: Vbr) => Fix | undefined {
  const takenOn = new Map<Circuit, Set<number>>();
  return (vbr) => {
    const { circuit } = vbr;
    if (circuit === undefined) return undefined;
    const taken = takenOn.get(circuit) ?? vlansOn(topology, circuit);
    takenOn.set(circuit, taken);
    const free = nextFree(taken, vbr.vlan ?? 0);
    if (free === undefined) return undefined;
    taken.add(free);
    return { title: `Use VLAN ${String(free)}`, edits: [set(vbr, 'vlan', String(free))] };
  };
}

function vlansOn(topology: Topology, circuit: Circuit): Set<number> {
  return new Set(
    relations(topology)
      .vbrsOn(circuit)
      .flatMap(({ vlan }) => vlan ?? []),
  );
}

/** The next id after `from`, or else the first one. */
function nextFree(taken: ReadonlySet<number>, from: number): number | undefined {
  const { max } = vbrLimits.vlan.value;
  for (let vlan = from + 1; vlan <= max; vlan += 1) if (!taken.has(vlan)) return vlan;
  for (let vlan = 1; vlan <= max; vlan += 1) if (!taken.has(vlan)) return vlan;
  return undefined;
}
