import { describe, expect, test } from 'vitest';
import { failureText } from '../../src/analysis/failures.ts';
import { flowsOf, partsOn } from '../../src/analysis/flows.ts';
import { impactsOf, type Away, type Course } from '../../src/analysis/impact.ts';
import { linksOf, waysThrough } from '../../src/analysis/ways.ts';
import { knownPrefix } from '../../src/model/ip.ts';
import { designFrom } from '../support/design.ts';
import { hubsBetween, triangles } from './support.ts';

/** Two circuits to one ECR, a VPN beside them on demand, two regions, three kinds of services. */
const text = (more = ''): string => `
network n { region cn-shanghai }
site dc { prefix 10.10.0.0/16 asn 65010 router r1 router r2 }
site office { prefix 10.30.0.0/16 }
circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C { carrier CT }
circuit two from dc.r2 to access-point ap-cn-shanghai-pd-D { carrier CT }
circuit third from office to access-point ap-cn-shanghai-pd-D { carrier CU }
vbr a on one { vlan 1 }
vbr b on two { vlan 2 }
vbr c on third { vlan 3 }
ecr core { attach a, b }
cen hub {
  transit-router sh in cn-shanghai { attach core, prod, c }
  transit-router bj in cn-beijing { attach ai }
  peering sh to bj { }
}
vpc prod in cn-shanghai { prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 } }
vpc ai in cn-beijing { prefix 172.20.0.0/16 vswitch h in cn-beijing-h { prefix 172.20.1.0/24 }
  vswitch k in cn-beijing-k { prefix 172.20.2.0/24 } }
service db { at prod.l address 192.168.1.20 }
service objects { product oss in cn-shanghai access private-endpoint via sh }
service model { product model-studio in cn-beijing access privatelink in ai.h, ai.k }
${more}`;

const expectAll = `
expect dc reaches db, objects, model privately surviving any 1 circuit, any 1 carrier, any 1 zone
expect office reaches db
expect dc reaches office`;

const sh = 'cen.hub/transit-router.sh';

function outcome(more: string, ...phases: readonly (readonly (string | Away)[])[]): Record<string, string> {
  const away = phases.map((phase) => phase.map((part) => (typeof part === 'string' ? { part } : part)));
  return outcomeOf(more, { start: [], phases: away, end: [], former: [], formerVpcs: [] });
}

function outcomeOf(more: string, course: Course): Record<string, string> {
  return Object.fromEntries(
    impactsOf(designFrom(text(more)).topology, course).map(({ flow, is, by, exposedTo, lasts }) => [
      `${flow.site.name} ${flow.target.name}`,
      [is, ...by, ...exposedTo.map(failureText), ...(lasts ? ['lasts'] : [])].join(', '),
    ]),
  );
}

describe('what is away', () => {
  test('degrades what has another way, and says which failures it does not survive meanwhile', () => {
    expect(outcome(expectAll, ['vbr.a'])).toEqual({
      'dc db': 'degraded, vbr.a, any 1 circuit',
      'dc objects': 'degraded, vbr.a, any 1 circuit',
      'dc model': 'degraded, vbr.a, any 1 circuit',
      'dc office': 'degraded, vbr.a',
    });
  });

  test('warns of failures of which it takes too long to find out whether they are survived', () => {
    const exposed = (count: number): readonly string[] => {
      const expectation = `expect a reaches b surviving any ${count} access-point`;
      const { topology } = designFrom(hubsBetween(triangles(12), expectation));
      const course: Course = {
        start: [],
        phases: [[{ part: 'vbr.va0' }]],
        end: [],
        former: [],
        formerVpcs: [],
      };
      return impactsOf(topology, course).flatMap(({ exposedTo }) => exposedTo.map(failureText));
    };
    expect(exposed(11)).toEqual([]);
    expect(exposed(22)).toEqual(['any 22 access-point']);
    expect(exposed(24)).toEqual([]);
  });

  test('interrupts what has no other way, and names the fewest parts that do', () => {
    expect(outcome(expectAll, ['vbr.a', 'vbr.b', 'vpc.prod/vswitch.m'])).toEqual({
      'dc db': 'interrupted, vbr.a, vbr.b',
      'dc objects': 'interrupted, vbr.a, vbr.b',
      'dc model': 'interrupted, vbr.a, vbr.b',
      'dc office': 'interrupted, vbr.a, vbr.b',
    });
  });

  test('one after the other interrupts nothing', () => {
    expect(outcome(expectAll, ['vbr.a'], ['vbr.b'])).toMatchObject({
      'dc db': 'degraded, vbr.a, vbr.b, any 1 circuit',
    });
  });

  test.each([
    ['cen.hub/peering.sh-to-bj', { 'dc model': 'interrupted, cen.hub/peering.sh-to-bj' }],
    [
      `${sh}/attachment.c`,
      { 'office db': `interrupted, ${sh}/attachment.c`, 'dc office': `interrupted, ${sh}/attachment.c` },
    ],
    [
      'vpc.prod/vswitch.l',
      { 'dc db': 'interrupted, vpc.prod/vswitch.l', 'office db': 'interrupted, vpc.prod/vswitch.l' },
    ],
    [
      'service.model/endpoint/zone.cn-beijing-h',
      { 'dc model': 'degraded, service.model/endpoint/zone.cn-beijing-h, any 1 zone' },
    ],
    ['site.dc/router.r1', { 'dc db': 'degraded, site.dc/router.r1, any 1 circuit' }],
    ['ecr.core/transit-router.sh', { 'dc db': 'interrupted, ecr.core/transit-router.sh' }],
  ])('%s is on the ways that it is on', (part, impacts) => {
    expect(outcome(expectAll, [part])).toMatchObject(impacts);
  });

  test('a VPN beside the circuits carries what they do not', () => {
    const vpn = 'vpn backup from dc to sh { role standby }';
    expect(outcome(`${expectAll} ${vpn}`, ['vbr.a', 'vbr.b'])).toMatchObject({
      'dc db': 'degraded, vbr.a, vbr.b',
    });
  });

  test('for a prefix hits only what has to do with it', () => {
    const away = (prefix: string): Away => ({ part: sh, prefix: knownPrefix(prefix) });
    expect(outcome(expectAll, [away('10.10.8.0/24')])).toMatchObject({ 'dc db': `interrupted, ${sh}` });
    expect(outcome(expectAll, [away('10.30.0.0/16')])).not.toHaveProperty('dc db');
  });

  test('from the beginning takes nothing from what was not there', () => {
    const start: Away[] = [{ part: 'vpc.prod' }];
    const course = { start, phases: [[...start, { part: 'vbr.a' }]], end: [], former: [], formerVpcs: [] };
    expect(outcomeOf(expectAll, course)).toEqual({
      'dc model': 'degraded, vbr.a, any 1 circuit',
      'dc office': 'degraded, vbr.a',
    });
  });

  test('from the beginning is stood in for by what had its addresses', () => {
    const vpc = { kind: 'vpc', path: 'vpc.old', prefixes: [knownPrefix('192.168.0.0/16')] } as const;
    const attached = [
      { from: sh, to: 'attachment.old' },
      { from: 'attachment.old', to: 'vpc.old' },
    ];
    const gone = [{ part: 'attachment.old' }];
    const outcomeFrom = (part: string, given: Partial<Course>): unknown => {
      const start: Away[] = [{ part }];
      const course = { start, phases: [[...start, { part: 'vbr.a' }]], end: [], former: [], formerVpcs: [] };
      return outcomeOf('expect dc reaches db', { ...course, ...given })['dc db'];
    };
    expect(outcomeFrom('vpc.prod/vswitch.l', {})).toBe('degraded, vbr.a');
    const former = { former: attached, formerVpcs: [vpc], end: gone };
    expect(outcomeFrom('vpc.prod', former)).toBe('degraded, vbr.a');
    const replaced = { ...former, phases: [[...gone, { part: 'vpc.prod' }]] };
    expect(outcomeFrom('vpc.prod', replaced)).toBe('interrupted, attachment.old');
    expect(outcomeFrom('vpc.prod', { ...replaced, phases: [gone] })).toBe('degraded, attachment.old');
    const elsewhere = { ...vpc, prefixes: [knownPrefix('10.99.0.0/16')] };
    expect(outcomeFrom('vpc.prod', { ...replaced, formerVpcs: [elsewhere] })).toBeUndefined();
  });

  test('for good is said to last', () => {
    const gone = [{ part: 'vbr.a' }];
    expect(
      outcomeOf(expectAll, { start: [], phases: [gone], end: gone, former: [], formerVpcs: [] }),
    ).toMatchObject({
      'dc db': 'degraded, vbr.a, any 1 circuit, lasts',
    });
  });

  test('although the design no longer has it, carried traffic until now', () => {
    const link = (from: string, to: string) => ({ from, to });
    const former = [link('circuit.one', 'vbr.old'), link('vbr.old', 'ecr.core')];
    const start = [{ part: 'vbr.a' }, { part: 'vbr.b' }];
    const gone = [{ part: 'vbr.old' }];
    const course = { start, phases: [[...start, ...gone]], end: gone, former, formerVpcs: [] };
    expect(outcomeOf(expectAll, course)).toMatchObject({ 'dc db': 'interrupted, vbr.old' });
    expect(outcomeOf(expectAll, { ...course, phases: [gone] })).toMatchObject({
      'dc db': 'degraded, vbr.old',
    });
  });
});

test('a site of which nothing is said is taken to need every VPC', () => {
  const flows = flowsOf(designFrom(text('demand dc to db { bandwidth 1 Gbps }')).topology);
  expect(flows.map(({ site, target }) => `${site.name} ${target.name}`)).toEqual([
    'dc db',
    'office prod',
    'office ai',
  ]);
});

test('what goes over the Internet is nobody’s flow', () => {
  const flows = flowsOf(
    designFrom(
      text('service web { product oss access public } expect dc reaches web expect office isolated-from db'),
    ).topology,
  );
  expect(flows).toEqual([]);
});

test('routes do not go over two peerings', () => {
  const far = text(expectAll).replace(
    'peering sh to bj { }',
    'transit-router hz in cn-hangzhou { } peering sh to hz { } peering hz to bj { }',
  );
  const { topology } = designFrom(far);
  const ways = waysThrough(linksOf(topology));
  const reached = flowsOf(topology).filter((flow) => partsOn(ways, flow, () => false).size > 0);
  expect(reached.map(({ site, target }) => `${site.name} ${target.name}`)).toEqual([
    'dc db',
    'dc objects',
    'office db',
    'dc office',
  ]);
});
