import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphOf } from '../../src/diagram/graph.ts';
import { inProcessElk, layout } from '../../src/diagram/layout.ts';
import type { Point, PositionedGraph, PositionedNode, Rectangle } from '../../src/diagram/positioned.ts';
import { designFrom } from '../support/design.ts';
import { largeDesign } from './large-design.ts';
import { randomDesign } from './random-design.ts';
import { everything } from './samples.ts';

const elk = await inProcessElk();

describe('the layout of any design', () => {
  test('keeps siblings apart, children inside their parents, and all of it inside of the picture', async () => {
    await fc.assert(
      fc.asyncProperty(randomDesign(), async (text) => {
        const diagram = await place(text);
        for (const siblings of Map.groupBy(diagram.nodes, (node) => node.parent).values()) {
          expect(overlapping(siblings)).toEqual([]);
        }
        expect(overlapping(diagram.notes)).toEqual([]);
        expect(escaped(diagram)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('leads every line from the edge of one box to the edge of the other, straight along the axes', async () => {
    await fc.assert(
      fc.asyncProperty(randomDesign(), async (text) => {
        const { nodes, edges } = await place(text);
        const byId = new Map(nodes.map((node) => [node.node.id, node]));
        for (const { edge, points } of edges) {
          const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
          const [first, last] = [points[0], points.at(-1)];
          if (from === undefined || to === undefined || first === undefined || last === undefined) {
            throw new Error(`${edge.id} has no way`);
          }
          expect(Math.abs(first.x - (from.x + from.width))).toBeLessThan(0.2);
          expect(Math.abs(last.x - to.x)).toBeLessThan(0.2);
          expect(points.filter((point, i) => isSlanted(point, points[i + 1]))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is the same every time', async () => {
    await fc.assert(
      fc.asyncProperty(randomDesign(), async (text) => {
        expect(await place(text)).toEqual(await place(text));
      }),
      { numRuns: 15 },
    );
  });
});

test('reads from the left: site, access point, ECR, transit router, VPC', async () => {
  const { nodes } = await place(everything);
  const left = (id: string) => nodes.find((node) => node.node.id === id)?.x ?? NaN;
  const order = [
    'site.dc-sh',
    'circuit.telecom',
    'vbr.telecom-vbr',
    'ecr.core',
    'cen.backbone/transit-router.tr-sh',
    'vpc.prod',
  ];
  const positions = order.map(left);
  expect(positions).toEqual(positions.toSorted((a, b) => a - b));
});

test('no label of a line lies on another label, or on a box that is not around it', async () => {
  const { nodes, edges } = await place(largeDesign(6));
  const labels = edges.flatMap(({ label }) => (label === undefined ? [] : [label]));
  const leaves = nodes.filter(({ node }) => node.children.length === 0);
  expect(labels.length).toBeGreaterThan(20);
  expect(overlapping(labels)).toEqual([]);
  expect(labels.filter((label) => leaves.some((leaf) => overlap(label, leaf)))).toEqual([]);
});

test('one more VPC moves almost nothing else by more than a box', async () => {
  const before = await place(largeDesign(12));
  const after = await place(`${largeDesign(12)}\nvpc added in cn-shenzhen { prefix 192.168.99.0/24 }`);
  const places = new Map(after.nodes.map((node) => [node.node.id, node]));
  // What stands below the new box moves down as a whole, which the page makes up for; sideways nothing may go.
  const moved = before.nodes.filter(({ node, x }) => Math.abs((places.get(node.id)?.x ?? 0) - x) > 180);
  expect(moved.length).toBeLessThanOrEqual(before.nodes.length / 100);
});

async function place(text: string): Promise<PositionedGraph> {
  return layout(graphOf(designFrom(text).topology), elk);
}

function overlapping(shapes: readonly Rectangle[]): (readonly [Rectangle, Rectangle])[] {
  return shapes.flatMap((a, i) =>
    shapes.slice(i + 1).flatMap((b) => (overlap(a, b) ? [[a, b] as const] : [])),
  );
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function escaped({ nodes, notes, width, height }: PositionedGraph): Rectangle[] {
  const byId = new Map(nodes.map((node) => [node.node.id, node]));
  const picture = { x: 0, y: 0, width, height };
  const around = (node: PositionedNode) => byId.get(node.parent) ?? picture;
  return [
    ...nodes.filter((node) => !isInside(node, around(node))),
    ...nodes.filter((node) => node.content.width > node.width + 0.2),
    ...notes.filter((note) => !isInside(note, picture)),
  ];
}

function isInside(inner: Rectangle, outer: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width + 0.2 &&
    inner.y + inner.height <= outer.y + outer.height + 0.2
  );
}

function isSlanted(a: Point, b: Point | undefined): boolean {
  return b !== undefined && Math.abs(a.x - b.x) > 0.2 && Math.abs(a.y - b.y) > 0.2;
}
