/** The customer's ends of VPNs belong to regions. */
import { expect, test } from 'vitest';
import { useBench } from '../support/bench.ts';
import { apply, change, planOf } from '../support/steps.ts';

const bench = useBench();

const hubs = `network n { region cn-shanghai } site dc { prefix 10.10.0.0/16 asn 65010 router r1 }
cen hub {
  transit-router east in cn-shanghai { cidr 10.255.0.0/24 }
  transit-router north in cn-beijing { cidr 10.255.1.0/24 }
}`;
const vpn = (name: string, to: string, net: number): string => `
vpn ${name} from dc.r1 to ${to} {
  customer-address 203.0.113.10 bgp on
  tunnel one { inside 169.254.${net}.0/30 cloud-address 169.254.${net}.1 key secret K1 }
  tunnel two { inside 169.254.${net + 1}.0/30 cloud-address 169.254.${net + 1}.1 key secret K2 }
}`;

test('VPNs of two regions that end at one address have a customer gateway in each, and share it there', async () => {
  const design = hubs + vpn('one', 'east', 10) + vpn('two', 'north', 20) + vpn('three', 'north', 30);
  await apply(bench, design);
  const gateways = bench.emulator.snapshot().resources.filter(({ kind }) => kind === 'customer-gateway');
  expect(gateways.map(({ region }) => region).sort()).toEqual(['cn-beijing', 'cn-shanghai']);
  expect((await planOf(bench, design)).steps).toEqual([]);
  bench.store.files.clear();
  await apply(bench, design);
  const again = bench.emulator.snapshot().resources.filter(({ kind }) => kind === 'customer-gateway');
  expect(again.map(({ id }) => id).sort()).toEqual(gateways.map(({ id }) => id).sort());
});

test('a VPN that moves to another region gets its new end before the old one goes', async () => {
  const { sent } = await change(bench, hubs + vpn('one', 'east', 10), hubs + vpn('one', 'north', 10));
  const changes = sent.filter(({ action }) => action.includes('CustomerGateway'));
  expect(changes.map(({ action, region }) => `${action} ${region}`)).toEqual([
    'CreateCustomerGateway cn-beijing',
    'DeleteCustomerGateway cn-shanghai',
  ]);
});
