/** A hybrid network of any size, as a large company draws it: sites with two circuits each, regions, VPCs, services. */
export function largeDesign(sites: number): string {
  const regions = ['cn-shanghai', 'cn-beijing', 'cn-shenzhen', 'cn-hangzhou'].slice(
    0,
    Math.max(1, sites / 3),
  );
  const regionOf = (n: number) => regions[n % regions.length] ?? 'cn-shanghai';
  const numbers = Array.from({ length: sites }, (_, n) => n);
  const vpcs = Array.from({ length: sites }, (_, n) => n);
  return [
    'network large "Large network" { region cn-shanghai }',
    ...numbers.map((n) => site(n)),
    ...numbers.map((n) => links(n, regionOf(n))),
    ...regions.map((region, r) => {
      const vbrs = numbers.filter((n) => n % regions.length === r).flatMap((n) => [`v${n}a`, `v${n}b`]);
      return `ecr ecr-${r} { asn 45104 attach ${vbrs.join(', ')} }`;
    }),
    'cen all {',
    ...regions.map((region, r) => {
      const attached = vpcs.filter((n) => n % regions.length === r).map((n) => `vpc-${n}`);
      return `  transit-router tr-${r} in ${region} { edition enterprise attach ecr-${r}, ${attached.join(', ')} }`;
    }),
    ...regions.slice(1).map((_, r) => `  peering tr-0 to tr-${r + 1} { bandwidth 1 Gbps }`),
    '}',
    ...vpcs.map((n) => vpc(n, regionOf(n), n % regions.length)),
  ].join('\n');
}

function site(n: number): string {
  return `site site-${n} "Site ${n}" { prefix 10.${n}.0.0/16 asn ${65000 + n} router r${n}a router r${n}b }`;
}

function links(n: number, region: string): string {
  return [
    `circuit c${n}a from site-${n}.r${n}a to access-point ap-${region}-pd-A { carrier CT bandwidth 10 Gbps }`,
    `circuit c${n}b from site-${n}.r${n}b to access-point ap-${region}-pd-B { carrier CU bandwidth 1 Gbps }`,
    `vbr v${n}a on c${n}a { vlan ${100 + n} peering 172.16.${n}.2/30 to 172.16.${n}.1 bgp { peer-asn ${65000 + n} bfd on } }`,
    `vbr v${n}b on c${n}b { vlan ${300 + n} peering 172.16.${n}.6/30 to 172.16.${n}.5 bgp { peer-asn ${65000 + n} bfd on } }`,
  ].join('\n');
}

function vpc(n: number, region: string, router: number): string {
  return [
    `vpc vpc-${n} in ${region} { prefix 192.168.${n}.0/24`,
    `  vswitch a in ${region}-a { prefix 192.168.${n}.0/26 } vswitch b in ${region}-b { prefix 192.168.${n}.64/26 } }`,
    `service db-${n} { product rds at vpc-${n}.a address 192.168.${n}.10 port 3306 }`,
    `service oss-${n} { product oss in ${region} access private-endpoint via tr-${router} }`,
  ].join('\n');
}
