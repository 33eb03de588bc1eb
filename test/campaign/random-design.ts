/** Designs of one company that differ in whatever a person may change from one day to the next. */
import fc from 'fast-check';

/** Two of them have most names in common, and many of the values behind them. */
export const randomDesign: fc.Arbitrary<string> = fc.record(choices()).map(write);

type Arbitraries = ReturnType<typeof choices>;
type Values<T> = { readonly [K in keyof T]: T[K] extends fc.Arbitrary<infer V> ? V : never };
type Choices = Values<Arbitraries>;
type VbrChoices = Values<ReturnType<typeof vbrChoices>>;
type VpcChoices = Values<ReturnType<typeof vpcChoices>>;

const zones: Readonly<Record<string, readonly [string, string]>> = {
  'cn-shanghai': ['l', 'm'],
  'cn-beijing': ['h', 'k'],
};

const circuits = [
  { name: 'c0', accessPoint: 'ap-cn-shanghai-nt-aligroup-C', region: 'cn-shanghai' },
  { name: 'c1', accessPoint: 'ap-cn-shanghai-pd-D', region: 'cn-shanghai' },
  { name: 'c2', accessPoint: 'ap-cn-hangzhou-yh-C', region: 'cn-hangzhou' },
  // So that a drill on one of the others leaves a way.
  { name: 'spare', accessPoint: 'ap-cn-shanghai-pd-D', region: 'cn-shanghai' },
] as const;

function choices() {
  return {
    region: fc.constantFrom('cn-shanghai', 'cn-beijing'),
    tag: fc.constantFrom('', 'one', 'two'),
    asn: fc.constantFrom(65010, 65020),
    /** One VBR and one VPC may have the same name, at different times. */
    edgeIs: fc.constantFrom('vbr', 'vpc', 'nothing'),
    vbrs: fc.tuple(...[0, 1, 2].map(() => fc.record(vbrChoices()))),
    vpcs: fc.tuple(...[0, 1, 2].map(() => fc.record(vpcChoices()))),
    group: fc.constantFrom('', 'classic', 'ecr'),
    ...hubChoices(),
    ...vpnChoices(),
    ...serviceChoices(),
    ...operationChoices(),
  };
}

function vbrChoices() {
  return {
    isThere: fc.boolean(),
    circuit: fc.nat(2),
    vlan: fc.constantFrom(110, 120, 130),
    net: fc.nat(2),
    rate: fc.constantFrom('1 Gbps', '2 Gbps'),
    bgp: fc.constantFrom('none', 'plain', 'bfd', 'key'),
    hasIpv6: fc.boolean(),
    isLimited: fc.boolean(),
    home: fc.constantFrom('ecr', 'office', 'none'),
    hasRoute: fc.boolean(),
    announces: fc.boolean(),
    hasJumbo: fc.boolean(),
    hasUplink: fc.boolean(),
  };
}

function vpcChoices() {
  return {
    isThere: fc.boolean(),
    isRenamed: fc.boolean(),
    region: fc.constantFrom('cn-shanghai', 'cn-beijing'),
    block: fc.nat(2),
    hasSecond: fc.boolean(),
    hasUserPrefix: fc.boolean(),
    subnet: fc.constantFrom(1, 2, 5),
    home: fc.constantFrom('tr', 'ecr', 'none'),
    picksZones: fc.boolean(),
    publishes: fc.boolean(),
    hasRoute: fc.boolean(),
    table: fc.constantFrom('', 'own', 'other'),
    rules: fc.constantFrom('', 'allow tcp 443 from dc', 'allow tcp 443 from dc allow icmp from 10.0.0.0/8'),
  };
}

function hubChoices() {
  return {
    ecr: fc.constantFrom('core', 'heart'),
    ecrAsn: fc.constantFrom(45104, 65500),
    ecrAllows: fc.boolean(),
    cen: fc.constantFrom('hub', 'wheel'),
    first: fc.constantFrom('ta', 'tz'),
    second: fc.constantFrom('', 'cn-beijing', 'cn-hangzhou'),
    peering: fc.constantFrom(0, 200, 300),
    link: fc.constantFrom('gold', 'platinum'),
    share: fc.constantFrom(30, 40),
    table: fc.constantFrom('', 'apart', 'spoke'),
    policy: fc.constantFrom(0, 10, 20),
    direction: fc.constantFrom('in', 'out'),
    blackhole: fc.boolean(),
    aggregates: fc.boolean(),
  };
}

function vpnChoices() {
  const target = fc.constantFrom('', 'first', 'second', 'vpc');
  return {
    vpns: fc.tuple(target, target),
    vpnName: fc.constantFrom('back', 'side'),
    vpnAddress: fc.constantFrom(10, 11),
    vpnHasBgp: fc.boolean(),
    vpnIsPrivate: fc.boolean(),
    vpnMbps: fc.constantFrom(100, 200),
  };
}

function serviceChoices() {
  return {
    offer: fc.constantFrom('', 'cn-shanghai', 'cn-beijing'),
    offerZones: fc.constantFrom(1, 2),
    offerTo: fc.constantFrom('2222222222222222', '3333333333333333'),
    offerGbps: fc.constantFrom(1, 2),
    payer: fc.constantFrom('endpoint', 'service'),
    isUsed: fc.boolean(),
    hasDomain: fc.boolean(),
  };
}

function operationChoices() {
  return {
    contact: fc.constantFrom('', 'ops', 'noc'),
    hasHook: fc.boolean(),
    isRecommended: fc.boolean(),
    alert: fc.constantFrom('', 'vbr', 'circuit'),
    qos: fc.constantFrom('', 'c0', 'c0, c1'),
    queue: fc.constantFrom('voice', 'video'),
    drill: fc.constantFrom('', 'c0', 'c1'),
  };
}

interface Edge extends VbrChoices {
  readonly name: string;
  readonly line: (typeof circuits)[number];
  readonly hub: VbrChoices['home'];
}

interface Network extends VpcChoices {
  readonly name: string;
  readonly prefix: string;
  /** The transit router that attaches it. */
  readonly router: string | undefined;
}

interface Tunnel {
  readonly name: string;
  readonly to: string;
  /** `undefined` for one that ends in a VPC. */
  readonly router: 'first' | 'second' | undefined;
}

interface Parts {
  readonly edges: readonly Edge[];
  readonly networks: readonly Network[];
  readonly tunnels: readonly Tunnel[];
}

function write(chosen: Choices): string {
  const edges = edgesOf(chosen);
  const networks = networksOf(chosen);
  const parts: Parts = { edges, networks, tunnels: tunnelsOf(chosen, networks) };
  return [
    `network n { region ${chosen.region} ${when(chosen.tag !== '', `tag env "${chosen.tag}"`)} }`,
    `site dc { kind datacenter prefix 10.110.0.0/16 asn ${chosen.asn} router r1 }`,
    `site office { kind office prefix 10.120.0.0/16 asn 65030 router r1 }`,
    ...circuits.map(circuitText),
    ...edges.map((edge) => edgeText(chosen, edge, networks)),
    ...networks.map((network) => networkText(network)),
    ...parts.tunnels.map((tunnel, index) => tunnelText(chosen, tunnel, index)),
    ...hubTexts(chosen, parts),
    ...serviceTexts(chosen, networks),
    ...operationTexts(chosen, edges),
  ]
    .map((line) => line.replaceAll(/ {2,}/g, ' '))
    .join('\n');
}

function when(is: boolean, text: string): string {
  return is ? text : '';
}

function circuitText({ name, accessPoint }: (typeof circuits)[number]): string {
  return `circuit ${name} from dc.r1 to access-point ${accessPoint} {
  type dedicated carrier CT port 10GBase-LR bandwidth 10 Gbps id "pc-${name}-line"
}`;
}

/** Those that have a VLAN and addresses of their own. */
function edgesOf({ vbrs, edgeIs }: Choices): readonly Edge[] {
  const edges = vbrs.flatMap((vbr, index): Edge[] => {
    const line = circuits[vbr.circuit];
    if (!vbr.isThere || line === undefined) return [];
    const name = index === 0 && edgeIs === 'vbr' ? 'edge' : `v${index}`;
    const isFar = line.region !== 'cn-shanghai';
    // An ECR learns routes by BGP alone.
    const hub = vbr.home === 'ecr' && vbr.bgp === 'none' ? 'none' : vbr.home;
    return [{ ...vbr, name, line, hub: hub === 'office' && isFar ? 'none' : hub }];
  });
  const isFirst = (same: (one: Edge, other: Edge) => boolean) => (edge: Edge, at: number) =>
    !edges.slice(0, at).some((other) => same(edge, other));
  return edges
    .filter(isFirst((one, other) => one.circuit === other.circuit && one.vlan === other.vlan))
    .filter((edge, at, all) => !all.slice(0, at).some(({ net }) => net === edge.net));
}

function edgeText({ asn }: Choices, edge: Edge, networks: readonly Network[]): string {
  const { name, line, vlan, net, rate, bgp, hub, hasIpv6, hasJumbo, hasUplink } = edge;
  const isOffice = hub === 'office';
  const uplink = networks.find(({ region }) => region === line.region)?.name;
  const how = { none: '', plain: '', bfd: 'bfd on', key: 'auth secret KEY' }[bgp];
  return `vbr ${name} on ${line.name} {
  vlan ${vlan} peering 172.16.${net}.2/30 to 172.16.${net}.1 rate-limit ${rate}
  ${when(hasIpv6, `peering6 fd00:${net}::2/126 to fd00:${net}::1`)}
  ${when(bgp !== 'none', `bgp { peer-asn ${asn} ${how} ${when(edge.isLimited, 'route-limit 90')} }`)}
  ${when(bgp !== 'none' && hasIpv6, `bgp6 { peer-asn ${asn} }`)}
  ${when(hub === 'ecr' && hasJumbo, 'mtu 8500')}
  ${when(hub !== 'ecr' && edge.hasRoute, 'route 10.110.0.0/16')}
  ${when(isOffice && edge.hasRoute, 'health-check { interval 3 s threshold 6 }')}
  ${when(isOffice && bgp !== 'none' && edge.announces, 'announce 192.168.0.0/16')}
  ${when(hub === 'none' && hasUplink && uplink !== undefined, `uplink to ${uplink ?? ''}`)}
}`;
}

function networksOf({ vpcs, edgeIs, first, second }: Choices): readonly Network[] {
  return vpcs.flatMap((vpc, index): Network[] => {
    if (!vpc.isThere) return [];
    const router = vpc.region === 'cn-shanghai' ? first : vpc.region === second ? 'tb' : undefined;
    const own = vpc.isRenamed ? `q${index}` : `p${index}`;
    return [
      {
        ...vpc,
        name: index === 1 && edgeIs === 'vpc' ? 'edge' : own,
        prefix: `10.${index * 4 + vpc.block}`,
        router: vpc.home === 'tr' ? router : undefined,
      },
    ];
  });
}

function networkText(network: Network): string {
  const { name, region, prefix, subnet, router, table, publishes } = network;
  const [x, y] = zones[region] ?? ['', ''];
  const route = when(network.hasRoute && router !== undefined, `route 10.110.0.0/16 to ${router ?? ''}`);
  return `vpc ${name} in ${region} {
  prefix ${prefix}.0.0/16 ${when(network.hasSecond, `, 172.2${prefix.slice(-1)}.0.0/16`)}
  ${when(network.hasUserPrefix, 'user-prefix 30.0.0.0/8')}
  vswitch x in ${region}-${x} { prefix ${prefix}.${subnet}.0/24 }
  vswitch y in ${region}-${y} { prefix ${prefix}.${subnet + 20}.0/24 }
  ${route}
  ${when(network.rules !== '', `security-group web { ${network.rules} }`)}
  ${when(table !== '', `route-table ${table} { ${when(!publishes, 'route-propagation off')} associate x ${route} }`)}
}`;
}

function tunnelsOf({ vpns, vpnName, first, second }: Choices, networks: readonly Network[]): Tunnel[] {
  return vpns.flatMap((target, index): Tunnel[] => {
    const name = index === 0 ? vpnName : 'extra';
    const vpc = networks[0]?.name;
    if (target === 'first') return [{ name, to: first, router: target }];
    if (target === 'second' && second !== '') return [{ name, to: 'tb', router: target }];
    return target === 'vpc' && vpc !== undefined ? [{ name, to: vpc, router: undefined }] : [];
  });
}

function tunnelText(chosen: Choices, { name, to, router }: Tunnel, index: number): string {
  const { vpnAddress, vpnHasBgp, vpnIsPrivate, vpnMbps } = chosen;
  const isOnRouter = router !== undefined;
  const inside = (net: number): string =>
    when(isOnRouter && vpnHasBgp, `inside 169.254.${net}.0/30 cloud-address 169.254.${net}.1`);
  return `vpn ${name} from dc.r1 to ${to} {
  role ${isOnRouter ? 'standby' : 'primary'} network ${isOnRouter && vpnIsPrivate ? 'private' : 'public'}
  bandwidth ${vpnMbps} Mbps customer-address 203.0.113.${vpnAddress} ${when(isOnRouter && vpnHasBgp, 'bgp on')}
  tunnel one { ${inside(20 + index * 10)} key secret K1 }
  tunnel two { ${inside(21 + index * 10)} key secret K2 }
}`;
}

function hubTexts(chosen: Choices, { edges, networks, tunnels }: Parts): string[] {
  const { ecr, ecrAsn, ecrAllows, cen, first, second, peering, link, share } = chosen;
  const inEcr = [
    ...edges.filter(({ hub }) => hub === 'ecr'),
    ...networks.filter(({ home }) => home === 'ecr'),
  ].map(({ name }) => name);
  const office = edges.filter(({ hub }) => hub === 'office').map(({ name }) => name);
  const on = (router: 'first' | 'second'): string[] => [
    ...networks.filter((each) => each.router === (router === 'first' ? first : 'tb')).map(attachmentText),
    ...tunnels.filter((each) => each.router === router).map(({ name }) => name),
  ];
  const attach = (names: readonly string[]): string => when(names.length > 0, `attach ${names.join(', ')}`);
  return [
    `ecr ${ecr} { asn ${ecrAsn} ${attach(inEcr)} ${when(ecrAllows, `allow to ${first} { mode match prefix 10.0.0.0/8 }`)} }`,
    `cen ${cen} {`,
    `  transit-router ${first} in cn-shanghai { cidr 10.255.0.0/24 ${attach([ecr, ...on('first')])}`,
    `${routingText(chosen, networks)} }`,
    when(second !== '', `  transit-router tb in ${second} { cidr 10.254.0.0/24 ${attach(on('second'))} }`),
    when(
      second !== '' && peering > 0,
      `  peering ${first} to tb { bandwidth ${peering} Mbps link ${link} queue gold { share ${share} % dscp 46 } }`,
    ),
    '}',
    when(office.length > 0, `cen office-net { transit-router to in cn-shanghai { ${attach(office)} } }`),
  ];
}

function attachmentText({ name, picksZones, publishes }: Network): string {
  return `${name} { ${when(picksZones, 'vswitch x, y')} publish-routes ${publishes ? 'on' : 'off'} }`;
}

function routingText(chosen: Choices, networks: readonly Network[]): string {
  const { ecr, first, table, policy, direction, blackhole, aggregates } = chosen;
  const spoke = networks.find(({ router }) => router === first)?.name;
  const hop = blackhole ? 'blackhole' : `to ${spoke ?? ''}`;
  return [
    when(blackhole, 'route 10.99.0.0/16 blackhole'),
    when(aggregates, 'aggregate 10.0.0.0/8'),
    when(
      table !== '' && spoke !== undefined,
      `route-table ${table} { associate ${spoke ?? ''} propagate ${ecr} route 10.98.0.0/16 ${hop} }`,
    ),
    when(
      policy > 0,
      `routing-policy keep { priority ${policy} direction ${direction} action deny match { from ${ecr} prefix 10.97.0.0/16 } }`,
    ),
  ].join(' ');
}

function serviceTexts(chosen: Choices, networks: readonly Network[]): string[] {
  const { offer, offerZones, offerTo, offerGbps, payer, isUsed, hasDomain } = chosen;
  const resources = (zones[offer] ?? [])
    .slice(0, offerZones)
    .map((zone, index) => `resource alb "alb-${index}" in ${offer}-${zone}`);
  const user = networks.find(({ region }) => region === offer);
  return [
    when(
      offer !== '',
      `endpoint-service api in ${offer} { ${resources.join(' ')} allow account "${offerTo}" bandwidth ${offerGbps} Gbps payer ${payer} }`,
    ),
    when(
      isUsed && user !== undefined,
      `service orders { access privatelink in ${user?.name ?? ''}.x {
  ${when(user?.rules !== '', `security-group ${user?.name ?? ''}.web`)} endpoint-service api ${when(hasDomain, 'domain "ai.shop.internal"')}
} }`,
    ),
  ];
}

function operationTexts(chosen: Choices, edges: readonly Edge[]): string[] {
  const { contact, alert, qos, queue, share, drill, group } = chosen;
  const watched = { 'vbr': edges[0]?.name, 'circuit': 'c0', '': undefined }[alert];
  const metric = alert === 'vbr' ? 'VbrHealthyCheckLossRate' : '"ConnectionStatus"';
  const fast = edges.filter(({ bgp, hub }) => bgp === 'bfd' && hub === 'ecr').slice(0, 2);
  return [
    when(
      fast.length === 2 && group !== '',
      `failover-group fast { kind ${group} member ${fast.map(({ name }) => name).join(', ')} }`,
    ),
    when(
      contact !== '',
      `contact ${contact} { mail "ops@example.com" ${when(chosen.hasHook, 'webhook "https://example.com/x"')} }
monitoring watch { ${when(chosen.isRecommended, 'alerts recommended')} notify ${contact} event bgp-peer-down
  ${when(watched !== undefined, `alert loss on ${watched ?? ''} { metric ${metric} statistics Value period 60 s warn > 1 for 3 times }`)}
}`,
    ),
    when(
      qos !== '',
      `qos shaping on ${qos} {
  queue ${queue} { kind high rule sip { priority 100 protocol tcp source 10.0.0.0/8 dscp 46 } }
  queue bulk { kind medium share ${share} % }
}`,
    ),
    when(drill !== '', `drill q { fail ${drill} for 30 min start later }`),
  ];
}
