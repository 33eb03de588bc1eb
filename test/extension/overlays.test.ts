import { describe, expect, test } from 'vitest';
import type { DriftReport } from '../../src/cloud/plan/drift.ts';
import {
  driftOverlay,
  planOverlay,
  progressChange,
  reportChanges,
  reportTitle,
  runOverlay,
} from '../../src/extension/overlays.ts';
import type { ShownPlan, ShownStep } from '../../src/protocol/run.ts';

const plan: ShownPlan = {
  stack: 'retail',
  target: 'emulator at 127.0.0.1:4010',
  account: '1',
  identity: { account: '1', arn: 'a', type: 'Account', credentials: 'environment' },
  purpose: 'apply',
  changes: { create: 0, update: 0, replace: 0, delete: 0, adopt: 0, move: 0, people: 0 },
  steps: [],
  problems: [],
  notes: [],
  traffic: [],
  pace: { chain: [], mostMinutes: 0 },
  guards: [],
};

describe('the overlay of a plan', () => {
  test.each<readonly [string, Partial<ShownStep>, string]>([
    ['what is made', { action: 'create', reasons: [{ attribute: 'prefix', wanted: 'x' }] }, 'create'],
    ['what an earlier run began', { action: 'resume' }, 'create'],
    [
      'a change of the text',
      { action: 'update', reasons: [{ attribute: 'name', asked: 'a', seen: 'a', wanted: 'b' }] },
      'update',
    ],
    [
      'what others changed',
      { action: 'update', reasons: [{ attribute: 'name', asked: 'a', seen: 'b', wanted: 'a' }] },
      'drifted',
    ],
    ['what waits for people', { action: 'wait-external' }, 'people'],
  ])('tells %s', (_, step, status) => {
    expect(planOverlay(withSteps(step)).steps[0]?.status).toBe(status);
  });

  test('has reasons and instructions, of new resources the latter only', () => {
    const steps = planOverlay(
      withSteps(
        { action: 'create', reasons: [{ attribute: 'prefix', wanted: 'x' }] },
        { action: 'update', reasons: [{ attribute: 'mtu', asked: 1500, seen: 1500, wanted: 8500 }] },
        { action: 'people', instruction: 'Apply for the port.\nPay.' },
      ),
    ).steps;
    expect(steps.map(({ details }) => details)).toEqual([
      [],
      ['mtu: 1500 → 8500'],
      ['Apply for the port.', 'Pay.'],
    ]);
  });

  test('says whose traffic a step hits', () => {
    const given = withSteps({ action: 'replace' }, { action: 'create' });
    const traffic = [
      {
        from: 'site.dc',
        to: 'service.db',
        is: 'interrupted',
        lasts: false,
        addresses: ['vpc.0'],
        exposedTo: [],
      },
    ] as const;
    expect(planOverlay({ ...given, traffic }).steps.map(({ details }) => details)).toEqual([
      ['interrupts dc → db, for the moment'],
      [],
    ]);
  });

  test('knows what has left the text: what an apply deletes, and not what a destroy does', () => {
    const given = withSteps({ action: 'delete' }, { action: 'forget' }, { action: 'update' });
    expect(planOverlay(given).steps.map(({ isGone }) => isGone)).toEqual([true, true, false]);
    const destroy = planOverlay({ ...given, purpose: 'destroy' });
    expect(destroy.steps.some(({ isGone }) => isGone)).toBe(false);
    expect(destroy.title).toBe("Destroy 'retail'");
  });
});

describe('the overlay of a run', () => {
  test('begins with everything waiting, for its turn or for people', () => {
    const steps = runOverlay(withSteps({ action: 'create' }, { action: 'people' })).steps;
    expect(steps.map(({ status }) => status)).toEqual(['waiting', 'people']);
  });

  test('follows its progress', () => {
    const common = { address: 'vpc.a', action: 'create', title: 'VPC', done: 1, total: 2 };
    expect(progressChange({ ...common, phase: 'started' }).status).toBe('running');
    expect(progressChange({ ...common, phase: 'waiting', message: 'vsw-1 uses it' })).toEqual({
      address: 'vpc.a',
      status: 'running',
    });
    expect(progressChange({ ...common, phase: 'failed', message: 'no quota' })).toEqual({
      address: 'vpc.a',
      status: 'failed',
      details: ['no quota'],
    });
  });

  test('tells what is gone from what is there', () => {
    const common = { address: 'vpc.a', action: 'delete', title: 'VPC', done: 1, total: 1 };
    expect(progressChange({ ...common, phase: 'started' }).status).toBe('running');
    expect(progressChange({ ...common, phase: 'done' }).status).toBe('deleted');
    expect(progressChange({ ...common, action: 'forget', phase: 'done' }).status).toBe('forgotten');
    expect(progressChange({ ...common, phase: 'failed' }).status).toBe('failed');
    const result = { address: 'vpc.a', action: 'delete', title: 'VPC', result: 'done' } as const;
    expect(reportChanges({ outcome: 'done', results: [result] })).toEqual([
      { address: 'vpc.a', status: 'deleted' },
    ]);
  });

  test('ends with what came of each step', () => {
    const common = { action: 'create', title: 'VPC' };
    const report = {
      outcome: 'failed',
      results: [
        { ...common, address: 'vpc.a', result: 'done' },
        { ...common, address: 'vpc.b', result: 'not-started', message: 'because of vpc.a' },
        { ...common, address: 'vpc.c', result: 'waiting' },
      ],
    } as const;
    expect(reportChanges(report)).toEqual([
      { address: 'vpc.a', status: 'done' },
      { address: 'vpc.b', status: 'skipped', details: ['because of vpc.a'] },
      { address: 'vpc.c', status: 'people' },
    ]);
    expect(reportTitle(plan, report)).toBe("Not finished: 'retail'");
    expect(reportTitle({ ...plan, purpose: 'destroy' }, { ...report, outcome: 'done' })).toBe(
      "Destroyed 'retail'",
    );
  });
});

test('the overlay of a drift tells what was asked, what is seen, and what is in no text', () => {
  const report: DriftReport = {
    stack: 'retail',
    target: 'emulator',
    account: '1',
    checked: 3,
    drift: [
      {
        address: 'vpc.a',
        kind: 'vpc',
        title: 'VPC',
        is: 'changed',
        attributes: [{ attribute: 'name', asked: 'a', seen: 'b', wanted: 'a' }],
        source: { uri: 'file:///a.hcnet', line: 1 },
      },
      { address: 'vpc.b', kind: 'vpc', title: 'VPC', is: 'orphan', attributes: [] },
    ],
  };
  expect(driftOverlay(report)).toMatchObject({
    kind: 'drift',
    title: "Drift in 'retail'",
    steps: [
      { address: 'vpc.a', status: 'drifted', details: ['name: asked a, seen b'], isGone: false },
      { address: 'vpc.b', status: 'unknown', isGone: true },
    ],
  });
  expect(driftOverlay({ ...report, drift: [] }).title).toBe("No drift in 'retail'");
});

function withSteps(...steps: readonly Partial<ShownStep>[]): ShownPlan {
  const whole = steps.map((step, n): ShownStep => ({
    address: `vpc.${n}`,
    kind: 'vpc',
    action: 'create',
    title: 'VPC',
    reasons: [],
    ...step,
  }));
  return { ...plan, steps: whole };
}
