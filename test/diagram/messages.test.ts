import { describe, expect, test } from 'vitest';
import { graphOf } from '../../src/diagram/graph.ts';
import { parseFromDiagram, parseToDiagram, pathAt } from '../../src/protocol/diagram.ts';
import type { Place } from '../../src/protocol/server.ts';
import { designFrom } from '../support/design.ts';
import { everything } from './samples.ts';

const graph = graphOf(designFrom(everything).topology, [
  { path: 'vpc.prod', severity: 'error', message: 'x' },
]);
const message = { type: 'graph', uri: 'file:///a.hcnet', version: 3, graph, isPartial: false };

const overlay = {
  kind: 'plan',
  title: 'Plan',
  place: 'emulator',
  steps: [{ address: 'vpc.a', status: 'create', title: 'VPC', details: [], isGone: false }],
};

describe('a message to the page', () => {
  test('is read as it was sent', () => {
    expect(parseToDiagram(JSON.parse(JSON.stringify(message)))).toEqual(message);
    expect(parseToDiagram({ type: 'select', path: null })).toEqual({ type: 'select', path: null });
    expect(parseToDiagram({ type: 'error', message: 'x' })).toEqual({ type: 'error', message: 'x' });
    for (const each of [
      { type: 'overlay', overlay: null },
      { type: 'overlay', overlay },
      { type: 'progress', changes: [{ address: 'vpc.a', status: 'done', details: ['x'] }], title: 'x' },
      { type: 'progress', changes: [] },
    ]) {
      expect(parseToDiagram(JSON.parse(JSON.stringify(each)))).toEqual(each);
    }
  });

  test.each([
    undefined,
    null,
    'graph',
    {},
    { type: 'other' },
    { type: 'select' },
    { type: 'select', path: 3 },
    { ...message, version: '3' },
    { ...message, graph: {} },
    { ...message, graph: { ...graph, nodes: [{ id: 'a' }] } },
    { ...message, graph: { ...graph, edges: 'many' } },
    { type: 'overlay' },
    { type: 'overlay', overlay: { ...overlay, steps: [{ address: 'vpc.a' }] } },
    { type: 'progress', changes: [{ address: 'vpc.a' }] },
    { type: 'progress', changes: [], title: 3 },
  ])('that is none of ours is none: %j', (value) => {
    expect(parseToDiagram(value)).toBeUndefined();
  });
});

describe('a message from the page', () => {
  test('is read as it was sent', () => {
    const reveal = { type: 'reveal', path: 'vpc.prod', preserveFocus: true };
    expect(parseFromDiagram(reveal)).toEqual(reveal);
    expect(parseFromDiagram({ type: 'ready', more: 1 })).toEqual({ type: 'ready' });
    expect(parseFromDiagram({ type: 'clearOverlay' })).toEqual({ type: 'clearOverlay' });
  });

  test.each([
    undefined,
    [],
    { type: 'reveal' },
    { type: 'reveal', path: 'a' },
    { type: 'failed' },
    { type: 'run' },
  ])('that is none of ours is none: %j', (value) => {
    expect(parseFromDiagram(value)).toBeUndefined();
  });
});

describe('the element at the caret', () => {
  const place = (path: string, start: number, end: number, uri = 'file:///a.hcnet'): Place => ({
    path,
    source: { uri, start, end, startLine: 0, startColumn: start, endLine: 0, endColumn: end },
  });
  const places = [
    place('vpc.a', 0, 100),
    place('vpc.a/vswitch.b', 20, 40),
    place('vpc.c', 0, 100, 'file:///b.hcnet'),
  ];

  test.each([
    [10, 'vpc.a'],
    [20, 'vpc.a/vswitch.b'],
    [40, 'vpc.a/vswitch.b'],
    [41, 'vpc.a'],
    [101, undefined],
  ])('at %i is %s', (offset, path) => {
    expect(pathAt(places, 'file:///a.hcnet', offset)).toBe(path);
  });
});
