import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCircuits } from '../../src/emulator/data/demo-circuits.ts';
import { at, idOf, startCloud } from './client.ts';
import type { Body, Cloud } from './client.ts';

const transitionMs = 1000;
const region = { RegionId: 'cn-shanghai' };

let cloud: Cloud;

beforeEach(async () => {
  cloud = await startCloud({
    transitionMs,
    circuits: { 'pc-a': { regionId: 'cn-shanghai' }, 'pc-b': { regionId: 'cn-shanghai' } },
  });
});

afterEach(async () => {
  await cloud.emulator.stop();
});

function pass(ms: number): void {
  cloud.clock.now += ms;
}

describe('a resource on its way', () => {
  test('shows its transitional status until its time has passed', async () => {
    const cen = idOf(await cloud.call('cbn', 'CreateCen'), 'CenId');
    const status = async (): Promise<unknown> =>
      at(
        await cloud.call('cbn', 'DescribeCens', { Filter: [{ Key: 'CenId', Value: [cen] }] }),
        'Cens.Cen.0.Status',
      );
    expect(await status()).toBe('Creating');
    pass(transitionMs - 1);
    expect(await status()).toBe('Creating');
    pass(1);
    expect(await status()).toBe('Active');
    await cloud.call('cbn', 'DeleteCen', { CenId: cen });
    expect(await status()).toBe('Deleting');
    pass(transitionMs);
    expect(await status()).toBeUndefined();
  });

  test('takes no write, and neither does what depends on it', async () => {
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', { ...region, CidrBlock: '10.0.0.0/8' }), 'VpcId');
    expect(await cloud.refused('vpc', 'ModifyVpcAttribute', { ...region, VpcId: vpc, VpcName: 'x' })).toBe(
      'IncorrectVpcStatus',
    );
    expect(await cloud.refused('vpc', 'DeleteVpc', { ...region, VpcId: vpc })).toBe('IncorrectVpcStatus');
    expect(
      await cloud.refused('vpc', 'CreateVSwitch', {
        ...region,
        VpcId: vpc,
        CidrBlock: '10.0.1.0/24',
        ZoneId: 'cn-shanghai-l',
      }),
    ).toBe('IncorrectVpcStatus');
  });
});

test('a VPN gateway that is being deleted is deleted once', async () => {
  const VpcId = idOf(await cloud.call('vpc', 'CreateVpc', region), 'VpcId');
  pass(transitionMs);
  const subnet = { ...region, VpcId, CidrBlock: '172.16.1.0/24', ZoneId: 'cn-shanghai-l' };
  const VSwitchId = idOf(await cloud.call('vpc', 'CreateVSwitch', subnet), 'VSwitchId');
  pass(transitionMs);
  const order = { ...region, VpcId, VSwitchId, Bandwidth: 10, InstanceChargeType: 'POSTPAY' };
  const VpnGatewayId = idOf(await cloud.call('vpc', 'CreateVpnGateway', order), 'VpnGatewayId');
  const remove = { ...region, VpnGatewayId };
  expect(await cloud.refused('vpc', 'DeleteVpnGateway', remove)).toBe('VpnGateway.Configuring');
  pass(2 * transitionMs);
  await cloud.call('vpc', 'DeleteVpnGateway', remove);
  expect(await cloud.refused('vpc', 'DeleteVpnGateway', remove)).toBe('IncorrectStatus.VpnGateway');
  pass(transitionMs);
  expect(await cloud.refused('vpc', 'DeleteVpnGateway', remove)).toBe('InvalidVpnGatewayId.NotFound');
});

test('a VBR leaves its ECR when its sessions are at rest', async () => {
  const circuit = { ...region, PhysicalConnectionId: 'pc-a', VlanId: 1 };
  const VbrId = idOf(await cloud.call('vpc', 'CreateVirtualBorderRouter', circuit), 'VbrId');
  const ecr = { AlibabaSideAsn: 45104 };
  const EcrId = idOf(await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', ecr), 'EcrId');
  pass(transitionMs);
  const child = {
    EcrId,
    ChildInstanceId: VbrId,
    ChildInstanceType: 'VBR',
    ChildInstanceRegionId: 'cn-shanghai',
  };
  await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child);
  const group = { ...region, RouterId: VbrId, PeerAsn: 65010 };
  const BgpGroupId = idOf(await cloud.call('vpc', 'CreateBgpGroup', group), 'BgpGroupId');
  pass(transitionMs);
  const peer = { ...region, BgpGroupId, PeerIpAddress: '172.16.0.1' };
  const BgpPeerId = idOf(await cloud.call('vpc', 'CreateBgpPeer', peer), 'BgpPeerId');
  pass(transitionMs);
  await cloud.call('vpc', 'DeleteBgpPeer', { ...region, BgpPeerId });
  const detach = { EcrId, ChildInstanceId: VbrId, ChildInstanceType: 'VBR' };
  expect(await cloud.refused('expressconnectrouter', 'DetachExpressConnectRouterChildInstance', detach)).toBe(
    'OperationDenied.VbrHasRouteEntryInMiddleStatus',
  );
  pass(transitionMs);
  await cloud.call('expressconnectrouter', 'DetachExpressConnectRouterChildInstance', detach);
});

describe('writes to one parent are taken one at a time:', () => {
  test('vSwitches of a VPC', async () => {
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', { ...region, CidrBlock: '10.0.0.0/8' }), 'VpcId');
    pass(transitionMs);
    const subnet = (n: number) => ({
      ...region,
      VpcId: vpc,
      CidrBlock: `10.0.${n}.0/24`,
      ZoneId: 'cn-shanghai-l',
    });
    await cloud.call('vpc', 'CreateVSwitch', subnet(1));
    expect(await cloud.refused('vpc', 'CreateVSwitch', subnet(2))).toBe('TaskConflict');
    pass(transitionMs);
    await cloud.call('vpc', 'CreateVSwitch', subnet(2));
  });

  test('children of an ECR', async () => {
    const vbrs: string[] = [];
    for (const circuit of ['pc-a', 'pc-b']) {
      vbrs.push(
        idOf(
          await cloud.call('vpc', 'CreateVirtualBorderRouter', {
            ...region,
            PhysicalConnectionId: circuit,
            VlanId: 1,
          }),
          'VbrId',
        ),
      );
    }
    const ecr = idOf(
      await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 45104 }),
      'EcrId',
    );
    const child = (vbr: string | undefined) => ({
      EcrId: ecr,
      ChildInstanceId: vbr,
      ChildInstanceType: 'VBR',
      ChildInstanceRegionId: 'cn-shanghai',
    });
    expect(
      await cloud.refused('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child(vbrs[0])),
    ).toBe('Conflict.Lock');
    pass(transitionMs);
    await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child(vbrs[0]));
    expect(
      await cloud.refused('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child(vbrs[1])),
    ).toBe('Conflict.Lock');
    pass(transitionMs);
    await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child(vbrs[1]));
  });

  test('attachments and tables of a transit router, but not those of another one', async () => {
    const cen = idOf(await cloud.call('cbn', 'CreateCen'), 'CenId');
    pass(transitionMs);
    const shanghai = idOf(
      await cloud.call('cbn', 'CreateTransitRouter', { ...region, CenId: cen }),
      'TransitRouterId',
    );
    expect(await cloud.refused('cbn', 'CreateTransitRouter', { RegionId: 'cn-beijing', CenId: cen })).toBe(
      'Operation.Blocking',
    );
    pass(transitionMs);
    const beijing = idOf(
      await cloud.call('cbn', 'CreateTransitRouter', { RegionId: 'cn-beijing', CenId: cen }),
      'TransitRouterId',
    );
    pass(transitionMs);
    await cloud.call('cbn', 'CreateTransitRouterRouteTable', { TransitRouterId: shanghai });
    expect(await cloud.refused('cbn', 'CreateTransitRouterRouteTable', { TransitRouterId: shanghai })).toBe(
      'Operation.Blocking',
    );
    await cloud.call('cbn', 'CreateTransitRouterRouteTable', { TransitRouterId: beijing });
  });

  test('queues of a QoS policy, which says Configuring meanwhile', async () => {
    const qos = idOf(
      await cloud.call('vpc', 'CreateExpressConnectTrafficQos', { ...region, QosName: 'gold' }),
      'QosId',
    );
    pass(transitionMs);
    await cloud.call('vpc', 'CreateExpressConnectTrafficQosQueue', {
      ...region,
      QosId: qos,
      QueueType: 'High',
    });
    expect(
      at(
        await cloud.call('vpc', 'DescribeExpressConnectTrafficQos', { ...region, QosIdList: [qos] }),
        'QosList.0.Status',
      ),
    ).toBe('Configuring');
    expect(
      await cloud.refused('vpc', 'CreateExpressConnectTrafficQosQueue', {
        ...region,
        QosId: qos,
        QueueType: 'Medium',
        BandwidthPercent: '20',
      }),
    ).toBe('EcQoSConflict');
  });

  test('everything of PrivateLink in an account', async () => {
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', { ...region, CidrBlock: '10.0.0.0/8' }), 'VpcId');
    pass(transitionMs);
    const endpoint = { ...region, VpcId: vpc, ServiceName: 'com.aliyuncs.dashscope' };
    await cloud.call('privatelink', 'CreateVpcEndpoint', endpoint);
    expect(await cloud.refused('privatelink', 'CreateVpcEndpoint', endpoint)).toBe(
      'ConcurrentCallNotSupported',
    );
  });

  test('BGP of a VBR', async () => {
    const vbr = idOf(
      await cloud.call('vpc', 'CreateVirtualBorderRouter', {
        ...region,
        PhysicalConnectionId: 'pc-a',
        VlanId: 1,
      }),
      'VbrId',
    );
    await cloud.call('vpc', 'CreateBgpGroup', { ...region, RouterId: vbr, PeerAsn: 65010 });
    expect(await cloud.refused('vpc', 'CreateBgpGroup', { ...region, RouterId: vbr, PeerAsn: 65011 })).toBe(
      'OperationConflict',
    );
  });
});

describe('a circuit', () => {
  const order = { ...region, AccessPointId: 'ap-cn-shanghai-pd-D', LineOperator: 'CT', bandwidth: 1000 };

  async function status(id: string): Promise<unknown> {
    const found = await cloud.call('vpc', 'DescribePhysicalConnections', {
      ...region,
      Filter: [{ Key: 'PhysicalConnectionId', Value: [id] }],
    });
    return at(found, 'PhysicalConnectionSet.PhysicalConnectionType.0.Status');
  }

  test('goes from application over payment to use, and refuses each step before its time', async () => {
    const id = idOf(await cloud.call('vpc', 'CreatePhysicalConnection', order), 'PhysicalConnectionId');
    expect(await status(id)).toBe('Initial');
    const vbr = { ...region, PhysicalConnectionId: id, VlanId: 7 };
    expect(await cloud.refused('vpc', 'CreateVirtualBorderRouter', vbr)).toBe(
      'InvalidPhysicalConnectionId.NotEnabled',
    );
    pass(transitionMs);
    expect(await status(id)).toBe('Approved');
    pass(2 * transitionMs);
    expect(await status(id)).toBe('Allocated');
    expect(
      await cloud.refused('vpc', 'CreatePhysicalConnectionOccupancyOrder', {
        ...region,
        PhysicalConnectionId: id,
      }),
    ).toBe('IncorrectStatus.PhysicalConnection');

    await cloud.call('vpc', 'ApplyPhysicalConnectionLOA', {
      ...region,
      InstanceId: id,
      CompanyName: 'Retail',
      ConstructionTime: '2026-12-01T00:00:00Z',
      LineType: 'FIBRE',
      Si: 'Installer',
    });
    await cloud.call('vpc', 'CompletePhysicalConnectionLOA', {
      ...region,
      InstanceId: id,
      FinishWork: true,
      LineCode: 'L-1',
    });
    expect(
      at(
        await cloud.call('vpc', 'DescribePhysicalConnectionLOA', { ...region, InstanceId: id }),
        'PhysicalConnectionLOAType',
      ),
    ).toMatchObject({ Status: 'Complete', LineCode: 'L-1' });

    await cloud.call('vpc', 'ConfirmPhysicalConnection', { ...region, PhysicalConnectionId: id });
    expect(await status(id)).toBe('Confirmed');
    await cloud.call('vpc', 'CreatePhysicalConnectionOccupancyOrder', {
      ...region,
      PhysicalConnectionId: id,
      AutoPay: true,
    });
    expect(await status(id)).toBe('Enabled');
    await cloud.call('vpc', 'CreateVirtualBorderRouter', vbr);
    expect(
      await cloud.refused('vpc', 'TerminatePhysicalConnection', { ...region, PhysicalConnectionId: id }),
    ).toBe('DependencyViolation.Vbr');
    expect(
      await cloud.refused('vpc', 'DeletePhysicalConnection', { ...region, PhysicalConnectionId: id }),
    ).toBe('IncorrectStatus.PhysicalConnection');
  });

  test('that people ordered long ago is met by its id, with what the entry point knows about it', async () => {
    const hinted = await startCloud({
      circuits: {
        'pc-known': { regionId: 'cn-shanghai', accessPointId: 'ap-cn-shanghai-pd-D', bandwidth: 2000 },
      },
    });
    const found = await hinted.call('vpc', 'DescribePhysicalConnections', {
      ...region,
      Filter: [{ Key: 'PhysicalConnectionId', Value: ['pc-known'] }],
    });
    expect(at(found, 'PhysicalConnectionSet.PhysicalConnectionType.0')).toMatchObject({
      Status: 'Enabled',
      BusinessStatus: 'Normal',
      AccessPointId: 'ap-cn-shanghai-pd-D',
      Bandwidth: 2000,
    });
    await hinted.emulator.stop();
    expect(await status('pc-neverseen')).toBe('Enabled');
    expect(cloud.emulator.ledger().at(-1)).toMatchObject({
      origin: 'emulator',
      created: ['physical-connection pc-neverseen'],
    });
  });

  test('of every sample is known as the sample describes it', () => {
    const folder = path.resolve(import.meta.dirname, '../../samples');
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.hcnet') && !file.includes('faults'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const circuits = texts.flatMap((text) => [
      ...text.matchAll(
        /to access-point (\S+) \{[^}]*?carrier (\w+)[^}]*?bandwidth (\d+) Gbps[^}]*?id "([^"]+)"/g,
      ),
    ]);
    expect(circuits.length).toBeGreaterThanOrEqual(8);
    for (const [, accessPointId, lineOperator, bandwidth, id] of circuits) {
      expect(demoCircuits[String(id)], id).toMatchObject({
        accessPointId,
        lineOperator,
        bandwidth: Number(bandwidth) * 1000,
      });
    }
  });

  test('is not met by chance when that is switched off, nor under an id of another form', async () => {
    expect(await status('vbr-abc')).toBeUndefined();
    const strict = await startCloud({ adoptUnknownCircuits: false });
    const found = await strict.call('vpc', 'DescribePhysicalConnections', {
      ...region,
      Filter: [{ Key: 'PhysicalConnectionId', Value: ['pc-neverseen'] }],
    });
    expect(found.TotalCount).toBe(0);
    await strict.emulator.stop();
  });

  test('of which at most five are unfinished', async () => {
    const orderAt = (n: number): Body => ({ ...order, AccessPointId: `ap-cn-shanghai-x-${n}` });
    for (let n = 0; n < 5; n += 1) await cloud.call('vpc', 'CreatePhysicalConnection', orderAt(n));
    expect(await cloud.refused('vpc', 'CreatePhysicalConnection', orderAt(5))).toBe(
      'QuotaExceeded.PhysicalConnection',
    );
  });

  test('of which an access point has two for an account, until one has ended', async () => {
    const one = await cloud.call('vpc', 'CreatePhysicalConnection', order);
    await cloud.call('vpc', 'CreatePhysicalConnection', order);
    expect(await cloud.refused('vpc', 'CreatePhysicalConnection', order)).toBe(
      'QuotaExceeded.PhysicalConnectionPerAccessPoint',
    );
    pass(10 * transitionMs);
    const { PhysicalConnectionId } = one;
    await cloud.call('vpc', 'CancelPhysicalConnection', { ...region, PhysicalConnectionId });
    await cloud.call('vpc', 'CreatePhysicalConnection', order);
  });

  test('can be shared: the partner makes a share, and it is listed under its parent', async () => {
    const share = {
      ...region,
      PhysicalConnectionId: 'pc-a',
      OrderMode: 'PayByPhysicalConnectionOwner',
      Spec: '500M',
      VlanId: 300,
      VpconnAliUid: '1234567890123456',
    };
    const id = idOf(
      await cloud.call('vpc', 'CreateVirtualPhysicalConnection', share),
      'VirtualPhysicalConnection',
    );
    expect(await cloud.refused('vpc', 'CreateVirtualPhysicalConnection', share)).toBe('InvalidVlanId.Used');
    const listed = await cloud.call('vpc', 'ListVirtualPhysicalConnections', {
      ...region,
      PhysicalConnectionId: 'pc-a',
    });
    expect(at(listed, 'VirtualPhysicalConnections.0')).toMatchObject({
      PhysicalConnectionId: id,
      ParentPhysicalConnectionId: 'pc-a',
      VlanId: '300',
      VirtualPhysicalConnectionStatus: 'UnConfirmed',
    });
    await cloud.call('vpc', 'ConfirmPhysicalConnection', { ...region, PhysicalConnectionId: id });
    expect(
      at(
        await cloud.call('vpc', 'ListVirtualPhysicalConnections', { ...region, IsConfirmed: true }),
        'VirtualPhysicalConnections.0.PhysicalConnectionId',
      ),
    ).toBe(id);
  });
});

test('a terminated VBR comes back when it is recovered', async () => {
  const vbr = idOf(
    await cloud.call('vpc', 'CreateVirtualBorderRouter', {
      ...region,
      PhysicalConnectionId: 'pc-a',
      VlanId: 1,
    }),
    'VbrId',
  );
  const status = async (): Promise<unknown> =>
    at(
      await cloud.call('vpc', 'DescribeVirtualBorderRouters', region),
      'VirtualBorderRouterSet.VirtualBorderRouterType.0.Status',
    );
  await cloud.call('vpc', 'TerminateVirtualBorderRouter', { ...region, VbrId: vbr });
  expect(await status()).toBe('terminating');
  pass(transitionMs);
  expect(await status()).toBe('terminated');
  await cloud.call('vpc', 'RecoverVirtualBorderRouter', { ...region, VbrId: vbr });
  pass(transitionMs);
  expect(await status()).toBe('active');
});

test('a drill starts, ends by itself after its minutes, and only then can be removed', async () => {
  const job = idOf(
    await cloud.call('vpc', 'CreateFailoverTestJob', {
      ...region,
      JobType: 'StartNow',
      JobDuration: 5,
      ResourceType: 'PHYSICALCONNECTION',
      ResourceId: ['pc-a'],
    }),
    'JobId',
  );
  const status = async (): Promise<unknown> =>
    at(
      await cloud.call('vpc', 'DescribeFailoverTestJob', { ...region, JobId: job }),
      'FailoverTestJobModel.Status',
    );
  expect(await status()).toBe('Starting');
  pass(transitionMs);
  expect(await status()).toBe('Testing');
  expect(await cloud.refused('vpc', 'DeleteFailoverTestJob', { ...region, JobId: job })).toBe(
    'IncorrectStatus.OnlyForInitOrStopped',
  );
  pass(5 * 60_000);
  expect(await status()).toBe('Stopped');
  await cloud.call('vpc', 'DeleteFailoverTestJob', { ...region, JobId: job });
});
