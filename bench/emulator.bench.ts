import { answerTo, cloudOf, region } from './emulator-cloud.ts';
import type { InProcessRequest, InProcessSite } from '../src/emulator/in-process.ts';
import type { Measurement } from './run.ts';

/** The emulator as the fault campaign drives it: what 1,000 calls cost, and 1,000 copies of the whole cloud. */
export async function measure(): Promise<readonly Measurement[]> {
  return [...(await measured(300)), ...(await measured(1000))];
}

async function measured(resources: number): Promise<readonly Measurement[]> {
  const site = await cloudOf(resources);
  const creations = resources / 1000;
  const rows: readonly (readonly [string, number, number])[] = [
    ['create', (await best(() => cloudOf(resources))) / creations, 100],
    ['list 50', await best(() => ask(site, lists)), 80],
    ['describe one', await best(() => ask(site, describes)), 60],
    ['fork', await best(() => forks(site)), 20],
    ['fork and change both', await best(() => partings(site.fork())), 300],
  ];
  return rows.map(([name, value, limit]) => ({
    name: `emulator of ${resources}: 1,000 × ${name}`,
    value,
    unit: 'ms',
    limit,
  }));
}

/** Processor time of the best of some rounds: the first ones compile the emulator, and others share the machine. */
async function best(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    const start = process.cpuUsage();
    await act();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

type Product = InProcessRequest['product'];
type Asking = (id: (kind: string) => string) => readonly [Product, string, InProcessRequest['parameters']];

const lists: readonly Asking[] = [
  () => ['vpc', 'DescribeVpcs', { PageSize: 50 }],
  () => ['vpc', 'DescribeVSwitches', { PageSize: 50, PageNumber: 2 }],
  () => ['vpc', 'DescribeVirtualBorderRouters', { PageSize: 50 }],
  () => ['vpc', 'DescribeBgpPeers', { PageSize: 50 }],
  () => ['cbn', 'ListTransitRouterVpcAttachments', { MaxResults: 50, CenId: '' }],
];

const describes: readonly Asking[] = [
  (id) => ['vpc', 'DescribeVpcAttribute', { VpcId: id('vpc') }],
  (id) => ['vpc', 'DescribeVSwitches', { VSwitchId: id('vswitch') }],
  (id) => ['vpc', 'DescribeVSwitches', { VpcId: id('vpc') }],
  (id) => ['vpc', 'DescribeVirtualBorderRouters', { Filter: [{ Key: 'VbrId', Value: [id('vbr')] }] }],
  (id) => ['cbn', 'ListTransitRouterVpcAttachments', { TransitRouterAttachmentId: id('tr-vpc-attachment') }],
];

async function ask(site: InProcessSite, asking: readonly Asking[]): Promise<void> {
  const byKind = Map.groupBy(site.inside.snapshot().resources, (each) => each.kind);
  for (let i = 0; i < 1000; i += 1) {
    const question = asking[i % asking.length];
    const [product, action, parameters] = question?.((kind) => idOf(byKind.get(kind), i)) ?? nothing();
    await answerTo(site, { product, action, region, parameters });
  }
}

function idOf(resources: readonly { readonly id: string }[] = [], i: number): string {
  return resources[i % resources.length]?.id ?? nothing();
}

function nothing(): never {
  throw new Error('there is nothing to ask for');
}

function forks(site: InProcessSite): Promise<void> {
  for (let i = 0; i < 1000; i += 1) site.fork();
  return Promise.resolve();
}

/** Each fork and its origin change something, so that what they share parts. */
async function partings(site: InProcessSite): Promise<void> {
  const creation = { product: 'vpc', action: 'CreateVpc', region, parameters: {} } as const;
  for (let i = 0; i < 1000; i += 1) {
    await answerTo(site.fork(), creation);
    await answerTo(site, creation);
  }
}
