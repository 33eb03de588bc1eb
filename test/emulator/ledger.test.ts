import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { idOf, startCloud } from './client.ts';
import type { Cloud } from './client.ts';

let cloud: Cloud;
const region = { RegionId: 'cn-shanghai' };
const other = { accessKeyId: 'other', accessKeySecret: 'other-secret', accountId: '2234567890123456' };

beforeEach(async () => {
  cloud = await startCloud({ credentials: [demoCredentials, other] });
});

afterEach(async () => {
  await cloud.emulator.stop();
});

describe('a client token', () => {
  const params = { ...region, CidrBlock: '10.0.0.0/8', VpcName: 'prod', ClientToken: 'hc1-token' };

  test('makes the second call the same call: one resource, one entry, the same id', async () => {
    const first = await cloud.call('vpc', 'CreateVpc', params);
    const second = await cloud.call('vpc', 'CreateVpc', params);
    expect(second.VpcId).toBe(first.VpcId);
    expect(second.RequestId).not.toBe(first.RequestId);
    expect(cloud.emulator.ledger().filter((each) => each.action === 'CreateVpc')).toHaveLength(1);
  });

  test('used with other parameters is refused, and nothing is made', async () => {
    await cloud.call('vpc', 'CreateVpc', params);
    expect(await cloud.refused('vpc', 'CreateVpc', { ...params, CidrBlock: '172.16.0.0/12' })).toBe(
      'IdempotentParameterMismatch',
    );
    expect(cloud.emulator.snapshot().resources.filter((each) => each.kind === 'vpc')).toHaveLength(1);
  });

  test('of a call that was refused can be used again', async () => {
    const subnet = {
      ...region,
      VpcId: 'vpc-none',
      CidrBlock: '10.0.1.0/24',
      ZoneId: 'cn-shanghai-l',
      ClientToken: 'again',
    };
    expect(await cloud.refused('vpc', 'CreateVSwitch', subnet)).toBe('InvalidVpcID.NotFound');
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', params), 'VpcId');
    await cloud.call('vpc', 'CreateVSwitch', { ...subnet, VpcId: vpc });
  });

  test('means nothing to another action or another account', async () => {
    await cloud.call('vpc', 'CreateVpc', params);
    await cloud.call('cbn', 'CreateCen', { ClientToken: 'hc1-token' });
    await cloud.as(other).call('vpc', 'CreateVpc', params);
    expect(cloud.emulator.snapshot().resources.filter((each) => each.kind === 'vpc')).toHaveLength(2);
  });
});

test('the ledger names what each call created, updated and deleted, in order, without reads', async () => {
  const vpc = idOf(await cloud.call('vpc', 'CreateVpc', { ...region, ClientToken: 'one' }), 'VpcId');
  await cloud.call('vpc', 'DescribeVpcs', region);
  await cloud.call('vpc', 'ModifyVpcAttribute', { ...region, VpcId: vpc, VpcName: 'named' });
  await cloud.call('vpc', 'DeleteVpc', { ...region, VpcId: vpc });
  const entries = cloud.emulator.ledger();
  expect(
    entries.map((each) => [
      each.seq,
      each.action,
      each.created.length,
      each.updated.length,
      each.deleted.length,
    ]),
  ).toEqual([
    [1, 'CreateVpc', 2, 0, 0],
    [2, 'ModifyVpcAttribute', 0, 1, 0],
    [3, 'DeleteVpc', 0, 0, 2],
  ]);
  expect(entries[0]).toMatchObject({
    token: 'one',
    region: 'cn-shanghai',
    accountId: demoCredentials.accountId,
    origin: 'client',
    created: [`vpc ${vpc}`, expect.stringContaining('route-table')],
  });
});

test('a secret is in nothing that the emulator keeps or shows', async () => {
  const canary = 'canary-7f3a';
  await cloud.call('vpc', 'DescribePhysicalConnections', {
    ...region,
    Filter: [{ Key: 'PhysicalConnectionId', Value: ['pc-adopted'] }],
  });
  const vbr = idOf(
    await cloud.call('vpc', 'CreateVirtualBorderRouter', {
      ...region,
      PhysicalConnectionId: 'pc-adopted',
      VlanId: 10,
    }),
    'VbrId',
  );
  await cloud.call('vpc', 'CreateBgpGroup', {
    ...region,
    RouterId: vbr,
    PeerAsn: 65010,
    AuthKey: canary,
    ClientToken: 'secret',
  });
  const gateway = idOf(
    await cloud.call('vpc', 'CreateCustomerGateway', {
      ...region,
      IpAddress: '198.51.100.7',
      AuthKey: canary,
    }),
    'CustomerGatewayId',
  );
  const tunnel = { CustomerGatewayId: gateway, TunnelIkeConfig: { Psk: canary } };
  await cloud.call('vpc', 'CreateVpnAttachment', {
    ...region,
    LocalSubnet: '0.0.0.0/0',
    RemoteSubnet: '0.0.0.0/0',
    CustomerGatewayId: gateway,
    IkeConfig: JSON.stringify({ Psk: canary }),
    TunnelOptionsSpecification: [tunnel, tunnel],
  });
  const page = await (await fetch(cloud.emulator.url)).text();
  const kept = JSON.stringify([cloud.emulator.snapshot(), cloud.emulator.ledger(), page]);
  expect(kept).toContain('198.51.100.7');
  expect(kept).not.toContain(canary);
});

test('resources of another account are invisible and untouchable', async () => {
  const vpc = idOf(await cloud.call('vpc', 'CreateVpc', region), 'VpcId');
  const stranger = cloud.as(other);
  expect(await stranger.call('vpc', 'DescribeVpcs', region)).toMatchObject({ TotalCount: 0 });
  expect(await stranger.refused('vpc', 'DeleteVpc', { ...region, VpcId: vpc })).toBe('InvalidVpcID.NotFound');
  expect((await stranger.call('sts', 'GetCallerIdentity')).AccountId).toBe(other.accountId);
});

test('a VPC of another account can be attached once its owner granted it', async () => {
  const owner = cloud.as(other);
  const vpc = idOf(await owner.call('vpc', 'CreateVpc', { ...region, CidrBlock: '10.0.0.0/8' }), 'VpcId');
  const subnet = idOf(
    await owner.call('vpc', 'CreateVSwitch', {
      ...region,
      VpcId: vpc,
      CidrBlock: '10.0.1.0/24',
      ZoneId: 'cn-shanghai-l',
    }),
    'VSwitchId',
  );
  const cen = idOf(await cloud.call('cbn', 'CreateCen'), 'CenId');
  const tr = idOf(
    await cloud.call('cbn', 'CreateTransitRouter', { ...region, CenId: cen }),
    'TransitRouterId',
  );
  const attach = {
    ...region,
    CenId: cen,
    TransitRouterId: tr,
    VpcId: vpc,
    VpcOwnerId: other.accountId,
    ZoneMappings: [{ ZoneId: 'cn-shanghai-l', VSwitchId: subnet }],
  };
  expect(await cloud.refused('cbn', 'CreateTransitRouterVpcAttachment', attach)).toBe('Forbidden');
  await owner.call('cbn', 'GrantInstanceToTransitRouter', {
    ...region,
    CenId: cen,
    CenOwnerId: demoCredentials.accountId,
    InstanceId: vpc,
    InstanceType: 'VPC',
  });
  await cloud.call('cbn', 'CreateTransitRouterVpcAttachment', attach);
});
