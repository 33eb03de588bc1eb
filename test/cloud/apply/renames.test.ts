/** What is renamed without saying so. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBench, type Bench } from '../support/bench.ts';
import { change } from '../support/steps.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});

beforeEach(() => {
  bench.emulator.reset();
  bench.store.files.clear();
});

afterAll(() => bench.emulator.stop());

const site = 'network n { region cn-shanghai } site dc { prefix 10.10.0.0/16 asn 65010 router r1 router r2 }';

describe('a VPN', () => {
  const hub = `${site} cen hub { transit-router tr in cn-shanghai { cidr 10.255.0.0/24 attach ATTACHED } }`;
  const tunnels = `role standby customer-address 203.0.113.10 bgp on
    tunnel one { inside 169.254.10.0/30 cloud-address 169.254.10.1 key secret K1 }
    tunnel two { inside 169.254.11.0/30 cloud-address 169.254.11.1 customer-address 203.0.113.11 key secret K2 }`;
  const vpn = (name: string, router = 'r1'): string => `vpn ${name} from dc.${router} to tr { ${tunnels} }`;
  const onHub = (attached: string, vpns: string): string => `${hub.replace('ATTACHED', attached)} ${vpns}`;

  test('leaves its customer gateways to its successor', async () => {
    const { steps, sent } = await change(bench, onHub('last', vpn('last')), onHub('solo', vpn('solo')));
    expect(steps.filter((step) => step.startsWith('move'))).toEqual([
      'move vpn.solo/customer-gateway.203.0.113.10',
      'move vpn.solo/customer-gateway.203.0.113.11',
    ]);
    expect(sent.filter(({ action }) => /^(Create|Delete)CustomerGateway/.test(action))).toEqual([]);
  });

  test('and its router can be renamed at once', async () => {
    await change(
      bench,
      onHub('last', vpn('last', 'r1')),
      onHub('solo', vpn('solo', 'r9')).replace('router r1', 'router r9'),
    );
  });

  test('goes on as it is when another one before it in the text has the same customer gateways', async () => {
    const { steps } = await change(
      bench,
      onHub('last', vpn('last')),
      onHub('first, last', `${vpn('first').replaceAll('169.254.1', '169.254.2')} ${vpn('last')}`),
    );
    expect(steps.filter((step) => /^(replace|delete)/.test(step) || / vpn.last$/.test(step))).toEqual([]);
  });

  test('of a VPN gateway can be renamed', async () => {
    const to = (name: string): string => `${site}
      vpc prod in cn-shanghai { prefix 10.0.0.0/16
        vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }
      vpn ${name} from dc.r1 to prod { bandwidth 100 Mbps customer-address 203.0.113.20 tunnel only { key secret K } }`;
    await change(bench, to('last'), to('solo'));
  });
});
