/** What is renamed without `moved from`: the plan says how to keep it. */
import { expect, test } from 'vitest';
import { useBench } from '../support/bench.ts';
import { apply, planOf, stepsOf } from '../support/steps.ts';

const bench = useBench();

async function notesFrom(before: string, after: string): Promise<readonly string[]> {
  await apply(bench, before);
  const { notes } = await planOf(bench, after);
  return notes
    .filter(({ message }) => message.includes('looks like'))
    .map(({ message, address, source }) => `${address} ${source?.line}: ${message}`);
}

const advice = (now: string, before: string): string =>
  `'${now}' looks like '${before}' under another name: 'moved from ${before}' keeps it, instead of deleting the one and making the other`;

const site = 'network n { region cn-shanghai } site dc { prefix 10.10.0.0/16 asn 65010 router r1 }';
const vpc = (name: string, prefix = '10.0.0.0/16'): string => `${site}
vpc ${name} in cn-shanghai { prefix ${prefix}
  vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }`;
const on = (name: string): string =>
  `${vpc(name)} cen hub { transit-router tr in cn-shanghai { attach ${name} } }`;

test('a VPC is named once, and nothing in it or named after it', async () => {
  expect(await notesFrom(on('one'), on('two'))).toEqual([`vpc.two 2: ${advice('two', 'one')}`]);
});

test('what the note says keeps it', async () => {
  await notesFrom(on('one'), on('two'));
  const plan = await planOf(
    bench,
    on('two').replace('prefix 10.0.0.0/16', 'moved from one prefix 10.0.0.0/16'),
  );
  expect(stepsOf(plan).filter((step) => /^(create|delete|replace)/.test(step))).toEqual([]);
  expect(plan.notes).toEqual([]);
});

test('a VPC with another prefix is another one', async () => {
  expect(await notesFrom(vpc('one'), vpc('two', '10.0.0.0/15'))).toEqual([]);
});

test('an ECR is named', async () => {
  const ecr = (name: string, asn: number): string => `${site}\necr ${name} { asn ${asn} }`;
  expect(await notesFrom(ecr('core', 64999), ecr('heart', 64999))).toEqual([
    `ecr.heart 2: ${advice('heart', 'core')}`,
  ]);
  expect(await notesFrom(ecr('heart', 64999), ecr('soul', 64998))).toEqual([]);
});

test('a VPN is named, whose tunnels are the same', async () => {
  const vpn = (name: string, key: string): string => `${site}
cen hub { transit-router tr in cn-shanghai { cidr 10.255.0.0/24 attach ${name} } }
vpn ${name} from dc.r1 to tr { customer-address 203.0.113.10 bgp on
  tunnel one { inside 169.254.10.0/30 cloud-address 169.254.10.1 key secret ${key} }
  tunnel two { inside 169.254.11.0/30 cloud-address 169.254.11.1 key secret ${key} } }`;
  expect(await notesFrom(vpn('last', 'K'), vpn('solo', 'K'))).toEqual([
    `vpn.solo 3: ${advice('solo', 'last')}`,
  ]);
  expect(await notesFrom(vpn('solo', 'K'), vpn('other', 'L'))).toEqual([]);
});

test('a transit router is named, and not the peering that is named after it', async () => {
  const hub = (name: string): string => `${site}
cen hub {
  transit-router ${name} in cn-shanghai {}
  transit-router y in cn-beijing {}
  peering ${name} to y { bandwidth 2 Mbps }
}`;
  expect(await notesFrom(hub('x'), hub('z'))).toEqual([`cen.hub/transit-router.z 3: ${advice('z', 'x')}`]);
});

test('of several that look alike none is named', async () => {
  const both = (one: string, other: string): string => `${vpc(one)}
${vpc(other).slice(site.length)}`;
  expect(await notesFrom(both('a', 'b'), both('c', 'd'))).toEqual([]);
});
