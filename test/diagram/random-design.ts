/** Random designs: every shape that the diagram has to place, with names and labels from anywhere. */
import fc from 'fast-check';

const regions = ['cn-shanghai', 'cn-beijing', 'cn-shenzhen'];

/** A label as it stands in the text, between quotes. */
const label = fc.oneof(
  fc.constant(''),
  fc.constant(' "上海数据中心，非常长的名字，长到一行放不下，还要更长一些才行"'),
  fc.constant(' "<script>alert(1)</script> & \'x\'"'),
  fc.constant(' "👩‍👩‍👧‍👦 \u202eright to left"'),
);

interface Counts {
  readonly sites: number;
  readonly routers: number;
  readonly circuits: number;
  readonly vbrsPerCircuit: number;
  readonly ecrs: number;
  readonly vpcs: number;
  readonly vswitches: number;
  readonly services: number;
  readonly vpns: number;
  readonly expectations: number;
}

const counts = fc.record<Counts>({
  sites: fc.integer({ min: 0, max: 4 }),
  routers: fc.integer({ min: 0, max: 3 }),
  circuits: fc.integer({ min: 0, max: 6 }),
  vbrsPerCircuit: fc.integer({ min: 0, max: 2 }),
  ecrs: fc.integer({ min: 0, max: 2 }),
  vpcs: fc.integer({ min: 0, max: 6 }),
  vswitches: fc.integer({ min: 0, max: 7 }),
  services: fc.integer({ min: 0, max: 8 }),
  vpns: fc.integer({ min: 0, max: 2 }),
  expectations: fc.integer({ min: 0, max: 5 }),
});

export function randomDesign(): fc.Arbitrary<string> {
  // Which of several things a thing refers to; a number that is too large refers to nothing.
  const choices = fc.infiniteStream(fc.integer({ min: 0, max: 7 }));
  return fc
    .tuple(counts, choices, label)
    .map(([count, choice, text]) => write(count, () => Number(choice.next().value), text));
}

function write(count: Counts, choose: () => number, label: string): string {
  const region = () => regions[choose() % regions.length] ?? '';
  const circuits = times(count.circuits, (n) => {
    const from = `s${choose()}${choose() % 2 === 0 ? `.r${choose()}` : ''}`;
    const role = choose() === 0 ? 'role standby' : '';
    return `circuit c${n}${label} from ${from} to access-point ap-${region()}-pd-${choose() % 3} { bandwidth ${10 ** (choose() % 6)} Mbps ${role} }`;
  });
  const vbrs = times(count.circuits * count.vbrsPerCircuit, (n) => {
    const uplink = choose() === 0 ? `uplink to v${choose()}` : '';
    return `vbr b${n} on c${choose()} { vlan ${n} ${uplink} }`;
  });
  const services = times(
    count.services,
    (n) => `service x${n}${label} { product oss ${access(choose, region)} }`,
  );
  return [
    `network n${label} { region cn-shanghai }`,
    ...times(
      count.sites,
      (n) => `site s${n}${label} { ${times(count.routers, (r) => `router r${r}`).join(' ')} }`,
    ),
    ...circuits,
    ...vbrs,
    ...times(count.ecrs, (n) => `ecr e${n} { attach b${choose()}, b${choose()}, v${choose()} }`),
    'cen k {',
    ...times(
      2,
      (n) => `transit-router t${n} in ${region()} { attach e${choose()}, v${choose()}, b${choose()}, p0 }`,
    ),
    'peering t0 to t1 { bandwidth 1 Mbps } peering t1 to t1 { } }',
    ...times(count.vpcs, (n) => {
      const vswitches = times(count.vswitches, (w) => `vswitch w${w} in cn-shanghai-l { }`);
      return `vpc v${n}${label} in ${region()} { ${vswitches.join(' ')} }`;
    }),
    ...times(count.vpns, (n) => `vpn p${n} from s${choose()} to t${choose() % 2} { tunnel a { } }`),
    ...services,
    ...times(count.expectations, () => `expect s${choose()} reaches x${choose()} surviving any 1 circuit`),
  ].join('\n');
}

function access(choose: () => number, region: () => string): string {
  switch (choose() % 5) {
    case 0:
      return `at v${choose()}.w${choose()}`;
    case 1:
      return `in ${region()} access private-endpoint via t${choose() % 2}`;
    case 2:
      return `in ${region()} access privatelink in v${choose()}.w${choose()}, v${choose()}.w${choose()}`;
    case 3:
      return `access private-endpoint via v${choose()}`;
    default:
      return 'access public';
  }
}

function times(count: number, text: (n: number) => string): string[] {
  return Array.from({ length: count }, (_, n) => text(n));
}
