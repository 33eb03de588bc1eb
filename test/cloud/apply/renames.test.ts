/** What is renamed without saying so is another one: the old one makes room where the cloud does not take both. */
import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/cloud/state/session.ts';
import { useBench } from '../support/bench.ts';
import { change, planOf, apply } from '../support/steps.ts';

const bench = useBench();

/** Actions that were sent, in order; everything is done by them. */
async function sentFrom(before: string, after: string, pattern = /./): Promise<readonly string[]> {
  const { sent } = await change(bench, before, after);
  return sent.map(({ action }) => action).filter((action) => pattern.test(action));
}

/** What has to go before something else is made; everything is done in that order. */
async function waitsOf(before: string, after: string, address: string): Promise<readonly string[]> {
  await apply(bench, before);
  const plan = await planOf(bench, after);
  await change(bench, before, after);
  return plan.steps.find((step) => step.address === address)?.afterRemovalOf ?? [];
}

const site = 'network n { region cn-shanghai } site dc { prefix 10.10.0.0/16 asn 65010 router r1 router r2 }';

describe('a VPN', () => {
  const hub = `${site} cen hub { transit-router tr in cn-shanghai { cidr 10.255.0.0/24 attach ATTACHED } }`;
  const tunnels = `role standby customer-address 203.0.113.10 bgp on
    tunnel one { inside 169.254.10.0/30 cloud-address 169.254.10.1 key secret K1 }
    tunnel two { inside 169.254.11.0/30 cloud-address 169.254.11.1 customer-address 203.0.113.11 key secret K2 }`;
  const vpn = (name: string, router = 'r1'): string => `vpn ${name} from dc.${router} to tr { ${tunnels} }`;
  const onHub = (attached: string, vpns: string): string => `${hub.replace('ATTACHED', attached)} ${vpns}`;

  test('leaves its customer gateways to its successor', async () => {
    const { steps, sent } = await change(bench, onHub('last', vpn('last')), onHub('solo', vpn('solo')));
    expect(steps.filter((step) => step.startsWith('move'))).toEqual([
      'move vpn.solo/customer-gateway.203.0.113.10',
      'move vpn.solo/customer-gateway.203.0.113.11',
    ]);
    expect(sent.filter(({ action }) => /^(Create|Delete)CustomerGateway/.test(action))).toEqual([]);
  });

  test('whose customer gateways had another name finds them again without its state', async () => {
    await change(bench, onHub('last', vpn('last')), onHub('solo', vpn('solo')));
    bench.store.files.clear();
    const plan = await planOf(bench, onHub('solo', vpn('solo')));
    expect(plan.problems).toEqual([]);
    expect(
      plan.steps.filter(({ kind, action }) => kind === 'customer-gateway' && action !== 'adopt'),
    ).toEqual([]);
    await apply(bench, onHub('solo', vpn('solo')));
    expect((await planOf(bench, onHub('solo', vpn('solo')))).steps).toEqual([]);
  });

  test('and its router can be renamed at once', async () => {
    await change(
      bench,
      onHub('last', vpn('last', 'r1')),
      onHub('solo', vpn('solo', 'r9')).replace('router r1', 'router r9'),
    );
  });

  test('goes on as it is when another one before it in the text has the same customer gateways', async () => {
    const { steps } = await change(
      bench,
      onHub('last', vpn('last')),
      onHub('first, last', `${vpn('first').replaceAll('169.254.1', '169.254.2')} ${vpn('last')}`),
    );
    expect(steps.filter((step) => /^(replace|delete)/.test(step) || / vpn.last$/.test(step))).toEqual([]);
  });

  test('of a VPN gateway can be renamed', async () => {
    const to = (name: string): string => `${site}
      vpc prod in cn-shanghai { prefix 10.0.0.0/16
        vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }
      vpn ${name} from dc.r1 to prod { bandwidth 100 Mbps customer-address 203.0.113.20 tunnel only { key secret K } }`;
    await change(bench, to('last'), to('solo'));
  });
});

describe('an ECR', () => {
  const design = (ecr: string, body = 'a, b, side'): string => `${site}
    circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C { id "pc-one" bandwidth 1 Gbps }
    circuit two from dc.r2 to access-point ap-cn-shanghai-pd-D { id "pc-two" bandwidth 1 Gbps }
    vbr a on one { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 local-asn 64999 } }
    vbr b on two { vlan 120 peering 172.16.1.6/30 to 172.16.1.5 bgp { peer-asn 65010 local-asn 64999 } }
    failover-group fast { kind classic member a, b }
    ecr ${ecr} { asn 64999 attach ${body} }
    vpc prod in cn-shanghai { prefix 10.0.0.0/16
      vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }
    vpc side in cn-shanghai { prefix 10.1.0.0/16 vswitch s in cn-shanghai-l { prefix 10.1.1.0/24 }
      route 10.10.0.0/16 to ${ecr} }
    cen hub { transit-router tr in cn-shanghai { attach ${ecr}, prod route-table t { associate prod propagate ${ecr} route 10.9.0.0/16 to ${ecr} } } }
    service db { product rds at prod.l address 10.0.1.20 port 3306 }
    expect dc reaches db`;

  test('goes with all that hangs on it, which the plan shows as an outage', async () => {
    const [before, after] = [design('core'), design('heart')];
    await apply(bench, before);
    const plan = await planOf(bench, after);
    expect(plan.guards.map(({ code }) => code)).toContain('outage');
    expect(plan.steps.find(({ address }) => address === 'ecr.heart')?.afterRemovalOf).toEqual(['ecr.core']);
    await apply(bench, after);
    expect((await planOf(bench, after)).steps).toEqual([]);
  });
});

describe('of a QoS policy', () => {
  const circuits = `${site}
    circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C {
      type dedicated carrier CT port 10GBase-LR bandwidth 10 Gbps id "pc-one" }`;
  const rule = (name: string, priority: number): string =>
    `rule ${name} { priority ${priority} protocol tcp source 10.0.0.0/8 dscp 46 }`;
  const policy = (queues: string, name = 'shaping'): string => `${circuits} qos ${name} on one { ${queues} }`;
  const high = (name: string): string => `queue ${name} { kind high ${rule('sip', 100)} }`;
  const medium = (name: string, share: number, priority: number): string =>
    `queue ${name} { kind medium share ${share} % ${rule('r', priority)} }`;
  const queues = /TrafficQosQueue$/;

  test('the one queue of high priority makes room for another, with its rules', async () => {
    expect(await sentFrom(policy(high('voice')), policy(high('voix')), /^(Create|Delete)/)).toEqual([
      'DeleteExpressConnectTrafficQosRule',
      'DeleteExpressConnectTrafficQosQueue',
      'CreateExpressConnectTrafficQosQueue',
      'CreateExpressConnectTrafficQosRule',
    ]);
  });

  test('one of two of medium priority makes room', async () => {
    const [a, b] = [medium('bulk', 20, 1), medium('rest', 30, 2)];
    expect(await sentFrom(policy(a + b), policy(medium('bulky', 20, 1) + b), queues)).toEqual([
      'DeleteExpressConnectTrafficQosQueue',
      'CreateExpressConnectTrafficQosQueue',
    ]);
  });

  test('the only one of medium priority goes when another is there', async () => {
    const bare = (name: string): string => policy(`queue ${name} { kind medium share 20 % }`);
    expect(await sentFrom(bare('bulk'), bare('bulky'), queues)).toEqual([
      'CreateExpressConnectTrafficQosQueue',
      'DeleteExpressConnectTrafficQosQueue',
    ]);
  });

  test('all of them can be called otherwise at once, the default one too', async () => {
    const all = (suffix: string): string =>
      policy(
        `${high(`h${suffix}`)} ${medium(`m${suffix}`, 20, 1)} ${medium(`n${suffix}`, 30, 2)} queue d${suffix} { kind default }`,
      );
    await change(bench, all(''), all('x'));
  });

  test('two can swap their names, of one priority and of two', async () => {
    const [a, b] = [medium('a', 20, 1), medium('b', 30, 2)];
    await change(bench, policy(a + b), policy(medium('a', 30, 2) + medium('b', 20, 1)));
    await change(bench, policy(high('a') + b), policy(high('b') + medium('a', 30, 2)));
  });

  test('two rules can swap their priorities, and one can be called otherwise', async () => {
    const rules = (one: string, other: string): string => policy(`queue v { kind high ${one} ${other} }`);
    const before = rules(rule('sip', 100), rule('rtp', 200));
    await change(bench, before, rules(rule('sip', 200), rule('rtp', 100)));
    await change(bench, before, rules(rule('sipp', 100), rule('rtp', 200)));
  });

  test('the circuits can go to another one', async () => {
    const after = policy(high('voice'), 'shape');
    expect(await waitsOf(policy(high('voice')), after, 'qos.shape/circuit.one')).toEqual([
      'qos.shaping/circuit.one',
    ]);
  });
});

describe('what belongs to one only', () => {
  const circuits = `${site}
    circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C { id "pc-one" bandwidth 1 Gbps }
    circuit two from dc.r2 to access-point ap-cn-shanghai-pd-D { id "pc-two" bandwidth 1 Gbps }`;
  const vbrs = ['a on one', 'b on two', 'c on one', 'd on two']
    .map(
      (place, at) =>
        `vbr ${place} { vlan ${100 + at} peering 172.16.1.${4 * at + 2}/30 to 172.16.1.${4 * at + 1} bgp { peer-asn 65010 } }`,
    )
    .join('\n');
  const vpc = (name: string, body = ''): string => `vpc ${name} in cn-shanghai { prefix 10.0.0.0/16
    vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } ${body} }`;
  const hub = (name: string, attached: string, region = 'cn-shanghai'): string =>
    `cen ${name} { transit-router tr-${name} in ${region} { ${attached === '' ? '' : `attach ${attached}`} } }`;

  test('a VPC of an ECR makes room for one with the same prefixes, and its routes go with it', async () => {
    const on = (name: string): string =>
      `${site} ecr core { attach ${name} } ${vpc(name, 'route 10.10.0.0/16 to core')}`;
    expect(await waitsOf(on('prod'), on('production'), 'ecr.core/vpc.production')).toEqual([
      'ecr.core/vpc.prod',
    ]);
  });

  test('a VPC goes from one ECR to another, and its routes with it', async () => {
    const on = (first: string, second: string, to: string): string => `${site} ecr e1 { asn 64998 ${first} }
      ecr e2 { asn 64999 ${second} } ${vpc('prod', `route 10.10.0.0/16 to ${to}`)}`;
    await change(bench, on('attach prod', '', 'e1'), on('', 'attach prod', 'e2'));
  });

  test('a VBR goes from an ECR to a transit router and back', async () => {
    const direct = `${circuits} ${vbrs} ecr core {} ${vpc('prod')} ${hub('h', 'a, prod')}`.replace(
      /bgp \{ peer-asn 65010 \} \}/,
      'bgp { peer-asn 65010 } announce 192.168.0.0/16 }',
    );
    const byEcr = `${circuits} ${vbrs} ecr core { attach a } ${vpc('prod')} ${hub('h', 'core, prod')}`;
    await change(bench, direct, byEcr);
    await change(bench, byEcr, direct);
  });

  test('a routing policy makes way that would wait for itself', async () => {
    const on = (ecr: string, on: string): string => `${circuits} ${vbrs} ecr core { ${ecr} } ${vpc('prod')}
      cen h { transit-router tr in cn-shanghai { attach ${on}, prod
        routing-policy p { priority 10 match { from ${on} } set { preference 20 } } } }`;
    const { steps } = await change(bench, on('', 'a'), on('attach a', 'core'));
    expect(steps).toContain('replace cen.h/transit-router.tr/routing-policy.p');
  });

  test('so does one that a run left half changed', async () => {
    const on = (ecr: string, on: string): string => `${circuits} ${vbrs} ecr core { ${ecr} } ${vpc('prod')}
      cen h { transit-router tr in cn-shanghai { attach ${on}, prod
        routing-policy p { priority 10 match { from ${on} } set { preference 20 } } } }`;
    await apply(bench, on('', 'a'));
    const session = await openSession(bench.context, { operation: 'apply', account: undefined });
    const address = 'cen.h/transit-router.tr/routing-policy.p';
    const known = session.state.resources[address];
    if (known === undefined) throw new Error('there is no policy');
    await session.set(address, { ...known, status: 'updating' });
    await session.close();
    await apply(bench, on('attach a', 'core'));
    expect((await planOf(bench, on('attach a', 'core'))).steps).toEqual([]);
  });

  test('an ECR goes from one transit router of a region to another', async () => {
    const on = (one: string, two: string): string =>
      `${circuits} ${vbrs} ecr core { attach a } ${hub('h', one)} ${hub('g', two)}`;
    await change(bench, on('core', ''), on('', 'core'));
  });

  test('a VPC goes from one transit router to another, and its routes with it', async () => {
    const on = (one: string, two: string, to: string): string =>
      `${site} ${hub('h', one)} ${hub('g', two)} ${vpc('prod', `route 10.10.0.0/16 to ${to}`)}`;
    await change(bench, on('prod', '', 'tr-h'), on('', 'prod', 'tr-g'));
  });

  test('a CEN and a transit router are called otherwise, with all that is attached', async () => {
    const on = (name: string): string =>
      `${circuits} ${vbrs} ecr core { attach a } ${hub(name, 'core, prod')} ${vpc('prod', `route 10.10.0.0/16 to tr-${name}`)}`;
    await change(bench, on('h'), on('g'));
    const routers = (name: string): string => on('h').replaceAll('tr-h', name);
    await change(bench, routers('tr-h'), routers('tr-x'));
  });

  test('VBRs leave their failover groups for others', async () => {
    const groups = (...pairs: readonly string[]): string =>
      `${circuits} ${vbrs} ecr core { attach a, b, c, d }
       ${pairs.map((pair, at) => `failover-group g${at}${pair.replaceAll(/\W/g, '')} { kind classic member ${pair} }`).join(' ')}`;
    await change(bench, groups('a, b', 'c, d'), groups('a, d', 'b, c'));
  });

  test('a peering is asked for by the other side, and its queues go with it', async () => {
    const peering = (text: string): string => `${site} cen hub {
      transit-router x in cn-shanghai {} transit-router y in cn-beijing {}
      peering ${text} { bandwidth 200 Mbps queue gold { share 30 % dscp 46, 47 } } }`;
    await change(bench, peering('x to y'), peering('y to x'));
  });

  test('a routing policy leaves its priority to another', async () => {
    const on = (name: string): string => `${site} ${vpc('prod')} cen hub { transit-router x in cn-shanghai {
      attach prod routing-policy ${name} { priority 10 match { from prod } set { preference 20 } } } }`;
    await change(bench, on('one'), on('two'));
  });

  test('a service leaves its domain to another', async () => {
    const on = (name: string): string => `${site} ${vpc('prod', 'security-group s { allow tcp 443 from dc }')}
      service ${name} { product model-studio in cn-shanghai access privatelink in prod.l, prod.m {
        security-group prod.s endpoint-service "com.aliyuncs.dashscope" domain "m.shop.internal" } }`;
    await change(bench, on('one'), on('two'));
  });
});

describe('of what there can be only a few', () => {
  const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `n${at}`);
  const few = (all: readonly string[], text: (name: string, at: number) => string): string =>
    all.map(text).join(' ');
  const renamed = (all: readonly string[]): string[] => ['x', ...all.slice(1)];

  test.each([
    [
      'VBRs on a circuit',
      5,
      (all: readonly string[]) =>
        `${site} circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C { id "pc-one" bandwidth 1 Gbps }
        ${few(all, (name, at) => `vbr ${name} on one { vlan ${name === 'x' ? 99 : 100 + at} peering 172.16.${at}.2/30 to 172.16.${at}.1 bgp { peer-asn 65010 } }`)}`,
    ],
    [
      'BGP peers of a VBR',
      8,
      (all: readonly string[]) =>
        `${site} circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C { id "pc-one" bandwidth 1 Gbps }
        vbr a on one { vlan 100 peering 172.16.0.2/24 to 172.16.0.1 bgp { peer-asn 65010
          ${few(all, (name, at) => `peer 172.16.0.${name === 'x' ? 99 : 100 + at}`)} } }`,
    ],
    [
      'route tables of a VPC',
      9,
      (all: readonly string[]) =>
        `${site} vpc prod in cn-shanghai { prefix 10.0.0.0/16 ${few(all, (name) => `route-table ${name} {}`)} }`,
    ],
    [
      'blocks of a transit router',
      5,
      (all: readonly string[]) =>
        `${site} cen c { transit-router tr in cn-shanghai {
          ${few(all, (name, at) => `cidr 10.255.${name === 'x' ? 99 : at}.0/24`)} } }`,
    ],
  ])('%s, one makes room for another', async (_, count, design) => {
    const all = names(count);
    await change(bench, design(all), design(renamed(all)));
  });

  test('a VBR that takes the whole port makes room, and is made room for', async () => {
    const on = (name: string, vlan: number): string =>
      `${site} circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C { id "pc-one" bandwidth 1 Gbps }
       vbr ${name} on one { vlan ${vlan} peering 172.16.0.2/30 to 172.16.0.1 bgp { peer-asn 65010 } }`;
    await change(bench, on('a', 0), on('b', 10));
    await change(bench, on('b', 10), on('c', 0));
  });
});
