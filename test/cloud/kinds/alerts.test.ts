import { describe, expect, test } from 'vitest';
import { alertsOf } from '../../../src/cloud/design/alerts.ts';
import { designNotes } from '../../../src/cloud/design/notes.ts';
import { ref } from '../../../src/cloud/value.ts';
import { topologyOf } from '../support/bench.ts';

const regions = `
  network n { region cn-shanghai }
  cen backbone {
    transit-router tr-sh in cn-shanghai { }
    transit-router tr-bj in cn-beijing { }
    transit-router tr-sz in cn-shenzhen { }
    peering tr-sh to tr-bj { bandwidth 200 Mbps }
    peering tr-sz to tr-sh { bandwidth 200 Mbps }
  }
  contact netops { mail "netops@example.com" }`;

const toBeijing = {
  cenId: ref('cen.backbone'),
  geographicSpanId: ref('cen.backbone/peering.tr-sh-to-tr-bj', 'geographicSpan'),
  localRegionId: 'cn-shanghai',
  oppositeRegionId: 'cn-beijing',
};

function resourcesOf(text: string): unknown {
  return alertsOf(topologyOf(text)).map(({ resources }) => resources);
}

describe('an alert on the use of an inter-region connection', () => {
  test('is recommended for both directions of each', () => {
    const design = `${regions.replace(/peering tr-sz.*/, '')} monitoring watch { alerts recommended notify netops }`;
    expect(resourcesOf(design)).toEqual([
      [toBeijing, { ...toBeijing, localRegionId: 'cn-beijing', oppositeRegionId: 'cn-shanghai' }],
    ]);
  });

  const written = (router: string): string =>
    `monitoring watch { alert full on ${router} { metric InternetOutRatePercentByConnectionRegion warn > 70 } }`;

  test('that is written for a transit router watches what leaves it, at either end of the connection', () => {
    expect(resourcesOf(`${regions} ${written('tr-sh')}`)).toMatchObject([
      [
        { localRegionId: 'cn-shanghai', oppositeRegionId: 'cn-beijing' },
        { localRegionId: 'cn-shanghai', oppositeRegionId: 'cn-shenzhen' },
      ],
    ]);
  });

  test('that is written for a transit router without one is not made, and the plan says so', () => {
    const topology = topologyOf(`${regions.replaceAll(/peering .*/g, '')} ${written('tr-sh')}`);
    expect(alertsOf(topology)).toEqual([]);
    expect(designNotes(topology).map(({ message }) => message)).toEqual([
      "alert 'tr-sh full' is not applied: InternetOutRatePercentByConnectionRegion measures connections that what it is put on does not have",
    ]);
  });
});

test('an alert on a connection of a VPN gateway goes by the gateway, and by the connection where the metric does', () => {
  const design = (metric: string): string => `
    network n { region cn-shanghai }
    site office { prefix 10.30.0.0/16 }
    vpc prod in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }
    vpn branch from office to prod { customer-address 203.0.113.20 tunnel only { } }
    monitoring watch { alert busy on branch { metric "${metric}" warn > 1 } }`;
  const gateway = ref('vpn.branch/gateway');
  expect(resourcesOf(design('net_rx.rate'))).toEqual([[{ instanceId: gateway }]]);
  expect(resourcesOf(design('ipsec_rx.rate'))).toEqual([
    [{ instanceId: gateway, ipsecId: ref('vpn.branch') }],
  ]);
});

test("an alert on a CEN's health check of a VBR goes by the CEN that attaches it", () => {
  const design = `
    network n { region cn-shanghai }
    site dc { }
    circuit line from dc to access-point ap-cn-shanghai-pd-D { id "pc-line" }
    vbr border on line { vlan 1 peering 172.16.1.2/30 to 172.16.1.1 health-check { } }
    cen net { transit-router tr in cn-shanghai { attach border } }
    monitoring watch { alert loss on border { metric VBRHealthyCheckLossRate warn > 1 } }`;
  expect(resourcesOf(design)).toEqual([
    [
      {
        cenId: ref('cen.net'),
        vbrInstanceId: ref('vbr.border'),
      },
    ],
  ]);
});
