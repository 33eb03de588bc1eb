import { describe, expect, test } from 'vitest';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import { parseState } from '../../../src/cloud/state/state.ts';
import { isChange } from '../support/mortal.ts';
import { applyAll, ownResources, topologyOf, useBench } from '../support/bench.ts';
import { wholeDesign } from '../support/designs.ts';

const bench = useBench();

function firstTable(answer: Readonly<Record<string, unknown>>): string {
  const [first] = answer.TransitRouterRouteTables as readonly {
    readonly TransitRouterRouteTableId: string;
  }[];
  return first?.TransitRouterRouteTableId ?? fail();
}

function fail(): never {
  throw new Error('the test itself is wrong');
}

async function planOf(text: string): Promise<Plan> {
  return makePlan(bench.context, topologyOf(text));
}

async function apply(text: string): Promise<void> {
  const report = await applyAll(bench.context, await planOf(text));
  expect(report.results.filter((each) => each.result !== 'done')).toEqual([]);
}

function steps(plan: Plan): string[] {
  return plan.steps.map((step) => `${step.action} ${step.address}`);
}

const vpc = (body: string): string => `
network n { region cn-shanghai }
vpc prod in cn-shanghai { ${body} }`;

const vswitches =
  'vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 }';

test('a changed attribute becomes an update that says what was asked, seen and wanted', async () => {
  const before = wholeDesign;
  const after = before.replace('rate-limit 1 Gbps', 'rate-limit 2 Gbps');
  await apply(before);
  const plan = await planOf(after);
  const changed = plan.steps.find((step) => step.address === 'vbr.two-vbr');
  expect(changed).toMatchObject({
    action: 'update',
    reasons: [{ attribute: 'bandwidth', asked: '1000 Mbps', seen: '1000 Mbps', wanted: '2048 Mbps' }],
  });
  // The alerts on its rate follow.
  expect(plan.steps.every((step) => step.action === 'update')).toBe(true);
  await apply(after);
  expect((await planOf(after)).steps).toEqual([]);
});

test('an attribute that cannot be changed makes a new resource, and with it what hangs on it', async () => {
  await apply(vpc(`prefix 10.0.0.0/16 ${vswitches}`));
  const old = ownResources(bench);
  const after = vpc(`prefix 10.0.0.0/16 ${vswitches.replace('10.0.2.0/24', '10.0.3.0/24')}`);
  const plan = await planOf(after);
  expect(steps(plan)).toEqual(['replace vpc.prod/vswitch.m']);
  expect(plan.steps[0]?.reasons).toEqual([
    {
      attribute: 'prefix',
      asked: '10.0.2.0/24',
      seen: '10.0.2.0/24',
      wanted: '10.0.3.0/24',
      needsNew: 'fixed',
    },
  ]);
  await apply(after);
  expect((await planOf(after)).steps).toEqual([]);
  expect(ownResources(bench)).toHaveLength(old.length);
});

test('a replaced VPC takes its vSwitches with it, old ones first', async () => {
  await apply(vpc(`prefix 10.0.0.0/16 ${vswitches}`));
  const after = vpc(`prefix 172.16.0.0/16 ${vswitches.replaceAll('10.0.', '172.16.')}`);
  expect(steps(await planOf(after))).toEqual([
    'replace vpc.prod',
    'replace vpc.prod/vswitch.l',
    'replace vpc.prod/vswitch.m',
  ]);
  bench.requests.length = 0;
  await apply(after);
  const sent = bench.requests.filter(isChange).map((request) => request.action);
  expect(sent.indexOf('DeleteVpc')).toBeLessThan(sent.indexOf('CreateVpc'));
  expect(sent.lastIndexOf('DeleteVSwitch')).toBeLessThan(sent.indexOf('DeleteVpc'));
  expect((await planOf(after)).steps).toEqual([]);
});

test('what others use goes when they use its successor, and not before', async () => {
  await apply(wholeDesign);
  const after = wholeDesign.replace('customer-address 203.0.113.11', 'customer-address 203.0.113.12');
  const plan = await planOf(after);
  expect(steps(plan)).toEqual(
    expect.arrayContaining([
      'delete vpn.backup/customer-gateway.203.0.113.11',
      'create vpn.backup/customer-gateway.203.0.113.12',
      'update vpn.backup',
    ]),
  );
  bench.requests.length = 0;
  await apply(after);
  const sent = bench.requests.filter(isChange).map((request) => request.action);
  expect(sent).toEqual(['CreateCustomerGateway', 'ModifyVpnAttachmentAttribute', 'DeleteCustomerGateway']);
  expect((await planOf(after)).steps).toEqual([]);
});

test('what the text no longer has is deleted, dependents first', async () => {
  await apply(wholeDesign);
  const after = wholeDesign.replace(/service bailian .*\n/, '').replace(/drill .*\n/, '');
  const plan = await planOf(after);
  expect(plan.changes).toMatchObject({ create: 0, replace: 0 });
  const deleted = plan.steps.filter((step) => step.action === 'delete').map((step) => step.address);
  expect(deleted).toContain('drill.quarterly');
  expect(deleted.indexOf('service.bailian/endpoint/zone.cn-beijing-h')).toBeLessThan(
    deleted.indexOf('service.bailian/endpoint'),
  );
  await apply(after);
  expect((await planOf(after)).steps).toEqual([]);
});

test('tags can be added, changed and taken away', async () => {
  const tagged = (tags: string): string => vpc(`prefix 10.0.0.0/16 ${tags}`);
  await apply(tagged('tag owner "net" tag cost "42"'));
  const after = tagged('tag owner "ops" tag stage "prod"');
  const plan = await planOf(after);
  expect(plan.steps[0]?.reasons.map((reason) => reason.attribute)).toEqual([
    'tags.cost',
    'tags.owner',
    'tags.stage',
  ]);
  await apply(after);
  expect((await planOf(after)).steps).toEqual([]);
});

test('a key that the text no longer has is taken away', async () => {
  await apply(wholeDesign);
  const after = wholeDesign.replace('auth secret BGP_KEY', '');
  const plan = await planOf(after);
  expect(plan.steps.map((step) => [step.address, step.reasons])).toEqual([
    ['vbr.one-vbr/bgp', [{ attribute: 'key', asked: 'secret default:BGP_KEY', wanted: 'nothing' }]],
  ]);
  bench.requests.length = 0;
  await apply(after);
  expect(
    bench.requests.find((request) => request.action === 'ModifyBgpGroupAttribute')?.parameters,
  ).toMatchObject({
    ClearAuthKey: true,
  });
  expect((await planOf(after)).steps).toEqual([]);
});

test('a route that others put in the place of ours is named, and neither taken nor removed', async () => {
  const text = (routes: string): string => `
network n { region cn-shanghai }
cen c { transit-router tr in cn-shanghai { ${routes} } }`;
  await apply(text(''));
  const table = bench.requests.find((request) => request.action === 'ListTransitRouterRouteTables');
  const listed = await bench.context.client.call(table ?? fail());
  await bench.context.client.call({
    product: 'cbn',
    action: 'CreateTransitRouterRouteEntry',
    region: 'cn-shanghai',
    parameters: {
      TransitRouterRouteTableId: firstTable(listed),
      TransitRouterRouteEntryDestinationCidrBlock: '10.9.0.0/16',
      TransitRouterRouteEntryNextHopType: 'BlackHole',
    },
  });
  const attached = text('attach v route 10.9.0.0/16 to v').concat(
    'vpc v in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }',
  );
  await expect
    .poll(async () => (await planOf(attached)).problems[0]?.message)
    .toMatch(/^'10\.9\.0\.0\/16' cannot be created: rte-\w+ is in its place with nextHopType BlackHole/);
});

test('a resource that somebody deleted by hand is made again', async () => {
  await apply(vpc(`prefix 10.0.0.0/16 ${vswitches}`));
  const state = parseState(bench.store.state(), 'memory');
  const id = state.resources['vpc.prod/vswitch.m']?.id ?? '';
  await bench.context.client.call({
    product: 'vpc',
    action: 'DeleteVSwitch',
    region: 'cn-shanghai',
    parameters: { VSwitchId: id },
  });
  const text = vpc(`prefix 10.0.0.0/16 ${vswitches}`);
  await expect
    .poll(async () => {
      const plan = await planOf(text);
      return plan.steps.map((step) => [step.action, step.address, step.reasons[0]?.asked]);
    })
    .toEqual([['create', 'vpc.prod/vswitch.m', id]]);
  await apply(text);
  expect((await planOf(text)).steps).toEqual([]);
});

test('an attribute that somebody changed by hand is changed back', async () => {
  const text = vpc('prefix 10.0.0.0/16');
  await apply(text);
  const state = parseState(bench.store.state(), 'memory');
  await bench.context.client.call({
    product: 'vpc',
    action: 'ModifyVpcAttribute',
    region: 'cn-shanghai',
    parameters: { VpcId: state.resources['vpc.prod']?.id ?? '', VpcName: 'by-hand' },
  });
  const plan = await planOf(text);
  expect(plan.steps[0]).toMatchObject({
    action: 'update',
    reasons: [{ attribute: 'name', asked: 'test-prod', seen: 'by-hand', wanted: 'test-prod' }],
  });
});

test('a failure stops what needs it and nothing else, and names its cause and line', async () => {
  const text = `
network n { region cn-shanghai }
vpc good in cn-shanghai { prefix 10.0.0.0/16 vswitch a in cn-shanghai-l { prefix 10.0.1.0/24 } }
vpc bad in cn-shanghai {
  prefix 10.1.0.0/16
  vswitch outside in cn-shanghai-l { prefix 10.2.1.0/24 }
}
cen c { transit-router tr in cn-shanghai { attach bad } }`;
  const report = await applyAll(bench.context, await planOf(text));
  expect(report.outcome).toBe('failed');
  const byAddress = new Map(report.results.map((each) => [each.address, each]));
  expect(byAddress.get('vpc.good/vswitch.a')?.result).toBe('done');
  expect(byAddress.get('vpc.bad/vswitch.outside')).toMatchObject({ result: 'failed', source: { line: 6 } });
  expect(byAddress.get('vpc.bad/vswitch.outside')?.message).toMatch(
    /^CreateVSwitch in cn-shanghai was refused.*request [0-9A-F-]+$/,
  );
  expect(byAddress.get('cen.c/transit-router.tr/attachment.bad')).toMatchObject({
    result: 'not-started',
    message: 'because of vpc.bad/vswitch.outside',
  });
});

describe('an existing resource named by its id', () => {
  const base = vpc('prefix 10.0.0.0/16');

  async function makeVpc(): Promise<string> {
    const answer = await bench.context.client.call({
      product: 'vpc',
      action: 'CreateVpc',
      region: 'cn-shanghai',
      parameters: { CidrBlock: '10.0.0.0/16', VpcName: 'theirs' },
    });
    return String(answer.VpcId);
  }

  test('is adopted, used, never changed and never deleted', async () => {
    const id = await makeVpc();
    const text = vpc(`prefix 10.0.0.0/8 id "${id}" vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 }`);
    const plan = await planOf(text);
    expect(plan.changes).toMatchObject({ adopt: 1, create: 1, update: 0, replace: 0 });
    expect(plan.notes.map((note) => note.message)).toEqual([
      `'prod' exists as ${id} with prefix 10.0.0.0/16, the design says 10.0.0.0/8`,
    ]);
    await apply(text);
    expect((await planOf(text)).steps).toEqual([]);
    const gone = await planOf('network n { region cn-shanghai }');
    expect(steps(gone)).toEqual(['delete vpc.prod/vswitch.l', 'forget vpc.prod']);
    await apply('network n { region cn-shanghai }');
    expect(ownResources(bench)).toEqual([`vpc ${id}`]);
  });

  test('that does not exist makes the plan one that cannot be applied', async () => {
    const plan = await planOf(vpc('prefix 10.0.0.0/16 id "vpc-nowhere"'));
    expect(plan.problems.map((problem) => problem.message)).toEqual([
      "'prod' names vpc-nowhere, and there is no such VPC in cn-shanghai",
    ]);
    await expect(applyAll(bench.context, plan)).rejects.toThrow(/cannot be applied/);
  });

  test('that somebody else made where ours should be is named, not taken', async () => {
    await apply(base);
    const state = parseState(bench.store.state(), 'memory');
    await bench.context.client.call({
      product: 'vpc',
      action: 'CreateVSwitch',
      region: 'cn-shanghai',
      parameters: {
        VpcId: state.resources['vpc.prod']?.id ?? '',
        ZoneId: 'cn-shanghai-l',
        CidrBlock: '10.0.1.0/24',
      },
    });
    const plan = await planOf(vpc(`prefix 10.0.0.0/16 ${vswitches}`));
    expect(plan.problems[0]?.message).toMatch(
      /^'l' cannot be created: vsw-\w+ is there already and is not managed by 'test'/,
    );
  });
});

test('the state of one account is not used for another', async () => {
  await apply(vpc('prefix 10.0.0.0/16'));
  const other = {
    ...bench.context,
    client: {
      call: (request: Parameters<typeof bench.context.client.call>[0]) =>
        request.action === 'GetCallerIdentity'
          ? Promise.resolve({ AccountId: '42' })
          : bench.context.client.call(request),
    },
  };
  await expect(makePlan(other, topologyOf(vpc('prefix 10.0.0.0/16')))).rejects.toThrow(
    /credentials open account 42, and 'test' was applied to account 1234567890123456/,
  );
});

test('a design for one account is not planned with the credentials of another', async () => {
  const text = 'network n { region cn-shanghai account "42" }';
  await expect(planOf(text)).rejects.toThrow(/the design is for account 42/);
});
