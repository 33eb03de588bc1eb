import { buildDesign } from '../src/language/design.ts';
import { createHcnetServices } from '../src/language/module.ts';
import { parseFile } from '../src/language/source-file.ts';
import { allRules } from '../src/rules/all.ts';
import type { Measurement } from './run.ts';

/** All rules over designs that have little to find, and over some that are all faults, as an editor runs them. */
export function measure(): Promise<readonly Measurement[]> {
  return Promise.resolve([
    { name: 'all rules, 1,000 sound elements', value: bestOf(sound, 143), unit: 'ms', limit: 25 },
    { name: 'all rules, 1,000 faulty elements', value: bestOf(faulty, 143), unit: 'ms', limit: 25 },
    { name: 'all rules, 10,500 sound elements', value: bestOf(sound, 1500), unit: 'ms', limit: 250 },
    { name: 'all rules, 10,500 faulty elements', value: bestOf(faulty, 1500), unit: 'ms', limit: 250 },
  ]);
}

/** Processor time of the best of some rounds: the first ones compile the rules, and others share the machine. */
function bestOf(block: (index: number) => string, count: number): number {
  const services = createHcnetServices();
  const indices = Array.from({ length: count }, (_, index) => index);
  const vbrs = indices.map((index) => `v${index}`).join(', ');
  const vpcs = indices.map((index) => `p${index}`).join(', ');
  const hubs = `ecr core { attach ${vbrs} } cen b { transit-router tr in cn-shanghai { attach core, ${vpcs} } }`;
  const file = parseFile(services, 'file:///bench.hcnet', [...indices.map(block), hubs].join('\n'));
  const times = Array.from({ length: 8 }, () => {
    // What rules remember belongs to one topology, so each round has its own.
    const { topology } = buildDesign(services, [file]);
    const start = process.cpuUsage();
    for (const rule of allRules) Array.from(rule.check(topology));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

function sound(index: number): string {
  const block = `${index >> 8}.${index & 255}`;
  const link = `172.16.${index >> 6}`;
  const host = (index & 63) * 4;
  return `
    site s${index} { prefix 10.${block}.0/24 asn 65010 router r${index} }
    circuit c${index} from s${index}.r${index} to access-point ap-cn-shanghai-x-A { carrier CT id "pc-${index}" }
    vbr v${index} on c${index} {
      vlan 100
      peering ${link}.${host + 2}/30 to ${link}.${host + 1}
      bgp { peer-asn 65010 auth secret KEY bfd on }
    }
    vpc p${index} in cn-shanghai {
      prefix 192.${block}.0/24
      vswitch w in cn-shanghai-l { prefix 192.${block}.0/26 }
      vswitch x in cn-shanghai-m { prefix 192.${block}.64/26 }
    }`;
}

/** Everything clashes with everything. */
function faulty(index: number): string {
  return `
    site s${index} { prefix 100.64.1.0/24 asn 65010 router r${index} }
    circuit c${index} from s${index}.r${index} to access-point ap-cn-shanghai-x-A { carrier CT port 1000Base-T }
    vbr v${index} on c0 { vlan 5 peering 100.64.9.2/30 to 100.64.9.1 bgp { peer-asn 45104 } }
    vpc p${index} in cn-shanghai {
      prefix 100.64.0.0/16
      vswitch w in cn-shanghai-l { prefix 192.168.0.0/24 }
      vswitch x in cn-shanghai-m { prefix 192.168.0.0/24 }
    }`;
}
