import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenPromises } from '../../src/analysis/expectations.ts';
import { designFrom } from '../support/design.ts';

interface Line {
  readonly carrier: string;
  readonly accessPoint: string;
  readonly router: string;
}

const carriers = ['CT', 'CU', 'CM'];
const accessPoints = ['ap-cn-shanghai-nt-aligroup-C', 'ap-cn-shanghai-pd-D'];
const routers = ['r1', 'r2'];

/** Circuits side by side from one site to one database. */
function design(lines: readonly Line[], surviving: string): string {
  return `
network n { region cn-shanghai }
site dc { prefix 10.10.0.0/16 asn 65010 router r1 router r2 }
${lines
  .map(
    ({ carrier, accessPoint, router }, at) => `
circuit c${at} from dc.${router} to access-point ${accessPoint} { carrier ${carrier} }
vbr v${at} on c${at} { vlan ${at} }`,
  )
  .join('\n')}
ecr core { attach ${lines.map((_line, at) => `v${at}`).join(', ')} }
cen hub { transit-router tr in cn-shanghai { attach core, prod } }
vpc prod in cn-shanghai { prefix 192.168.0.0/16 vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } }
service db { at prod.l }
expect dc reaches db surviving ${surviving}`;
}

function broken(text: string): readonly (readonly string[])[] {
  const { topology, syntaxErrors } = designFrom(text);
  expect(syntaxErrors).toEqual([]);
  return [...brokenPromises(topology)].map(({ lost }) => lost);
}

const kinds = ['circuit', 'carrier', 'access-point', 'router'] as const;
const keyOf: Readonly<Record<(typeof kinds)[number], (line: Line, at: number) => string>> = {
  'circuit': (_line, at) => String(at),
  'carrier': ({ carrier }) => carrier,
  'access-point': ({ accessPoint }) => accessPoint,
  'router': ({ router }) => router,
};

const line = fc.record({
  carrier: fc.constantFrom(...carriers),
  accessPoint: fc.constantFrom(...accessPoints),
  router: fc.constantFrom(...routers),
});

describe('an expectation', () => {
  test('of circuits side by side is kept when more of the sort are there than may fail', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 4 }),
        (lines, kind, count) => {
          const units = new Set(lines.map(keyOf[kind]));
          expect(broken(design(lines, `any ${count} ${kind}`)).length > 0).toBe(units.size <= count);
        },
      ),
    );
  });

  test('that is not kept is told with what is lost then', () => {
    const lines = [0, 1, 0].map((at) => ({
      carrier: carriers[at] ?? '',
      accessPoint: accessPoints[at] ?? '',
      router: routers[at] ?? '',
    }));
    expect(broken(design(lines, 'any 1 carrier, any 2 carrier, loss of core, any 1 circuit'))).toEqual([
      ['circuit.c0', 'circuit.c2', 'circuit.c1'],
      ['ecr.core'],
    ]);
  });

  test('of many failures among many circuits is told without trying each choice of them', () => {
    const lines = Array.from({ length: 60 }, () => ({ carrier: 'CT', accessPoint: 'ap', router: 'r1' }));
    expect(broken(design(lines, 'any 30 circuit'))).toEqual([]);
    expect(broken(design(lines, 'any 60 circuit'))).toHaveLength(1);
  });

  test('between two sites ends where their traffic meets', () => {
    const text = `${design([{ carrier: 'CT', accessPoint: 'ap', router: 'r1' }], 'any 1 vpn')}
site office { prefix 10.30.0.0/16 }
circuit third from office to access-point ap { carrier CU }
vbr c on third { vlan 3 }
ecr other { attach c }
expect office reaches dc surviving any 1 transit-router, any 1 ecr`;
    const joined = text.replace('attach core, prod', 'attach core, other, prod');
    expect(broken(joined)).toEqual([['cen.hub/transit-router.tr'], ['ecr.core']]);
    expect(broken(joined.replace('attach v0', 'attach v0, c').replace('attach c }', '}'))).toEqual([
      ['ecr.core'],
    ]);
  });
});
