/** A cloud within the process: blocks of twelve resources, each with a VPC, its vSwitches, a way to the hub and a border router. */
import { createSite } from '../src/emulator/in-process.ts';
import type { InProcessRequest, InProcessSite } from '../src/emulator/in-process.ts';

export const region = 'cn-shanghai';

export async function cloudOf(resources: number): Promise<InProcessSite> {
  const blocks = Math.ceil(resources / 12);
  const circuits = Object.fromEntries(
    Array.from({ length: blocks }, (_, i) => [`pc-bench${i}`, { regionId: region }]),
  );
  const site = createSite({ random: 1, transitionMs: 0, circuits });
  let calls = 0;
  const create: Create = async (product, action, field, parameters) => {
    calls += 1;
    const tokens = { ClientToken: `hc1-${calls}` };
    return textAt(
      await answerTo(site, { product, action, region, parameters: { ...parameters, ...tokens } }),
      field,
    );
  };
  const cen = await create('cbn', 'CreateCen', 'CenId', {});
  const tr = await create('cbn', 'CreateTransitRouter', 'TransitRouterId', { CenId: cen });
  for (let i = 0; i < blocks; i += 1) await createBlock(create, i, { CenId: cen, TransitRouterId: tr });
  return site;
}

/** What the answer says; a refusal ends the measurement. */
export async function answerTo(site: InProcessSite, request: InProcessRequest): Promise<object> {
  const outcome = await site.call(request);
  const body = outcome.kind === 'answer' ? outcome.json() : undefined;
  if (outcome.kind === 'answer' && outcome.status === 200 && typeof body === 'object' && body !== null)
    return body;
  throw new Error(`${request.action} is not answered: ${JSON.stringify(body)}`);
}

type Create = (
  product: InProcessRequest['product'],
  action: string,
  field: string,
  parameters: InProcessRequest['parameters'],
) => Promise<string>;

async function createBlock(create: Create, i: number, hub: InProcessRequest['parameters']): Promise<void> {
  const tags = [
    { Key: 'hcnet:stack', Value: 'bench' },
    { Key: 'hcnet:addr', Value: `block${i}` },
  ];
  const zones = ['cn-shanghai-l', 'cn-shanghai-m'];
  const VpcId = await create('vpc', 'CreateVpc', 'VpcId', {
    CidrBlock: `10.${i}.0.0/16`,
    VpcName: `vpc-${i}`,
    Tag: tags,
  });
  const switches: string[] = [];
  for (let k = 0; k < 6; k += 1) {
    const ZoneId = zones[k % 2];
    const CidrBlock = `10.${i}.${k}.0/24`;
    const parameters = { VpcId, ZoneId, CidrBlock, VSwitchName: `switch-${i}-${k}`, Tag: tags };
    switches.push(await create('vpc', 'CreateVSwitch', 'VSwitchId', parameters));
  }
  await create('cbn', 'CreateTransitRouterVpcAttachment', 'TransitRouterAttachmentId', {
    ...hub,
    VpcId,
    ZoneMappings: zones.map((ZoneId, k) => ({ ZoneId, VSwitchId: switches[k] })),
    Tag: tags,
  });
  await createRouter(create, i, tags);
}

async function createRouter(create: Create, i: number, Tags: readonly object[]): Promise<void> {
  const VbrId = await create('vpc', 'CreateVirtualBorderRouter', 'VbrId', {
    PhysicalConnectionId: `pc-bench${i}`,
    VlanId: 100,
    LocalGatewayIp: '172.16.0.2',
    PeerGatewayIp: '172.16.0.1',
    PeeringSubnetMask: '255.255.255.252',
    Name: `vbr-${i}`,
    Tags,
  });
  const group = { RouterId: VbrId, PeerAsn: 65_010, Name: `group-${i}` };
  const BgpGroupId = await create('vpc', 'CreateBgpGroup', 'BgpGroupId', group);
  await create('vpc', 'CreateBgpPeer', 'BgpPeerId', { BgpGroupId, PeerIpAddress: '172.16.0.1' });
  await create('vpc', 'AddBgpNetwork', 'RequestId', { RouterId: VbrId, DstCidrBlock: `10.${i}.0.0/16` });
}

function textAt(body: object, field: string): string {
  const value: unknown = Object.entries(body).find(([name]) => name === field)?.[1];
  if (typeof value !== 'string') throw new Error(`there is no ${field} in the answer`);
  return value;
}
