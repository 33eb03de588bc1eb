/** What makes room for what, where the cloud takes only a few. */
import { expect, test } from 'vitest';
import { kindsByName } from '../../../src/cloud/kinds/by-name.ts';
import { crowdedOut } from '../../../src/cloud/plan/limits.ts';
import type { PlanStep } from '../../../src/cloud/plan/plan.ts';
import { emptyState, type ResourceState } from '../../../src/cloud/state/state.ts';
import { readyResource } from '../support/ready-resource.ts';

const kind = 'virtual-border-router';

function vbrOn(circuit: string, vlan: number): ResourceState {
  return { ...readyResource, kind, id: `vbr-${vlan}`, inputs: { circuit, vlan } };
}

function stepFor(
  action: PlanStep['action'],
  address: string,
  inputs: PlanStep['inputs'],
  changed: readonly string[] = [],
): PlanStep {
  const facts = { kind, title: kind, region: 'r', reasons: [], tags: {}, isAdopted: false, dependencies: [] };
  return { ...facts, action, address, inputs, changed };
}

/** With so many VBRs on circuit `one`, called v1, v2, ... */
function waitsWith(count: number, ...steps: readonly PlanStep[]): unknown {
  const resources = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`v${at + 1}`, vbrOn('one', at + 1)] as const),
  );
  const state = { ...emptyState('test'), resources };
  return Object.fromEntries(
    crowdedOut(steps, { state, kinds: kindsByName, lookup: () => undefined }, new Set()),
  );
}

const another = stepFor('create', 'new', { circuit: 'one', vlan: 99 });

test('what goes makes room when there is none left', () => {
  const going = stepFor('delete', 'v1', {});
  expect(waitsWith(4, going, another)).toEqual({});
  expect(waitsWith(5, going, another)).toEqual({ new: ['v1'] });
});

test('where more are there than by default, the quota was raised', () => {
  expect(waitsWith(6, stepFor('delete', 'v1', {}), another)).toEqual({});
});

test('what is only changed makes no room', () => {
  const changed = stepFor('update', 'v1', { circuit: 'one', vlan: 50 }, ['vlan']);
  const moved = stepFor('replace', 'v5', { circuit: 'two', vlan: 5 });
  expect(waitsWith(5, changed, moved, another)).toEqual({ new: ['v5'] });
});
