import { buildDesign } from '../src/language/design.ts';
import { createHcnetServices } from '../src/language/module.ts';
import { parseFile } from '../src/language/source-file.ts';
import { allRules } from '../src/rules/all.ts';
import type { Measurement } from './run.ts';

/** All rules over a design of ten thousand elements that has little to find, and over one that is all faults. */
export function measure(): Promise<readonly Measurement[]> {
  return Promise.resolve([
    { name: 'all rules, 10,500 sound elements', value: timeOf(sound), unit: 'ms', limit: 1000 },
    { name: 'all rules, 10,500 faulty elements', value: timeOf(faulty), unit: 'ms', limit: 2000 },
  ]);
}

const count = 1500;

function timeOf(block: (index: number) => string): number {
  const services = createHcnetServices();
  const indices = Array.from({ length: count }, (_, index) => index);
  const vbrs = indices.map((index) => `v${index}`).join(', ');
  const vpcs = indices.map((index) => `p${index}`).join(', ');
  const hubs = `ecr core { attach ${vbrs} } cen b { transit-router tr in cn-shanghai { attach core, ${vpcs} } }`;
  const file = parseFile(services, 'file:///bench.hcnet', [...indices.map(block), hubs].join('\n'));
  const { topology } = buildDesign(services, [file]);
  const start = performance.now();
  for (const rule of allRules) Array.from(rule.check(topology));
  return performance.now() - start;
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
