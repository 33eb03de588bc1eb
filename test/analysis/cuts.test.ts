/** Whether few losses leave no way, against trying each choice of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fateAfterLosing, type Fate, type Unit, type WayLeft } from '../../src/analysis/cuts.ts';
import { brokenPromises } from '../../src/analysis/expectations.ts';
import { oneWay, type Flow } from '../../src/analysis/flows.ts';
import { linksOf, waysThrough } from '../../src/analysis/ways.ts';
import type { FailureKind, Topology } from '../../src/model/topology.ts';
import { designFrom } from '../support/design.ts';
import { hubsBetween, triangles } from './support.ts';

type Way = readonly string[];

/** Each part is a unit of its own. */
const alone = (count: number): Unit[] => Array.from({ length: count }, (_each, part) => [`p${part}`]);

function fateOf(units: readonly Unit[], ways: readonly Way[], count: number): { fate: Fate; looks: number } {
  let looks = 0;
  const places = new Map(units.flatMap((unit, place) => unit.map((part) => [part, place] as const)));
  const wayLeft: WayLeft = (isLost) => {
    looks += 1;
    const way = ways.find((parts) => !parts.some(isLost));
    return way === undefined ? undefined : new Set(way);
  };
  return { fate: fateAfterLosing({ units, places }, count, wayLeft), looks };
}

/** Whether some choice of at most `count` of them leaves no way. */
function isCutByFew(
  units: readonly Unit[],
  count: number,
  isCut: (lost: ReadonlySet<string>) => boolean,
): boolean {
  const tries = (at: number, left: number, lost: readonly Unit[]): boolean => {
    if (isCut(new Set(lost.flat()))) return true;
    if (left === 0) return false;
    return units.slice(at).some((unit, more) => tries(at + more + 1, left - 1, [...lost, unit]));
  };
  return tries(0, count, []);
}

/** Of how many units it takes parts, if it takes each with all of its parts. */
function unitsIn(units: readonly Unit[], lost: readonly string[]): number {
  const taken = units.filter((unit) => unit.some((part) => lost.includes(part)));
  expect(taken.flat().sort()).toEqual([...lost].sort());
  return taken.length;
}

describe('losses of a few among many', () => {
  test('leave no way exactly when some choice of them does', () => {
    const part = fc.integer({ min: 0, max: 9 }).map((number) => `p${number}`);
    const ways = fc.array(fc.uniqueArray(part, { maxLength: 4 }), { maxLength: 14 });
    // Neighbours fail together; the last two parts never fail.
    const sizes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(ways, sizes, fc.integer({ min: 0, max: 5 }), (someWays, someSizes, count) => {
        const ends = someSizes.map((_size, at) =>
          someSizes.slice(0, at + 1).reduce((sum, size) => sum + size, 0),
        );
        const units = ends.map((end, at) =>
          alone(8)
            .slice(end - (someSizes[at] ?? 0), end)
            .flat(),
        );
        const isCut = (lost: ReadonlySet<string>): boolean =>
          someWays.every((way) => way.some((each) => lost.has(each)));
        const { fate } = fateOf(units, someWays, count);
        expect(fate.is).toBe(isCutByFew(units, count, isCut) ? 'cut' : 'kept');
        if (fate.is !== 'cut') return;
        expect(isCut(new Set(fate.lost))).toBe(true);
        expect(unitsIn(units, fate.lost)).toBeLessThanOrEqual(count);
      }),
      { numRuns: 2_000 },
    );
  });

  test('are told with few looks where the ways go side by side', () => {
    const pairs = Array.from({ length: 40 }, (_each, at) => [`p${at}`, `p${40 + at}`]);
    const across = pairs.flatMap(([one = '']) => pairs.map(([, other = '']) => [one, other]));
    expect(fateOf(alone(80), across, 39)).toEqual({ fate: { is: 'kept' }, looks: 40 });
    const { fate, looks } = fateOf(alone(80), across, 40);
    expect(fate).toEqual({ is: 'cut', lost: pairs.map(([one]) => one) });
    expect(looks).toBeLessThan(100);
    expect(fateOf(alone(80), across, 1).looks).toBe(2);
  });

  test('need one look where a way goes through nothing that may be lost', () => {
    expect(fateOf(alone(3), [['other']], 3)).toEqual({ fate: { is: 'kept' }, looks: 1 });
  });

  test('are not known where it takes too long, and found where it does not', () => {
    const ways = triangles(12).map(([one, other]) => [`p${one}`, `p${other}`]);
    expect(fateOf(alone(36), ways, 23)).toEqual({ fate: { is: 'unknown' }, looks: 2_000 });
    expect(fateOf(alone(36), ways, 24).fate.is).toBe('cut');
    expect(fateOf(alone(36), ways, 11).fate.is).toBe('kept');
  });
});

interface Line {
  readonly site: 'a' | 'b';
  readonly router: string;
  readonly accessPoint: string;
  readonly carrier: string;
  /** What each of its VBRs is attached to. */
  readonly hubs: readonly string[];
}

interface Network {
  readonly lines: readonly Line[];
  readonly vpns: readonly string[];
  /** What the hubs themselves are attached to, and the VPC. */
  readonly joined: ReadonlySet<string>;
}

const kinds = [
  'circuit',
  'access-point',
  'carrier',
  'router',
  'vbr',
  'ecr',
  'transit-router',
  'region-peering',
  'zone',
  'vpn',
] as const satisfies readonly FailureKind[];

const network: fc.Arbitrary<Network> = fc.record({
  lines: fc.array(
    fc.record({
      site: fc.constantFrom('a' as const, 'b' as const),
      router: fc.constantFrom('r', 's'),
      accessPoint: fc.constantFrom('one', 'two', 'three'),
      carrier: fc.constantFrom('CT', 'CU', 'CM'),
      hubs: fc.array(fc.constantFrom('e', 'f', 'sh', 'bj'), { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  vpns: fc.uniqueArray(fc.constantFrom('a.r to sh', 'b.s to sh', 'a.s to bj'), { maxLength: 1 }),
  joined: fc
    .subarray(['e sh', 'f sh', 'f bj', 'prod sh', 'prod bj', 'prod e', 'peering'])
    .map((each) => new Set(each)),
});

/** Two sites, ECRs `e` and `f`, transit routers `sh` and `bj`, and one VPC. */
function textOf({ lines, vpns, joined }: Network, expectations: string): string {
  const vbrs = lines.flatMap(({ hubs }, line) =>
    hubs.map((hub, at) => ({ line, hub, name: `v${line}-${at}` })),
  );
  const attach = (hub: string, ...others: readonly string[]): string => {
    const members = [
      ...vbrs.filter((vbr) => vbr.hub === hub).map(({ name }) => name),
      ...others.filter((other) => joined.has(`${other} ${hub}`)),
    ];
    return members.length === 0 ? '' : `attach ${members.join(', ')}`;
  };
  return `
network n { region cn-shanghai }
site a { prefix 10.10.0.0/16 asn 65010 router r router s }
site b { prefix 10.20.0.0/16 asn 65020 router r router s }
${lines.map(({ site, router, accessPoint, carrier }, at) => `circuit c${at} from ${site}.${router} to access-point ${accessPoint} { carrier ${carrier} }`).join('\n')}
${vbrs.map(({ line, name }, at) => `vbr ${name} on c${line} { vlan ${at + 1} }`).join('\n')}
${vpns.map((ends) => `vpn x from ${ends} { }`).join('\n')}
ecr e { ${attach('e', 'prod')} }
ecr f { ${attach('f')} }
cen hub {
  transit-router sh in cn-shanghai { ${attach('sh', 'e', 'f', 'prod')} }
  transit-router bj in cn-beijing { ${attach('bj', 'f', 'prod')} }
  ${joined.has('peering') ? 'peering sh to bj { }' : ''}
}
vpc prod in cn-shanghai { prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 } }
service db { at prod.l }
${expectations}`;
}

/** Said again, so that the search is not checked against its own list. */
function unitsOf({ circuits, vbrs, ecrs, vpns, sites, cens, vpcs }: Topology, kind: FailureKind): Unit[] {
  const together = (keyOf: (circuit: (typeof circuits)[number]) => string | undefined): Unit[] =>
    [...Map.groupBy(circuits, keyOf).values()].map((group) => group.map(({ path }) => path));
  switch (kind) {
    case 'access-point':
      return together(({ accessPoint }) => accessPoint);
    case 'carrier':
      return together(({ carrier }) => carrier);
    case 'zone':
      return vpcs.flatMap(({ vswitches }) => vswitches.map(({ path }) => [path]));
    default: {
      const elements = {
        'circuit': circuits,
        'vbr': vbrs,
        'ecr': ecrs,
        'vpn': vpns,
        'router': sites.flatMap(({ routers }) => routers),
        'transit-router': cens.flatMap(({ transitRouters }) => transitRouters),
        'region-peering': cens.flatMap(({ peerings }) => peerings),
      }[kind];
      return elements.map(({ path }) => [path]);
    }
  }
}

describe('an expectation of a network', () => {
  test('is kept exactly when no choice of what may fail leaves no way', () => {
    fc.assert(
      fc.property(
        network,
        fc.constantFrom('b', 'prod', 'db'),
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 4 }),
        (given, target, kind, count) => {
          const text = textOf(given, `expect a reaches ${target} surviving any ${count} ${kind}`);
          const { topology, syntaxErrors } = designFrom(text);
          expect(syntaxErrors).toEqual([]);
          const units = unitsOf(topology, kind);
          const ways = waysThrough(linksOf(topology));
          const [asked] = topology.expectations;
          const flow = { ...asked, target: asked?.targets[0], asked, surviving: [] } as unknown as Flow;
          const isCut = (lost: ReadonlySet<string>): boolean =>
            oneWay(ways, flow, (part) => lost.has(part)) === undefined;
          const [broken] = [...brokenPromises(topology)];
          const hasWay = !isCut(new Set());
          expect(broken !== undefined).toBe(hasWay && isCutByFew(units, count, isCut));
          if (broken === undefined) return;
          expect(isCut(new Set(broken.lost))).toBe(true);
          expect(unitsIn(units, broken.lost)).toBeLessThanOrEqual(count);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('between sites with many circuits each is told at once', () => {
    const text = (count: number): string => {
      const lines = Array.from({ length: 34 }, (_each, at) => ({
        site: at % 2 === 0 ? ('a' as const) : ('b' as const),
        router: 'r',
        accessPoint: 'one',
        carrier: 'CT',
        hubs: ['e'],
      }));
      return textOf(
        { lines, vpns: [], joined: new Set() },
        `expect a reaches b surviving any ${count} circuit`,
      );
    };
    expect([...brokenPromises(designFrom(text(16)).topology)]).toEqual([]);
    const [broken] = [...brokenPromises(designFrom(text(17)).topology)];
    expect(broken?.lost).toEqual(Array.from({ length: 17 }, (_each, at) => `circuit.c${2 * at}`));
  });

  test('says nothing where it would take too long to find out', () => {
    const broken = (count: number): unknown[] => [
      ...brokenPromises(
        designFrom(hubsBetween(triangles(12), `expect a reaches b surviving any ${count} access-point`))
          .topology,
      ),
    ];
    expect(broken(23)).toEqual([]);
    expect(broken(24)).toHaveLength(1);
  });
});
