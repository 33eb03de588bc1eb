import { describe, expect, test } from 'vitest';
import { graphOf } from '../../src/diagram/graph.ts';
import { countByStatus, marksOn, placementOf, statuses, withChanges } from '../../src/diagram/overlay.ts';
import type { Overlay, OverlayStep, Status } from '../../src/diagram/overlay.ts';
import { markCount, markLines, markText, overlayText, statusSigns } from '../../src/diagram/overlay-words.ts';
import { sign } from '../../src/diagram/signs.ts';
import { designFrom } from '../support/design.ts';
import { everything } from './samples.ts';

const graph = graphOf(designFrom(everything).topology);
const open = new Set<string>();

describe('a step stands', () => {
  test.each([
    ['vpc.prod', 'vpc.prod'],
    ['vbr.telecom-vbr/bgp/peer', 'vbr.telecom-vbr'],
    ['monitoring.ops/circuit.telecom/PhysicalConnectionStatus', 'monitoring.ops'],
    ['vpc.prod/vswitch.app-m', 'vpc.prod/vswitch.app-m'],
  ])('%s at %s', (address, key) => {
    expect(placementOf(overlay(step(address)), graph, open).keys.get(address)).toBe(key);
  });

  test('beside the picture when its element is not there', () => {
    const gone = step('vpc.old', 'delete');
    expect(placementOf(overlay(gone), graph, open)).toEqual({ keys: new Map(), asides: [gone] });
  });

  test('beside the picture when it is gone from the text, also where what was around it is still there', () => {
    const gone = { ...step('vpc.prod/vswitch.old', 'delete'), isGone: true };
    expect(placementOf(overlay(gone), graph, open).asides).toEqual([gone]);
    const shape = { ...step('vpc.prod', 'delete'), isGone: true };
    expect(placementOf(overlay(shape), graph, open).asides).toEqual([]);
  });

  test('at the box that is closed over it', () => {
    const inside = step('vpc.prod/vswitch.app-m');
    expect(placementOf(overlay(inside), graph, new Set(['vpc.prod'])).keys.get(inside.address)).toBe(
      'vpc.prod',
    );
    const region = graph.nodes.find(({ children }) => children.some(({ path }) => path === 'vpc.prod'));
    expect(region?.path).toBe('');
    const keys = placementOf(overlay(inside), graph, new Set([region?.id ?? ''])).keys;
    expect(keys.get(inside.address)).toBe(region?.id);
  });

  test('at the box that hides the line it stands for', () => {
    const line = graph.edges.find(({ kind }) => kind === 'attachment');
    const attachment = step(line?.path ?? '');
    const around = (id: string) =>
      graph.nodes.find((node) => JSON.stringify(node).includes(`"id":"${id}"`))?.id ?? '';
    const box = around(line?.from ?? '');
    expect(around(line?.to ?? '')).toBe(box);
    expect(placementOf(overlay(attachment), graph, new Set([box])).keys.get(attachment.address)).toBe(box);
  });
});

describe('a shape', () => {
  test('shows the gravest of what happens to it, and how much that is', () => {
    const all = overlay(step('vbr.telecom-vbr', 'update'), step('vbr.telecom-vbr/bgp', 'replace'));
    const mark = marksOn(all.steps, placementOf(all, graph, open)).get('vbr.telecom-vbr');
    expect(mark?.status).toBe('replace');
    expect(mark === undefined ? '' : markCount(mark)).toBe('2');
    expect(mark === undefined ? '' : markText(mark)).toBe('1 to update, 1 to replace');
  });

  test('says of a run how much of it is over', () => {
    const all = overlay(
      step('vbr.telecom-vbr', 'done'),
      step('vbr.telecom-vbr/bgp', 'running'),
      step('vbr.telecom-vbr/bgp/peer', 'waiting'),
    );
    const mark = marksOn(all.steps, placementOf(all, graph, open)).get('vbr.telecom-vbr');
    expect(mark?.status).toBe('running');
    expect(mark === undefined ? '' : markCount(mark)).toBe('1/3');
  });

  test('is gone when all of it is, and not before', () => {
    const markWith = (status: Status) => {
      const all = overlay(step('vbr.telecom-vbr', 'deleted'), step('vbr.telecom-vbr/bgp', status));
      return marksOn(all.steps, placementOf(all, graph, open)).get('vbr.telecom-vbr');
    };
    const gone = markWith('deleted');
    expect(gone?.status).toBe('deleted');
    expect(gone === undefined ? '' : `${markCount(gone)} ${markText(gone)}`).toBe('2 2 deleted');
    expect(markWith('done')?.status).toBe('done');
    expect(markWith('failed')?.status).toBe('failed');
  });

  test('lists each step with its reasons, and not more than can be read', () => {
    const steps = Array.from({ length: 20 }, (_, n) => step(`vpc.prod/${n}`, 'update', ['name: a → b']));
    const lines = markLines({ status: 'update', steps, over: 0 });
    expect(lines.slice(0, 2)).toEqual(['~ to update: VPC vpc.prod/0', '    name: a → b']);
    expect(lines.at(-1)).toBe('and 8 more; the plan names them all');
  });
});

test('changes reach the steps that they name, and nothing else', () => {
  const before = overlay(step('vpc.a', 'waiting'), step('vpc.b', 'waiting'));
  const after = withChanges(before, [
    { address: 'vpc.a', status: 'failed', details: ['no quota'] },
    { address: 'vpc.c', status: 'done' },
  ]);
  expect(after.steps.map(({ address, status, details }) => [address, status, details])).toEqual([
    ['vpc.a', 'failed', ['no quota']],
    ['vpc.b', 'waiting', []],
  ]);
  expect([...countByStatus(after.steps)]).toEqual([
    ['failed', 1],
    ['waiting', 1],
  ]);
  expect(overlayText(after)).toBe("Plan for 'retail': 1 failed, 1 waiting");
});

test('no two signs that may meet in one overlay look alike, colours aside', () => {
  const meet: readonly (readonly Status[])[] = [
    ['failed', 'running', 'waiting', 'skipped', 'done', 'forgotten', 'deleted', 'people'],
    ['delete', 'replace', 'drifted', 'update', 'create', 'adopt', 'move', 'forget', 'people'],
    ['missing', 'unknown', 'drifted', 'unseen'],
  ];
  expect(new Set(meet.flat())).toEqual(new Set(statuses));
  for (const together of meet) {
    const drawings = together.map((status) => sign(status).replace(/class="sign [^"]*"/, ''));
    expect(new Set(drawings).size).toBe(together.length);
  }
  expect(Object.values(statusSigns).filter((text) => text.length !== 1)).toEqual([]);
});

function step(address: string, status: Status = 'create', details: readonly string[] = []): OverlayStep {
  return { address, status, title: 'VPC', details, isGone: false };
}

function overlay(...steps: readonly OverlayStep[]): Overlay {
  return { kind: 'plan', title: "Plan for 'retail'", place: 'emulator', steps };
}
