import { describe, expect, test } from 'vitest';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { cloudAt } from '../../emulator/client.ts';
import { applyAll, startBench, topologyOf, useBench } from '../support/bench.ts';
import { wholeDesign } from '../support/designs.ts';
import { apply, change, planOf, stepsOf } from '../support/steps.ts';

const bench = useBench();

const vpc = (prefix: string): string => `
  network n { region cn-shanghai }
  vpc prod in cn-shanghai { prefix ${prefix} vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }`;

const line = (body: string): string => `
  network n { region cn-shanghai }
  site dc { prefix 10.10.0.0/16 asn 65010 }
  circuit one from dc to access-point ap-cn-shanghai-nt-aligroup-C { type dedicated carrier CT id "pc-one" }
  vbr border on one { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 ${body} }`;

const shaping = (rule: string): string =>
  `${line('')} qos shaping on one { queue voice { kind high rule sip { priority 100 protocol tcp ${rule} } } }`;

const router = (body: string): string => `
  network n { region cn-shanghai }
  cen net { transit-router tr in cn-shanghai { ${body} } }
  vpc a in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 }
    vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }`;

interface Change {
  readonly before: string;
  readonly after: string;
  readonly steps: readonly string[];
  /** The only call that changes something, and parameters of it. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const inPlace: Readonly<Record<string, Change>> = {
  'a VPC grows': {
    before: vpc('10.0.0.0/16'),
    after: vpc('10.0.0.0/15'),
    steps: ['update vpc.prod'],
    action: 'ModifyVpcAttribute',
    parameters: { CidrBlock: '10.0.0.0/15' },
  },
  'a VPC shrinks': {
    before: vpc('10.0.0.0/16'),
    after: vpc('10.0.0.0/17'),
    steps: ['update vpc.prod'],
    action: 'ModifyVpcAttribute',
    parameters: { CidrBlock: '10.0.0.0/17' },
  },
  'the MTU of a VBR goes back to that of other links': {
    before: line('mtu 8500'),
    after: line(''),
    steps: ['update vbr.border'],
    action: 'ModifyVirtualBorderRouterAttribute',
    parameters: { Mtu: 1500 },
  },
  'the route limit of a BGP group goes back to the default': {
    before: line('bgp { peer-asn 65010 route-limit 200 }'),
    after: line('bgp { peer-asn 65010 }'),
    steps: ['update vbr.border/bgp'],
    action: 'ModifyBgpGroupAttribute',
    parameters: { RouteQuota: 110 },
  },
  'a QoS rule no longer looks at prefixes and ports': {
    before: shaping('source 10.0.0.0/8 source-port 5060'),
    after: shaping(''),
    steps: ['update qos.shaping/queue.voice/rule.sip'],
    action: 'ModifyExpressConnectTrafficQosRule',
    parameters: { SrcCidr: '', SrcPortRange: '-1/-1', Priority: 100, Protocol: 'TCP' },
  },
  'a routing policy no longer sets a preference': {
    before: router('attach a routing-policy p { priority 10 match { from a } set { preference 20 } }'),
    after: router('attach a routing-policy p { priority 10 match { from a } }'),
    steps: ['update cen.net/transit-router.tr/routing-policy.p'],
    action: 'ModifyCenRouteMap',
    parameters: { Priority: 10 },
  },
  'a CEN gets a tag': {
    before: 'network n { region cn-shanghai } cen net { transit-router tr in cn-shanghai { } }',
    after:
      'network n { region cn-shanghai } cen net { tag owner "net" transit-router tr in cn-shanghai { } }',
    steps: [],
    action: 'TagResources',
    parameters: { ResourceType: 'Cen' },
  },
};

describe('is changed in place:', () => {
  test.each(Object.entries(inPlace))('%s', async (_name, { before, after, steps, action, parameters }) => {
    const changed = await change(bench, before, after);
    if (steps.length > 0) expect(changed.steps).toEqual(steps);
    const call = changed.sent.find((each) => each.action === action);
    expect(call?.parameters).toMatchObject(parameters);
    expect(changed.sent.filter((each) => each.action.startsWith('Delete'))).toEqual([]);
  });

  test('a route of a VPC that leads elsewhere', async () => {
    const text = (target: string): string => `
      network n { region cn-shanghai }
      cen net {
        transit-router tr in cn-shanghai { attach a }
      }
      ecr core { asn 45104 attach a }
      vpc a in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 }
        vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } route 10.20.0.0/16 to ${target} }`;
    const { steps, sent } = await change(bench, text('tr'), text('core'));
    expect(steps).toEqual(['update vpc.a/route.10.20.0.0_16']);
    expect(sent.map(({ action, parameters }) => [action, parameters.NewNextHopType])).toEqual([
      ['ModifyRouteEntry', 'Ecr'],
    ]);
  });

  test('the key of a tunnel to a transit router', async () => {
    const after = wholeDesign.replace('key secret VPN_KEY_2', 'key secret VPN_KEY_NEW');
    const { steps, sent } = await change(bench, wholeDesign, after);
    expect(steps).toEqual(['update vpn.backup']);
    expect(sent.map(({ action }) => action)).toEqual(['ModifyVpnAttachmentAttribute']);
  });

  test('the line type of an inter-region connection, back to Gold', async () => {
    const platinum = wholeDesign.replace('link gold', 'link platinum');
    const { sent } = await change(bench, platinum, wholeDesign.replace('link gold', ''));
    expect(sent.map(({ parameters }) => parameters.DefaultLinkType)).toEqual(['Gold']);
  });
});

test('a VPC with a prefix apart from the one before is another VPC', async () => {
  await apply(bench, vpc('10.0.0.0/16'));
  const after = vpc('10.4.0.0/16').replace('10.0.1.0/24', '10.4.1.0/24');
  expect(stepsOf(await planOf(bench, after))).toContain('replace vpc.prod');
});

test('what the text no longer says and no call takes away is named', async () => {
  await apply(bench, line('rate-limit 1 Gbps'));
  const plan = await planOf(bench, line(''));
  expect(plan.steps).toEqual([]);
  expect(plan.notes.map(({ message }) => message)).toEqual([
    "'border' keeps its bandwidth, which the text no longer says: no call takes it away; write what it should be",
  ]);
});

test('what a tunnel no longer says of its cipher is named, part by part', async () => {
  await apply(bench, wholeDesign);
  const plan = await planOf(
    bench,
    wholeDesign.replace('ipsec { encryption aes256 authentication sha256 group group14 lifetime 24 h }', ''),
  );
  expect(plan.notes.map(({ message }) => message)).toEqual(
    expect.arrayContaining([expect.stringContaining("'backup' keeps its tunnels.0.TunnelIpsecConfig")]),
  );
});

test('a VBR that loses its IPv6 loses its IPv6 addresses with it', async () => {
  const { steps, sent } = await change(bench, line('peering6 fd00:1::2/126 to fd00:1::1'), line(''));
  expect(steps).toEqual(['update vbr.border']);
  expect(sent.map(({ parameters }) => parameters)).toEqual([expect.objectContaining({ EnableIpv6: false })]);
  expect((await planOf(bench, line(''))).notes).toEqual([]);
});

test('a terminated VBR is made anew', async () => {
  await apply(bench, line(''));
  const vbr = bench.emulator.snapshot().resources.find(({ kind }) => kind === 'vbr');
  await cloudAt(bench.emulator).call('vpc', 'TerminateVirtualBorderRouter', {
    RegionId: 'cn-shanghai',
    VbrId: vbr?.id,
  });
  await expect.poll(async () => stepsOf(await planOf(bench, line('')))).toEqual(['replace vbr.border']);
});

test('a circuit that was canceled is gone', async () => {
  const canceled = await startBench({
    circuits: { 'pc-one': { regionId: 'cn-shanghai', status: 'Canceled' } },
  });
  try {
    expect((await planOf(canceled, line(''))).problems.map(({ message }) => message)).toEqual([
      "'one' names pc-one, and there is no such Express Connect circuit in cn-shanghai",
    ]);
  } finally {
    await canceled.emulator.stop();
  }
});

test('what others made under the name of ours is named, and not changed', async () => {
  const call = { product: 'cms', region: 'cn-shanghai' } as const;
  await bench.context.client.call({
    ...call,
    action: 'PutContact',
    parameters: { 'ContactName': 'test-netops', 'Describe': 'theirs', 'Channels.Mail': 'them@example.com' },
  });
  const text = 'network n { region cn-shanghai } contact netops { mail "netops@example.com" }';
  await expect
    .poll(async () => (await planOf(bench, text)).problems.map(({ message }) => message))
    .toEqual([expect.stringMatching(/^'netops' cannot be created: test-netops is in its place with /)]);
  expect((await planOf(bench, text)).steps).toEqual([]);
});

test('a circuit that is in another place than the text says is a problem, since no circuit is replaced', async () => {
  const text = (accessPoint: string): string => `
    network n { region cn-shanghai }
    site dc { }
    circuit one from dc to access-point ${accessPoint} { type dedicated carrier CT }`;
  const ordered = await makePlan(bench.context, topologyOf(text('ap-cn-shanghai-pd-D')), {
    applyForCircuits: true,
  });
  await applyAll(bench.context, ordered);
  const plan = await planOf(bench, text('ap-cn-shanghai-nt-aligroup-C'));
  expect(plan.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^'one' is pc-\w+ with accessPoint ap-cn-shanghai-pd-D, which cannot become ap-cn-shanghai-nt-aligroup-C: it is never replaced; /,
    ),
  ]);
});
