/** What stands at an address as another kind of thing than before: the old one makes way for the new one. */
import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../../src/cloud/apply/apply.ts';
import type { CloudClient } from '../../../src/cloud/context.ts';
import { passableGuards } from '../../../src/cloud/plan/guards.ts';
import { makeDestroyPlan } from '../../../src/cloud/plan/make-plan.ts';
import { applyAll, emptyBench, ownResources, topologyOf, useBench } from '../support/bench.ts';
import { isChange } from '../support/mortal.ts';
import { apply, change, planOf, stepsOf } from '../support/steps.ts';

const bench = useBench();

/** From what is there to a design: the steps planned, and the changes sent. */
async function changeTo(design: string): Promise<{ steps: readonly string[]; sent: readonly string[] }> {
  const steps = stepsOf(await planOf(bench, design));
  bench.requests.length = 0;
  await apply(bench, design);
  const sent = bench.requests.filter(isChange).map(({ action }) => action);
  expect((await planOf(bench, design)).steps).toEqual([]);
  return { steps, sent };
}

function kinds(): string[] {
  return ownResources(bench).map((each) => each.split(' ')[0] ?? '');
}

/** Actions that were sent. As much is there afterwards as if there had been no before. */
async function sentFrom(before: string, after: string): Promise<readonly string[]> {
  const { sent } = await change(bench, before, after);
  const changed = kinds();
  emptyBench(bench);
  await apply(bench, after);
  expect(changed).toEqual(kinds());
  return sent.map(({ action }) => action);
}

const site = `network n { region cn-shanghai } site dc { prefix 10.10.0.0/16 asn 65010 router r1 }
circuit one from dc.r1 to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps id "pc-one" }`;
const vpc = (name: string): string => `vpc ${name} in cn-shanghai { prefix 10.0.0.0/16
  vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }`;

describe('a VPN', () => {
  const tunnel = 'bandwidth 100 Mbps customer-address 203.0.113.10 tunnel one { key secret K1 }';
  const toVpc = (more = ''): string => `${site} ${vpc('prod')}
    cen hub { transit-router tr in cn-shanghai { cidr 10.255.0.0/24 attach prod } }
    vpn office from dc.r1 to prod { role primary ${tunnel} ${more} }`;
  const toRouter = (more = ''): string => `${site} ${vpc('prod')}
    cen hub { transit-router tr in cn-shanghai { cidr 10.255.0.0/24 attach prod, office } }
    vpn office from dc.r1 to tr { role standby ${tunnel} ${more} }`;

  test('that leads to a transit router, and no more to a VPC, is another connection', async () => {
    const sent = await sentFrom(toVpc(), toRouter());
    expect(sent.filter((action) => /^(Create|Delete)Vpn/.test(action)).sort()).toEqual([
      'CreateVpnAttachment',
      'DeleteVpnConnection',
      'DeleteVpnGateway',
    ]);
    // It ends where it did.
    expect(sent.filter((action) => action.includes('CustomerGateway'))).toEqual([]);
  });

  test('and the other way round', async () => {
    const sent = await sentFrom(toRouter(), toVpc());
    expect(sent).toContain('DeleteVpnAttachment');
    expect(sent).toContain('CreateVpnConnection');
  });

  test('is named in the plan with what it was and what it becomes', async () => {
    await apply(bench, toVpc());
    const plan = await planOf(bench, toRouter());
    expect(plan.steps.find(({ address }) => address === 'vpn.office#1')).toMatchObject({
      action: 'delete',
      asideFrom: 'vpn.office',
      kind: 'vpn-connection',
      reasons: [{ attribute: 'kind', asked: 'vpn-connection', wanted: 'vpn-attachment' }],
    });
  });

  test('does not make way where it is protected', async () => {
    await apply(bench, toVpc('lifecycle { protect on }'));
    const refused = await planOf(bench, toRouter('lifecycle { protect on }'));
    expect(refused.guards.find(({ code }) => code === 'protected')?.addresses).toContain('vpn.office#1');
    const allowed = await planOf(bench, toRouter('lifecycle { protect off }'));
    // Of the gateway, which the text does not imply any more, only the state can tell.
    expect(allowed.guards.find(({ code }) => code === 'protected')?.addresses).toEqual([
      'vpn.office/gateway',
    ]);
  });

  test('has its place back when the run was stopped before anything was sent', async () => {
    await apply(bench, toVpc());
    const plan = await planOf(bench, toRouter());
    const stop = new AbortController();
    const { client, ...rest } = bench.context;
    const call: CloudClient['call'] = (request) => {
      if (isChange(request)) stop.abort();
      return client.call(request);
    };
    const context = { ...rest, client: { ...client, call } };
    const report = await applyPlan(context, plan, { allow: passableGuards, signal: stop.signal });
    expect(report.outcome).toBe('cancelled');
    const { steps, sent } = await changeTo(toVpc());
    expect(steps).toEqual(['move vpn.office']);
    expect(sent).toEqual([]);
  });

  test('is destroyed as what it is, whatever the text says', async () => {
    await apply(bench, toVpc());
    const plan = await makeDestroyPlan(bench.context, topologyOf(toRouter()));
    expect(stepsOf(plan)).toContain('delete vpn.office');
    const report = await applyAll(bench.context, plan);
    expect(report.outcome).toBe('done');
    expect(kinds()).toEqual([]);
  });

  test('goes on under another name where the text says so, though its own goes to another kind', async () => {
    const after = `${toRouter()} vpn branch from dc.r1 to prod { moved from office role primary ${tunnel} }`;
    const { steps, sent } = await change(bench, toVpc(), after);
    expect(steps).toContain('move vpn.branch');
    expect(sent.map(({ action }) => action)).not.toContain('DeleteVpnConnection');
  });

  test('that gets BGP leaves its customer gateway to the one that has none', async () => {
    const bgp = (net: number): string =>
      `inside 169.254.${net}.0/30 cloud-address 169.254.${net}.1 key secret K${net}`;
    const after = `${toRouter().replace('tunnel one { key secret K1 }', `bgp on tunnel one { ${bgp(10)} } tunnel two { ${bgp(11)} }`)}
      vpn before from dc.r1 to prod { role primary ${tunnel} }`;
    const sent = await sentFrom(toRouter(), after);
    expect(sent.filter((action) => action.includes('CustomerGateway')).sort()).toEqual([
      'CreateCustomerGateway',
      'ModifyCustomerGatewayAttribute',
    ]);
  });
});

test('the attachment of a VPC becomes that of a VBR with the same name', async () => {
  const hub = 'cen hub { transit-router tr in cn-shanghai { attach edge } }';
  const vbr = 'vbr edge on one { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 route 10.10.0.0/16 }';
  const sent = await sentFrom(`${site} ${vpc('edge')} ${hub}`, `${site} ${vbr} ${hub}`);
  expect(sent).toContain('DeleteTransitRouterVpcAttachment');
  expect(sent).toContain('CreateTransitRouterVbrAttachment');
});

describe('the ASN of the cloud, behind an ECR that has one of its own', () => {
  const edge = (inEcr: boolean): string => `${site}
    vbr edge on one { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 } }
    ecr core { asn 65500 ${inEcr ? 'attach edge' : ''} }`;
  const order = (sent: readonly string[], ...actions: readonly string[]): readonly string[] =>
    sent.filter((action) => actions.includes(action));

  test('is told to BGP when the VBR is in it', async () => {
    bench.requests.length = 0;
    await apply(bench, edge(true));
    const sent = bench.requests.map(({ action }) => action);
    const [attach, group] = ['AttachExpressConnectRouterChildInstance', 'CreateBgpGroup'] as const;
    expect(order(sent, attach, group)).toEqual([attach, group]);
  });

  test('is told to BGP that is there already before the VBR comes into it', async () => {
    const [attach, group] = ['AttachExpressConnectRouterChildInstance', 'ModifyBgpGroupAttribute'] as const;
    expect(order(await sentFrom(edge(false), edge(true)), attach, group)).toEqual([group, attach]);
  });

  test('is forgotten when the VBR has left it', async () => {
    const [detach, group] = ['DetachExpressConnectRouterChildInstance', 'ModifyBgpGroupAttribute'] as const;
    expect(order(await sentFrom(edge(true), edge(false)), detach, group)).toEqual([detach, group]);
  });
});

test('an endpoint is made anew when its last security group goes, which no call makes it let go of', async () => {
  const service = (group: string, use: string): string => `${site} vpc prod in cn-beijing {
    prefix 10.0.0.0/16 vswitch h in cn-beijing-h { prefix 10.0.1.0/24 } ${group} }
    service ai { product model-studio in cn-beijing access privatelink in prod.h { ${use} } }`;
  const sent = await sentFrom(
    service('security-group web { allow tcp 443 from dc }', 'security-group prod.web'),
    service('', ''),
  );
  expect(sent).toEqual(expect.arrayContaining(['DeleteVpcEndpoint', 'CreateVpcEndpoint']));
});

test('a way whose session the text takes away as well can go', async () => {
  const edge = (bgp: string, attached: string): string => `${site} ${vpc('prod')}
    vbr edge on one { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 ${bgp} }
    ecr core { asn 45104 ${attached} }
    cen hub { transit-router tr in cn-shanghai { attach core, prod } }`;
  const sent = await sentFrom(edge('bgp { peer-asn 65010 }', 'attach edge'), edge('', ''));
  expect(sent).toContain('DetachExpressConnectRouterChildInstance');
});

test('what others removed keeps nobody waiting who stood under it', async () => {
  const design = (prefix: string, table: string): string => `${site} vpc prod in cn-shanghai {
    prefix ${prefix}.0.0/16 vswitch l in cn-shanghai-l { prefix ${prefix}.1.0/24 }
    route-table ${table} { associate l } }`;
  await apply(bench, design('10.0', 'own'));
  const idOf = (name: string): string =>
    bench.emulator
      .snapshot()
      .resources.find(({ kind, fields }) => kind === name && fields.RouteTableType !== 'System')?.id ?? '';
  const isUnassociated = (): Promise<boolean> =>
    bench.context.client
      .call({
        product: 'vpc',
        action: 'UnassociateRouteTable',
        region: 'cn-shanghai',
        parameters: { RouteTableId: idOf('route-table'), VSwitchId: idOf('vswitch') },
      })
      .then(
        () => true,
        () => false,
      );
  await expect.poll(isUnassociated).toBe(true);
  const after = design('10.2', 'other');
  await apply(bench, after);
  expect((await planOf(bench, after)).steps).toEqual([]);
});

test('a route that leads to another hub is changed, and not made anew', async () => {
  const to = (hub: string, ecr: string, router: string): string => `${site}
    vpc prod in cn-shanghai { prefix 10.0.0.0/16
      vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 }
      route 10.10.0.0/16 to ${hub} }
    ecr core { asn 45104 ${ecr} }
    cen hub { transit-router tr in cn-shanghai { attach core ${router} } }`;
  const sent = await sentFrom(to('core', 'attach prod', ''), to('tr', '', ', prod'));
  expect(sent.filter((action) => action.endsWith('RouteEntry'))).toEqual(['ModifyRouteEntry']);
});
