import { describe, expect, test } from 'vitest';
import { collapsed } from '../../src/diagram/collapse.ts';
import type { Graph, GraphNode } from '../../src/diagram/graph.ts';
import { graphOf } from '../../src/diagram/graph.ts';
import { namedElements } from '../../src/model/relations.ts';
import { designFrom } from '../support/design.ts';
import { everything, sampleDesigns } from './samples.ts';

const designs = { ...sampleDesigns(), everything: { 'main.hcnet': everything } };

describe.each(Object.entries(designs))('the graph of %s', (_, files) => {
  const { topology } = designFrom(files);
  const graph = graphOf(topology);

  test('has every declared element', () => {
    const declared = namedElements(topology).map((element) => element.path);
    expect(declared.filter((path) => !pathsOf(graph).has(path))).toEqual([]);
  });

  test('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(graph))).toEqual(graph);
  });

  test('has ids of its own for boxes and lines, and lines between boxes that exist', () => {
    const ids = everyNode(graph).map((node) => node.id);
    const edgeIds = graph.edges.map((edge) => edge.id);
    expect(new Set([...ids, ...edgeIds]).size).toBe(ids.length + edgeIds.length);
    for (const edge of graph.edges) expect(ids).toEqual(expect.arrayContaining([edge.from, edge.to]));
  });
});

describe('what stands in what', () => {
  const graph = graphOf(designFrom(everything).topology);

  test.each([
    ['site.dc-sh/router.cpe-1', ['site.dc-sh']],
    ['circuit.telecom', ['access-point:ap-cn-shanghai-nt-aligroup-C']],
    ['vbr.telecom-vbr', ['access-point:ap-cn-shanghai-nt-aligroup-C']],
    ['ecr.core', []],
    ['vpn.backup', []],
    ['cen.backbone/transit-router.tr-sh', ['region:cn-shanghai']],
    ['vpc.prod/vswitch.app-l', ['region:cn-shanghai', 'vpc.prod']],
    ['service.orders-db', ['region:cn-shanghai', 'vpc.prod', 'vpc.prod/vswitch.app-l']],
    ['service.objects', ['region:cn-shanghai', 'cloud-services:cn-shanghai']],
    ['service.bailian@vpc.ai/vswitch.ep-h', ['region:cn-beijing', 'vpc.ai', 'vpc.ai/vswitch.ep-h']],
    ['service.bailian', ['region:cn-beijing', 'cloud-services:cn-beijing']],
    ['service.open-api', ['internet:']],
  ])('%s is inside of %j', (id, around) => {
    expect(ancestorsOf(graph.nodes, id)).toEqual(around);
  });

  test('a circuit is a line from its router to its end at the access point, with carrier and bandwidth', () => {
    expect(graph.edges.find((edge) => edge.path === 'circuit.telecom')).toMatchObject({
      from: 'site.dc-sh/router.cpe-1',
      to: 'circuit.telecom',
      label: '10 Gbps · China Telecom',
      bandwidthMbps: 10_000,
      isStandby: false,
    });
  });

  test('a VLAN is written on the line from the circuit to its VBR, and a standby circuit makes it standby', () => {
    const edge = graph.edges.find((each) => each.to === 'vbr.unicom-vbr');
    expect(edge).toMatchObject({ from: 'circuit.unicom', label: 'VLAN 120', isStandby: true });
  });

  test('a VPN that a transit router attaches is one line, not two', () => {
    expect(graph.edges.filter((edge) => edge.from === 'vpn.backup')).toHaveLength(1);
  });

  test('an element that nothing stands for is listed below the map', () => {
    expect(graph.notes.find((note) => note.path === 'failover-group.nobody')).toMatchObject({
      kind: 'unplaced',
    });
  });
});

test('an edit that changes no fact gives an equal graph', () => {
  const edited = everything.replaceAll('\n', '\n\n  // A comment.\n').replaceAll('{ ', '{\n');
  expect(graphOf(designFrom(edited).topology)).toEqual(graphOf(designFrom(everything).topology));
});

test('declarations in another order give an equal graph', () => {
  const declarations = [
    'site a { prefix 10.1.0.0/16 }',
    'site b { prefix 10.2.0.0/16 }',
    'ecr c { asn 64512 }',
  ];
  const graph = graphOf(designFrom(declarations.join('\n')).topology);
  expect(graphOf(designFrom(declarations.toReversed().join('\n')).topology)).toEqual(graph);
});

test('numbers in names count as numbers', () => {
  const text = 'site a { router r10 router r2 router r1 }';
  const graph = graphOf(designFrom(text).topology);
  expect(graph.nodes[0]?.children.map((node) => node.title)).toEqual(['r1', 'r2', 'r10']);
});

test('two elements of one name are two boxes', () => {
  const graph = graphOf(designFrom('ecr a { asn 1 }\necr a { asn 2 }').topology);
  expect(graph.nodes.map((node) => node.title)).toEqual(['a', 'a']);
});

test.each([
  '',
  'site',
  'site a {',
  'circuit c from',
  'vpc v in cn-shanghai { vswitch',
  'cen c { peering a to b {',
])('half a text, %j, still gives a graph', (text) => {
  expect(() => graphOf(designFrom(text).topology)).not.toThrow();
});

describe('findings', () => {
  const { topology } = designFrom(everything);
  const message = 'something';

  test('mark the nearest element that is drawn, and count by severity', () => {
    const { marks } = graphOf(topology, [
      { path: 'vbr.telecom-vbr/bgp/bfd', severity: 'warning', message },
      { path: 'vbr.telecom-vbr', severity: 'error', message },
      { path: 'ecr.core/allow.tr-sh', severity: 'info', message },
      { path: 'no-such.thing', severity: 'error', message },
    ]);
    expect(marks.map(({ path, errors, warnings, infos }) => [path, errors, warnings, infos])).toEqual([
      ['ecr.core', 0, 0, 1],
      ['vbr.telecom-vbr', 1, 1, 0],
    ]);
  });

  test('change nothing but the marks', () => {
    const { marks, ...marked } = graphOf(topology, [{ path: 'ecr.core', severity: 'error', message }]);
    const { marks: none, ...plain } = graphOf(topology);
    expect(marked).toEqual(plain);
    expect([marks.length, none.length]).toEqual([1, 0]);
  });
});

describe('a closed box', () => {
  const graph = graphOf(designFrom(everything).topology);
  const closed = collapsed(graph, new Set(['region:cn-shanghai']));

  test('holds nothing, says how much is inside, and keeps the lines that come from outside', () => {
    expect(closed.nodes.find((node) => node.id === 'region:cn-shanghai')).toMatchObject({
      children: [],
      facts: ['8 inside'],
    });
    expect(closed.edges.find((edge) => edge.from === 'ecr.core')).toMatchObject({ to: 'region:cn-shanghai' });
    expect(closed.edges.filter((edge) => edge.from === edge.to)).toEqual([]);
  });

  test('that does not exist changes nothing', () => {
    expect(collapsed(graph, new Set(['region:atlantis']))).toEqual(graph);
  });
});

function pathsOf(graph: Graph): ReadonlySet<string> {
  const nodes = everyNode(graph);
  return new Set(
    [
      graph.title?.path,
      ...nodes.flatMap((node) => [node.path, ...node.badges.map((badge) => badge.path)]),
      ...graph.edges.map((edge) => edge.path),
      ...graph.notes.map((note) => note.path),
    ].filter((path) => path !== undefined),
  );
}

function everyNode(graph: Graph): GraphNode[] {
  const below = (node: GraphNode): GraphNode[] => [node, ...node.children.flatMap(below)];
  return graph.nodes.flatMap(below);
}

function ancestorsOf(nodes: readonly GraphNode[], id: string): string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return [];
    const below = ancestorsOf(node.children, id);
    if (below !== undefined) return [node.id, ...below];
  }
  return undefined;
}
