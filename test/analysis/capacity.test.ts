import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  circuitCapacityMbps,
  criticalDemandMbps,
  failureUnits,
  grownMbps,
  siteCapacityMbps,
  siteDemandMbps,
  worstLoss,
} from '../../src/analysis/capacity.ts';
import type { Topology } from '../../src/model/topology.ts';
import { designFrom } from '../support/design.ts';
import { only } from './support.ts';

function capacityOf(circuitsAndVbrs: string): number | undefined {
  const { topology } = designFrom(`site dc { router cpe-1 router cpe-2 } ${circuitsAndVbrs}`);
  return siteCapacityMbps(topology, only(topology.sites));
}

const line = (name: string, facts: string) =>
  `circuit ${name} from dc to access-point ap-cn-shanghai-pd-D { ${facts} } `;

describe('what a circuit carries', () => {
  test('is its bandwidth, or the speed of its port when that is less', () => {
    expect(capacityOf(`${line('a', 'port 1000Base-LX bandwidth 10 Gbps')} vbr v on a { vlan 1 }`)).toBe(1000);
    expect(capacityOf(`${line('a', 'port 10GBase-LR bandwidth 5 Gbps')} vbr v on a { vlan 1 }`)).toBe(5000);
    expect(capacityOf(`${line('a', 'port 10GBase-LR')} vbr v on a { vlan 1 }`)).toBe(10_000);
  });

  test('is held down by the limits of its VBRs when they add up to less', () => {
    const two = 'vbr v on a { vlan 1 rate-limit 300 Mbps } vbr w on a { vlan 2 rate-limit 500 Mbps }';
    expect(capacityOf(`${line('a', 'bandwidth 1 Gbps')} ${two}`)).toBe(800);
    expect(capacityOf(`${line('a', 'bandwidth 500 Mbps')} ${two}`)).toBe(500);
    expect(
      capacityOf(`${line('a', 'bandwidth 1 Gbps')} vbr v on a { vlan 1 } ${two.slice(two.indexOf('vbr w'))}`),
    ).toBe(1000);
  });

  test('is nothing without a VBR, and unknown without bandwidth and port', () => {
    expect(capacityOf(line('a', 'bandwidth 1 Gbps'))).toBe(0);
    expect(capacityOf(`${line('a', 'carrier CT')} vbr v on a { vlan 1 }`)).toBeUndefined();
    expect(capacityOf(`${line('a', 'port 3Base-X')} vbr v on a { vlan 1 }`)).toBeUndefined();
    expect(capacityOf('')).toBeUndefined();
  });
});

describe('active and standby', () => {
  const pair = `
    ${line('a', 'bandwidth 1 Gbps role active')} vbr v on a { vlan 1 }
    ${line('b', 'bandwidth 200 Mbps role standby')} vbr w on b { vlan 1 }`;

  test('a standby circuit carries nothing while an active one is there', () => {
    expect(capacityOf(pair)).toBe(1000);
  });

  test('and takes over when the last active one fails', () => {
    const { topology } = designFrom(`site dc ${pair}`);
    const site = only(topology.sites);
    expect(worstLoss(topology, site)).toMatchObject({ leftMbps: 200, unit: { kind: 'circuit', name: 'a' } });
  });
});

describe('failure units', () => {
  const { topology } = designFrom(`
    site dc { router cpe-1 router cpe-2 }
    circuit a from dc.cpe-1 to access-point ap-cn-shanghai-pd-D { bandwidth 1 Gbps }
    circuit b from dc.cpe-1 to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 1 Gbps }
    circuit c from dc.cpe-2 to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 2 Gbps }
    vbr a-vbr on a { vlan 1 }
    vbr b-vbr on b { vlan 1 }
    vbr c-vbr on c { vlan 1 }`);
  const site = only(topology.sites);

  test('are circuits, routers and access points; one that takes the same circuits is not repeated', () => {
    expect(failureUnits(topology, site).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'circuit a',
      'circuit b',
      'circuit c',
      'router cpe-1',
      'access-point ap-cn-shanghai-nt-aligroup-C',
    ]);
  });

  test('the worst of them is the one that leaves the least', () => {
    expect(worstLoss(topology, site)).toMatchObject({
      leftMbps: 1000,
      unit: { kind: 'access-point', name: 'ap-cn-shanghai-nt-aligroup-C' },
    });
  });

  test('a single circuit has no worst loss: its redundancy is another question', () => {
    const single = designFrom(`site dc ${line('a', 'bandwidth 1 Gbps')} vbr v on a { vlan 1 }`).topology;
    expect(worstLoss(single, only(single.sites))).toBeUndefined();
  });
});

describe('demand', () => {
  const { topology } = designFrom(`
    site dc
    service files { product oss in cn-shanghai access private-endpoint }
    service web { product model-studio access public }
    demand dc to files { bandwidth 100 Mbps growth 10 % per month critical on }
    demand dc to files, web { bandwidth 40 Mbps }
    demand dc to web { bandwidth 1 Gbps critical on }`);
  const site = only(topology.sites);

  test('grows by compound interest', () => {
    expect(siteDemandMbps(topology, site, 0)).toBe(140);
    expect(siteDemandMbps(topology, site, 2)).toBeCloseTo(161);
  });

  test('leaves out what goes over the Internet', () => {
    expect(criticalDemandMbps(topology, site)).toBe(100);
  });

  test('never shrinks with more months', () => {
    const [demand] = topology.demands;
    if (demand === undefined) throw new Error('a demand expected');
    fc.assert(
      fc.property(
        fc.nat({ max: 60 }),
        fc.nat({ max: 60 }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (a, b, growth) => {
          const growing = { ...demand, growthPercentPerMonth: growth };
          expect(grownMbps(growing, a + b)).toBeGreaterThanOrEqual(grownMbps(growing, a));
        },
      ),
    );
  });
});

/** Sites whose circuits all have a VBR; routers and access points are drawn from three of each. */
const sites = fc.array(
  fc.record({
    mbps: fc.integer({ min: 1, max: 10_000 }),
    limit: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
    router: fc.nat({ max: 2 }),
    accessPoint: fc.nat({ max: 2 }),
  }),
  { minLength: 1, maxLength: 6 },
);

function siteOf(
  circuits: readonly { mbps: number; limit: number | undefined; router: number; accessPoint: number }[],
): Topology {
  const parts = circuits.map(({ mbps, limit, router, accessPoint }, index) => {
    const name = `c${String(index)}`;
    const rateLimit = limit === undefined ? '' : ` rate-limit ${String(limit)} Mbps`;
    return `
      circuit ${name} from dc.cpe-${String(router)} to access-point ap-cn-shanghai-x-${'ABC'.charAt(accessPoint)} { bandwidth ${String(mbps)} Mbps }
      vbr ${name}-vbr on ${name} { vlan 1${rateLimit} }`;
  });
  return designFrom(`site dc { router cpe-0 router cpe-1 router cpe-2 } ${parts.join('\n')}`).topology;
}

describe('laws of capacity', () => {
  test('a site without roles carries the sum of its circuits, and no circuit more than its line', () => {
    fc.assert(
      fc.property(sites, (circuits) => {
        const topology = siteOf(circuits);
        const each = topology.circuits.map((circuit) => circuitCapacityMbps(topology, circuit) ?? 0);
        expect(siteCapacityMbps(topology, only(topology.sites))).toBe(each.reduce((a, b) => a + b, 0));
        for (const [index, mbps] of each.entries())
          expect(mbps).toBeLessThanOrEqual(circuits[index]?.mbps ?? 0);
      }),
      { numRuns: 30 },
    );
  });

  test('the worst failure is the one that takes the most of those that leave something standing', () => {
    fc.assert(
      fc.property(sites, (circuits) => {
        const topology = siteOf(circuits);
        const site = only(topology.sites);
        const taken = failureUnits(topology, site)
          .filter((unit) => unit.circuits.length < circuits.length)
          .map((unit) => unit.circuits.map((circuit) => circuitCapacityMbps(topology, circuit) ?? 0))
          .map((each) => each.reduce((a, b) => a + b, 0));
        const whole = siteCapacityMbps(topology, site) ?? 0;
        expect(worstLoss(topology, site)?.leftMbps).toBe(
          taken.length === 0 ? undefined : whole - Math.max(...taken),
        );
      }),
      { numRuns: 30 },
    );
  });
});
