import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attachedVpcs,
  follow,
  peeringChains,
  peersOf,
  structuralReach,
} from '../../src/analysis/reachable.ts';
import type { Site, Topology } from '../../src/model/topology.ts';
import { designFrom } from '../support/design.ts';
import { only } from './support.ts';

const border = `
  site dc { prefix 10.10.0.0/16 }
  circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }`;

function reachedVpcs(text: string): readonly string[] {
  const { topology } = designFrom(text);
  return [...structuralReach(topology, only(topology.sites)).vpcs].map((vpc) => vpc.name).sort();
}

describe('what a site reaches by structure', () => {
  test('leads from circuit over VBR, ECR and transit router to the VPCs attached there', () => {
    const text = `${border}
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone { transit-router tr in cn-shanghai { attach core, prod, test } }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      vpc test in cn-shanghai { prefix 172.20.0.0/16 }
      vpc alone in cn-shanghai { prefix 172.21.0.0/16 }`;
    expect(reachedVpcs(text)).toEqual(['prod', 'test']);
  });

  test('crosses one peering and no more, since routes do not pass a middle region', () => {
    const text = `${border}
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach core }
        transit-router tr-bj in cn-beijing { attach near }
        transit-router tr-hz in cn-hangzhou { attach far }
        peering tr-bj to tr-sh { bandwidth 100 Mbps }
        peering tr-bj to tr-hz { bandwidth 100 Mbps }
      }
      vpc near in cn-beijing { prefix 192.168.0.0/16 }
      vpc far in cn-hangzhou { prefix 172.20.0.0/16 }`;
    expect(reachedVpcs(text)).toEqual(['near']);
  });

  test('includes VPCs on the ECR, behind a VBR uplink, and on the transit router of a VPN', () => {
    const text = `${border}
      vbr border on line { vlan 100 uplink to old }
      ecr core { attach border, direct }
      cen backbone { transit-router tr in cn-shanghai { attach behind-vpn } }
      vpn backup from dc to tr { role standby }
      vpc old in cn-shanghai { prefix 192.168.0.0/16 }
      vpc direct in cn-shanghai { prefix 172.20.0.0/16 }
      vpc behind-vpn in cn-shanghai { prefix 172.21.0.0/16 }`;
    expect(reachedVpcs(text)).toEqual(['behind-vpn', 'direct', 'old']);
  });

  test('ends at the VPC of a VPN gateway, and finds a VPN that a transit router attaches', () => {
    const text = `
      site dc { prefix 10.10.0.0/16 }
      vpc gate in cn-shanghai { prefix 192.168.0.0/16 }
      vpc shared in cn-shanghai { prefix 172.20.0.0/16 }
      vpn one from dc to gate { role primary }
      vpn two from dc to tr { role standby }
      cen backbone { transit-router tr in cn-shanghai { attach shared, two } }`;
    expect(reachedVpcs(text)).toEqual(['gate', 'shared']);
  });

  test('finds nothing for a site without circuits and VPNs', () => {
    expect(reachedVpcs('site dc vpc prod in cn-shanghai { prefix 192.168.0.0/16 }')).toEqual([]);
  });

  test('follows a reference by name, and only to an element of that kind', () => {
    const { topology } = designFrom('cen b { transit-router tr in cn-shanghai } site dc vpn v from dc to tr');
    const { target } = only(topology.vpns);
    expect(follow(topology, target)).toBe(topology.cens[0]?.transitRouters[0]);
    expect(follow(topology, { of: 'vpc', name: 'tr', path: target?.path ?? '' })).toBeUndefined();
    expect(follow(topology, undefined)).toBeUndefined();
  });
});

/** A site on the first of some transit routers, each with a VPC, peered at random. */
const meshes = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc
    .uniqueArray(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })), {
      selector: ([a, b]) => `${String(Math.min(a, b))} ${String(Math.max(a, b))}`,
      maxLength: 8,
    })
    .map((peerings) => ({ size, peerings: peerings.filter(([a, b]) => a !== b) })),
);

function meshOf({ size, peerings }: { size: number; peerings: [number, number][] }): Topology {
  const indexes = Array.from({ length: size }, (_, index) => String(index));
  return designFrom(`${border}
    vbr border on line { vlan 100 }
    ecr core { attach border }
    cen backbone {
      ${indexes.map((i) => `transit-router tr-${i} in region-${i} { attach vpc-${i}${i === '0' ? ', core' : ''} }`).join('\n')}
      ${peerings.map(([a, b]) => `peering tr-${String(a)} to tr-${String(b)} { bandwidth 1 Gbps }`).join('\n')}
    }
    ${indexes.map((i) => `vpc vpc-${i} in region-${i} { prefix 10.${i}.0.0/16 }`).join('\n')}`).topology;
}

describe('laws of peerings', () => {
  const siteOf = (topology: Topology): Site => only(topology.sites);
  const routersOf = (topology: Topology) => topology.cens.flatMap((cen) => cen.transitRouters);

  test('peers are peers of each other, and none is its own', () => {
    fc.assert(
      fc.property(meshes, (mesh) => {
        const topology = meshOf(mesh);
        for (const router of routersOf(topology)) {
          const peers = peersOf(topology, router);
          expect(peers).not.toContain(router);
          for (const peer of peers) expect(peersOf(topology, peer)).toContain(router);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a site reaches exactly the transit routers whose chain of peerings has two ends at most', () => {
    fc.assert(
      fc.property(meshes, (mesh) => {
        const topology = meshOf(mesh);
        const { entries, transitRouters } = structuralReach(topology, siteOf(topology));
        const [entry] = entries;
        if (entry === undefined) throw new Error('the site has no entry');
        const near = [...peeringChains(topology, entry)].filter(([, chain]) => chain.length <= 2);
        expect(new Set(near.map(([router]) => router))).toEqual(transitRouters);
      }),
      { numRuns: 30 },
    );
  });

  test('each step of a chain is a peering, and no chain passes a transit router twice', () => {
    fc.assert(
      fc.property(meshes, (mesh) => {
        const topology = meshOf(mesh);
        for (const router of routersOf(topology)) {
          for (const [end, chain] of peeringChains(topology, router)) {
            expect(chain[0]).toBe(router);
            expect(chain.at(-1)).toBe(end);
            expect(new Set(chain).size).toBe(chain.length);
            for (const [index, next] of chain.slice(1).entries()) {
              expect(peersOf(topology, next)).toContain(chain[index]);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the VPCs of a site are those on its entry and the peers of that', () => {
    fc.assert(
      fc.property(meshes, (mesh) => {
        const topology = meshOf(mesh);
        const { entries, vpcs } = structuralReach(topology, siteOf(topology));
        const joined = [...entries].flatMap((entry) => [entry, ...peersOf(topology, entry)]);
        expect(vpcs).toEqual(new Set(joined.flatMap(attachedVpcs)));
      }),
      { numRuns: 30 },
    );
  });
});
