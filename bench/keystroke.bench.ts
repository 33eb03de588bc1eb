import { findingsOf } from '../src/language/findings.ts';
import { toDiagnostic } from '../src/language/lsp/diagnostics.ts';
import { createHcnetServices } from '../src/language/module.ts';
import { Workspace } from '../src/language/workspace.ts';
import { allRules } from '../src/rules/all.ts';
import type { Measurement } from './run.ts';

/** From a keystroke to the diagnostics of the whole design, all rules on, as the language server does it. */
export function measure(): Promise<readonly Measurement[]> {
  const small = keystrokes(1000);
  return Promise.resolve([
    { name: 'first diagnostics, 1,000 declarations', value: small.firstMs, unit: 'ms' },
    { name: 'keystroke, 1,000 declarations, median', value: small.medianMs, unit: 'ms' },
    { name: 'keystroke, 1,000 declarations, p95', value: small.p95Ms, unit: 'ms', limit: 50 },
    { name: 'keystroke, 10,000 declarations, median', value: keystrokes(10_000, 20).medianMs, unit: 'ms' },
  ]);
}

function keystrokes(declarations: number, count = 200) {
  const workspace = new Workspace(createHcnetServices(), { readFile: () => Promise.reject(new Error()) });
  const text = networkOf(declarations);
  const firstMs = timed(() => {
    diagnose(workspace, text);
  });
  const times = Array.from({ length: count }, (_, stroke) => {
    const typed = typeAt(text, stroke / count, stroke);
    return timed(() => {
      diagnose(workspace, typed);
    });
  });
  // The first strokes still warm the program up.
  const sorted = times.slice(count / 4).sort((a, b) => a - b);
  return { firstMs, medianMs: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) };
}

const uri = 'file:///bench.hcnet';

function diagnose(workspace: Workspace, text: string): void {
  workspace.setText(uri, text);
  const design = workspace.designOf(uri);
  if (design === undefined) throw new Error('there is no design');
  for (const finding of findingsOf(design, { rules: allRules })) toDiagnostic(finding, () => undefined);
}

/** The text after somebody typed into a number, a name or a word somewhere in it. */
function typeAt(text: string, part: number, stroke: number): string {
  const words = [' 443 ', ' vlan 1', 'prefix 10.', ' to access'];
  const word = words[stroke % words.length] ?? '';
  const at = text.indexOf(word, Math.floor(text.length * part * 0.9));
  return `${text.slice(0, at + word.length - 1)}${stroke % 10}${text.slice(at + word.length - 1)}`;
}

/** Sites with two circuits, in a network of its own for every two hundred declarations. */
function networkOf(declarations: number): string {
  const blocks = Array.from({ length: Math.ceil(declarations / 10) }, (_, i) => blockOf(i));
  return ['network bench { region cn-shanghai }', ...blocks, ...hubs(blocks.length)].join('\n');
}

/** Ten declarations. */
function blockOf(i: number): string {
  const site = `${(i >> 8) & 127}.${i & 255}`;
  const circuit = (k: number, carrier: string, accessPoint: string) => `
circuit c${i}-${k} from s${i}.r${k} to access-point ${accessPoint} {
  type dedicated
  carrier ${carrier}
  port 10GBase-LR
  bandwidth 10 Gbps
  id "pc-${i}-${k}"
}
vbr v${i}-${k} on c${i}-${k} {
  vlan 1${k}0
  peering 172.${16 + ((i >> 7) & 15)}.${(i << 1) & 255}.${8 * k + 2}/30 to 172.${16 + ((i >> 7) & 15)}.${(i << 1) & 255}.${8 * k + 1}
  bgp { peer-asn 65010 auth secret KEY bfd { transmit 300 ms receive 300 ms multiplier 3 hops 1 } }
}`;
  return `
site s${i} "Site ${i}" {
  kind datacenter
  prefix 10.${site}.0/24
  asn 65010
  router r1 { vendor h3c }
  router r2 { vendor huawei }
}${circuit(1, 'CT', 'ap-cn-shanghai-pd-D')}${circuit(2, 'CU', 'ap-cn-shanghai-nt-aligroup-C')}
vpc p${i} in cn-shanghai {
  prefix 192.${168 + (i >> 8)}.${i & 255}.0/24
  vswitch a in cn-shanghai-l { prefix 192.${168 + (i >> 8)}.${i & 255}.0/26 }
  vswitch b in cn-shanghai-m { prefix 192.${168 + (i >> 8)}.${i & 255}.64/26 }
  security-group web { allow tcp 443 from s${i} }
}
service d${i} { product rds at p${i}.a address 192.${168 + (i >> 8)}.${i & 255}.20 port 3306 }
demand s${i} to d${i} { bandwidth 1 Gbps growth 2 % per month }
expect s${i} reaches d${i} privately surviving any 1 circuit
drill x${i} { fail c${i}-1, c${i}-2 for 30 min every quarter }`;
}

function hubs(count: number): string[] {
  const names = (prefix: string, suffix = '') =>
    Array.from({ length: count }, (_, i) => `${prefix}${i}${suffix}`).join(', ');
  return [
    `ecr core { asn 45104 attach ${names('v', '-1')}, ${names('v', '-2')} }`,
    `cen backbone { transit-router tr in cn-shanghai { edition enterprise attach core, ${names('p')} } }`,
    'contact netops { mail "netops@example.com" }',
    'monitoring ops { alerts recommended notify netops event bgp-peer-down, tr-route-quota }',
  ];
}

function timed(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
