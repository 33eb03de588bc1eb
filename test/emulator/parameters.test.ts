import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, startCloud } from './client.ts';
import type { Body, Cloud, ProductName } from './client.ts';

let cloud: Cloud;

beforeEach(async () => {
  cloud = await startCloud();
});

afterEach(async () => {
  await cloud.emulator.stop();
});

const region = { RegionId: 'cn-shanghai' };
const vbr = { ...region, PhysicalConnectionId: 'pc-adopted', VlanId: 10 };

describe('a parameter is refused', () => {
  const cases: readonly (readonly [string, ProductName, string, Body, string])[] = [
    [
      'that the action does not have',
      'vpc',
      'CreateVpc',
      { ...region, CidrBlok: '10.0.0.0/8' },
      'InvalidParameter',
    ],
    [
      'of a list member that does not exist',
      'vpc',
      'CreateVpc',
      { ...region, Tag: [{ Kay: 'a' }] },
      'InvalidParameter',
    ],
    [
      'that belongs to another action of the product',
      'vpc',
      'CreateVpc',
      { ...region, VSwitchName: 'x' },
      'InvalidParameter',
    ],
    [
      'that is missing',
      'vpc',
      'CreateVSwitch',
      { ...region, CidrBlock: '10.0.0.0/24', ZoneId: 'cn-shanghai-l' },
      'MissingParameter',
    ],
    [
      'that is empty though mandatory',
      'vpc',
      'CreateBgpGroup',
      { ...region, RouterId: '', PeerAsn: 65010 },
      'MissingParameter',
    ],
    [
      'with text for a number',
      'vpc',
      'CreateVirtualBorderRouter',
      { ...vbr, VlanId: 'ten' },
      'InvalidVlanId.Malformed',
    ],
    [
      'above its range',
      'vpc',
      'CreateVirtualBorderRouter',
      { ...vbr, VlanId: 3000 },
      'InvalidVlanId.Malformed',
    ],
    [
      'outside its enumeration',
      'vpc',
      'CreateVirtualBorderRouter',
      { ...vbr, Bandwidth: 123 },
      'InvalidBandwidth.Malformed',
    ],
    [
      'outside all of its ranges',
      'vpc',
      'CreateBgpGroup',
      { ...region, RouterId: 'vbr-x', PeerAsn: 1, LocalAsn: 64000 },
      'InvalidLocalAsn.Malformed',
    ],
    [
      'that is reserved inside its range',
      'expressconnectrouter',
      'CreateExpressConnectRouter',
      { AlibabaSideAsn: 65025 },
      'InvalidParameter.AlibabaSideAsn',
    ],
    [
      'that is neither true nor false',
      'vpc',
      'CreateBgpPeer',
      { ...region, BgpGroupId: 'b', EnableBfd: 'yes' },
      'InvalidEnableBfd.Malformed',
    ],
    ['that is too long', 'cbn', 'CreateCen', { Name: 'n'.repeat(129) }, 'InvalidParameter.Name'],
    [
      'with a name that starts with a digit',
      'vpc',
      'CreateVirtualBorderRouter',
      { ...vbr, Name: '1st' },
      'InvalidName.Malformed',
    ],
    [
      'with too many items',
      'vpc',
      'CreateCustomerGateway',
      { ...region, IpAddress: '198.51.100.1', Tags: 'x' },
      'InvalidTags.Malformed',
    ],
    [
      'that should be JSON',
      'cbn',
      'CreateTransitRouter',
      { ...region, CenId: 'cen-x', TransitRouterCidrList: '[{' },
      'InvalidParameter.TransitRouterCidrList',
    ],
    [
      'with a token of 65 characters',
      'vpc',
      'CreateVpc',
      { ...region, ClientToken: 't'.repeat(65) },
      'InvalidParameter.ClientToken',
    ],
    [
      'with an address block that has host bits',
      'vpc',
      'CreateVpc',
      { ...region, CidrBlock: '10.0.0.1/8' },
      'InvalidCidrBlock.Malformed',
    ],
  ];

  test.each(cases)('%s', async (_what, product, action, params, code) => {
    expect(await cloud.refused(product, action, params)).toBe(code);
  });
});

test('the refusal names the parameter', async () => {
  await expect(cloud.call('vpc', 'CreateVpc', { ...region, CidrBlok: '10.0.0.0/8' })).rejects.toThrow(
    /"CidrBlok"/,
  );
});

test('an accepted ASN may be the public one or a private one, but nothing between', async () => {
  for (const asn of [45104, 64512, 65534, 4_200_000_000]) {
    await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: asn });
  }
  expect(
    await cloud.refused('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 65535 }),
  ).toBe('InvalidParameter.AlibabaSideAsn');
});

test('an action that the emulator does not serve is not found, and so is a version of no product', async () => {
  expect(await cloud.refused('vpc', 'CreateNothing', region)).toBe('InvalidAction.NotFound');
});

test('an error carries what people need to report it', async () => {
  try {
    await cloud.call('vpc', 'DescribeVpcAttribute', { ...region, VpcId: 'vpc-none' });
    expect.unreachable();
  } catch (error) {
    expect(codeOf(error)).toBe('InvalidVpcID.NotFound');
    expect(error).toMatchObject({
      statusCode: 404,
      data: {
        RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) as string,
        HostId: expect.stringContaining('127.0.0.1') as string,
      },
    });
  }
});

test('a dry run checks everything and changes nothing', async () => {
  expect(await cloud.refused('vpc', 'CreateVpc', { ...region, CidrBlock: '10.0.0.0/8', DryRun: true })).toBe(
    'DryRunOperation',
  );
  expect(cloud.emulator.snapshot().resources).toEqual([]);
  expect(cloud.emulator.ledger()).toEqual([]);
});
