/** Moves vSwitches to where their VPC has room. */
import { freeSpace } from '../../model/free-prefix.ts';
import type { Vpc, VSwitch } from '../../model/topology.ts';
import { set, type Fix } from '../rule.ts';

/** Gives each vSwitch that asks the next free part of its VPC. One that exists already stays where it is. */
export function vswitchFixes(vpc: Vpc): (vswitch: VSwitch) => Fix | undefined {
  const space = freeSpace(vpc.prefixes, () => vpc.vswitches.flatMap(({ prefix }) => prefix ?? []));
  return (vswitch) => {
    if (vswitch.cloudId !== undefined || vswitch.prefix?.version !== 4) return undefined;
    const free = space(vswitch.prefix.length);
    if (free === undefined) return undefined;
    return { title: `Move '${vswitch.name}' to ${free.text}`, edits: [set(vswitch, 'prefix', free.text)] };
  };
}
