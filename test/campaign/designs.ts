/** Designs of about 20, 80 and 300 resources, and what becomes of them; the larger ones have every kind. */

export type Size = 20 | 80 | 300;

export type Variant =
  /** As it is applied at first. */
  | 'first'
  /** Tags, bandwidths, timers and prefixes that can be changed in place. */
  | 'updated'
  /** Blocks, VLANs and edges that need new resources. */
  | 'replaced'
  /** The same resources under other names. */
  | 'renamed';

export function designText(size: Size, variant: Variant = 'first'): string {
  const { pairs, vpcs } = counts[size];
  const all = { size, variant, pairs: upTo(pairs), vpcs: upTo(vpcs) };
  return [
    network(all),
    ...all.pairs.map((n) => pair(all, n)),
    hubs(all),
    ...all.vpcs.map((n) => vpc(all, n)),
    ...(size === 20 ? [] : [office(all), services(all)]),
    ...(size === 300 ? [far(all), others()] : []),
  ]
    .join('\n')
    .replaceAll(/\n{2,}/g, '\n');
}

const counts: Readonly<Record<Size, { readonly pairs: number; readonly vpcs: number }>> = {
  20: { pairs: 1, vpcs: 1 },
  80: { pairs: 2, vpcs: 2 },
  300: { pairs: 8, vpcs: 17 },
};

function edge(n: number, variant?: Variant): string {
  return variant === 'renamed' ? `border-${n}` : `edge-${n}`;
}

function app(n: number, variant?: Variant): string {
  return variant === 'renamed' ? `web-${n}` : `app-${n}`;
}

function from(name: string, variant: Variant): string {
  return variant === 'renamed' ? `moved from ${name}` : '';
}

interface All {
  readonly size: Size;
  readonly variant: Variant;
  readonly pairs: readonly number[];
  readonly vpcs: readonly number[];
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_each, index) => index + 1);
}

function network({ variant }: All): string {
  return `network sim { region cn-shanghai account "1234567890123456" tag env "${variant === 'updated' ? 'live' : 'test'}" }`;
}

/** A site with a circuit and a VBR. */
function pair({ variant }: All, n: number): string {
  const rate = variant === 'updated' ? '2 Gbps' : '1 Gbps';
  const timer = variant === 'updated' ? '500 ms' : '300 ms';
  // A VBR at another VLAN is changed in place; one on another circuit is another one.
  const circuit = variant === 'replaced' && n % 2 === 0 ? `spare-${n}` : `line-${n}`;
  return `
site dc-${n} { kind datacenter prefix 10.${n}.0.0/16 asn ${65_000 + n} router r { vendor h3c } }
circuit line-${n} from dc-${n}.r to access-point ap-cn-shanghai-nt-aligroup-C {
  type dedicated carrier CT port 10GBase-LR bandwidth 10 Gbps id "pc-line-${n}"
}
circuit spare-${n} from dc-${n}.r to access-point ap-cn-shanghai-pd-D {
  type dedicated carrier CU port 10GBase-LR bandwidth 10 Gbps id "pc-spare-${n}"
}
vbr ${edge(n, variant)} on ${circuit} {
  ${from(edge(n), variant)}
  vlan ${100 + n} peering 172.16.${n}.2/30 to 172.16.${n}.1 rate-limit ${rate}
  bgp { peer-asn ${65_000 + n} auth secret KEY_${n} bfd { transmit ${timer} receive ${timer} multiplier 3 } }
}`;
}

function hubs({ size, variant, pairs, vpcs }: All): string {
  const attached = ['core', ...vpcs.map((n) => app(n, variant))].join(', ');
  const extra = variant === 'updated' ? 'route 10.98.0.0/16 blackhole' : '';
  const allowed = `allow to tr-sh { mode match prefix 192.168.0.0/16 }`;
  const second = `
  transit-router tr-bj in cn-beijing { edition enterprise attach far }
  peering tr-sh to tr-bj { bandwidth ${variant === 'updated' ? 300 : 200} Mbps billing data-transfer link gold
    queue gold { share ${variant === 'updated' ? 40 : 30} % dscp 46, 47 }
  }`;
  return `
ecr core { asn 45104 attach ${pairs.map((n) => edge(n, variant)).join(', ')} ${size === 20 ? '' : allowed} }
cen backbone {
  transit-router tr-sh in cn-shanghai {
    edition enterprise attach ${attached}
    route 10.99.0.0/16 blackhole ${extra}
    ${size === 20 ? '' : 'cidr 10.255.0.0/24'}
    route-table apart { associate ${variant === 'updated' ? 'app-1' : 'core'} propagate ${app(1, variant)} }
  }
  ${size === 300 ? second : ''}
}`;
}

function vpc({ size, variant }: All, n: number): string {
  const moved = variant === 'replaced' && n % 2 === 1 ? 64 : 0;
  const block = `192.168.${n * 4}`;
  const rules =
    size === 20 ? '' : `security-group web { allow tcp 443 from dc-1 allow tcp 22 from 10.0.0.0/8 }`;
  return `
vpc ${app(n, variant)} in cn-shanghai {
  ${from(app(n), variant)}
  prefix ${block}.0/22
  vswitch l in cn-shanghai-l { prefix ${block}.${moved}/26 }
  vswitch m in cn-shanghai-m { prefix ${block}.128/26 }
  ${rules}
}`;
}

/** Another region, a way around over the internet, and everything that watches and shapes. */
function far({ variant }: All): string {
  const isUpdated = variant === 'updated';
  return `
vpc far in cn-beijing {
  prefix 172.20.0.0/16
  vswitch h in cn-beijing-h { prefix 172.20.1.0/24 }
  vswitch k in cn-beijing-k { prefix 172.20.2.0/24 }
  security-group ep { allow tcp 443 from dc-1 }
}
vpn backup from dc-1.r to tr-sh {
  role standby customer-address 203.0.113.10 bgp on
  tunnel first { inside 169.254.10.0/30 cloud-address 169.254.10.1 key secret VPN_1 }
  tunnel second { inside 169.254.11.0/30 cloud-address 169.254.11.1 key secret VPN_2 }
}
service bailian { product model-studio in cn-beijing access privatelink in far.h, far.k { security-group far.ep } }
failover-group fast { kind classic member ${edge(1, variant)}, ${edge(2, variant)} }
qos shaping on line-1, line-2 {
  queue voice { kind high rule sip { priority ${isUpdated ? 200 : 100} protocol tcp source 10.0.0.0/8 dscp 46 } }
  queue bulk { kind medium share ${isUpdated ? 30 : 40} % }
}
drill quarterly { fail line-1 for 30 min start later every quarter }
contact netops { mail "netops@example.com" phone "13800000000" }
monitoring watch {
  notify netops event bgp-peer-down
  alert loss on ${edge(1, variant)} { metric VbrHealthyCheckLossRate statistics Value period 60 s warn > ${isUpdated ? 2 : 1} for 3 times }
}`;
}

/** Hubs of another account that take what is ours. */
function others(): string {
  return `
vpc guest in cn-shanghai {
  prefix 172.28.0.0/16
  vswitch l in cn-shanghai-l { prefix 172.28.1.0/24 }
  vswitch m in cn-shanghai-m { prefix 172.28.2.0/24 }
}
cen theirs { account "9999999999999999" id "cen-theirs" transit-router tr in cn-shanghai { id "tr-theirs" attach guest } }
ecr theirs-too { account "9999999999999999" id "ecr-theirs" asn 45104 attach guest }`;
}

/** An office without BGP: static routes, a health check, routing policies, a hosted circuit. */
function office({ variant }: All): string {
  const isUpdated = variant === 'updated';
  const moved = variant === 'replaced' ? '10.232.0.0/16' : '10.231.0.0/16';
  return `
site office { kind office prefix 10.230.0.0/16 asn 65230 router r { vendor huawei } }
circuit shared from office.r to access-point ap-cn-shanghai-pd-D {
  type hosted by "Partner" carrier CU bandwidth 500 Mbps id "pc-shared"
}
vbr office-edge on shared {
  vlan 230 peering 172.16.230.2/30 to 172.16.230.1
  announce 192.168.0.0/16
  bgp { peer-asn 65230 peer 172.16.230.1 }
  route 10.230.0.0/16
  route ${moved}
  health-check { interval 3 s threshold ${isUpdated ? 8 : 6} }
}
cen office-net {
  transit-router tr-office in cn-shanghai {
    edition enterprise attach office-edge, shop
    route-table spokes { associate shop propagate office-edge aggregate 10.0.0.0/8 }
    routing-policy prefer {
      priority 10 match { from office-edge prefix 10.230.0.0/16 } set { preference ${isUpdated ? 30 : 20} }
    }
    routing-policy keep-out { priority 20 route-table spokes action deny match { from except office-edge to shop as-path 65099 } }
  }
}`;
}

/** A VPC that offers a service, and uses it. */
function services({ variant }: All): string {
  const isUpdated = variant === 'updated';
  return `
vpc shop in cn-shanghai {
  prefix 172.24.0.0/16, 172.26.0.0/16
  vswitch l in cn-shanghai-l { prefix 172.24.1.0/24 }
  vswitch m in cn-shanghai-m { prefix 172.24.2.0/24 }
  vswitch apart in cn-shanghai-m { prefix 172.24.3.0/24 }
  route 10.230.0.0/16 to tr-office
  route-table own {
    ${variant === 'replaced' ? '' : 'associate apart'} route-propagation ${isUpdated ? 'on' : 'off'}
    route 10.231.0.0/16 to tr-office
  }
  security-group one { allow tcp 443 from office }
  security-group two { allow tcp 8443 from office }
}
vpn branch from office.r to shop {
  role primary bandwidth 100 Mbps customer-address 203.0.113.20
  tunnel only { key secret VPN_3 }
}
endpoint-service orders-api in cn-shanghai {
  resource alb "alb-orders" in cn-shanghai-l
  resource alb "alb-orders" in cn-shanghai-m
  allow account "${variant === 'replaced' ? '3333333333333333' : '2222222222222222'}"
  bandwidth ${isUpdated ? 3 : 2} Gbps
}
service orders {
  access privatelink in shop.l, shop.m {
    security-group ${isUpdated ? 'shop.one' : 'shop.one, shop.two'}
    endpoint-service orders-api
    domain "orders.shop.internal"
  }
}`;
}
