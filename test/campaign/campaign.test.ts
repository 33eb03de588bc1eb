import { describe, expect, test } from 'vitest';
import type { CloudContext } from '../../src/cloud/context.ts';
import { milestones } from '../../src/cloud/milestones.ts';
import { kills, milestonesIn } from './kills.ts';
import { operations } from './operations.ts';
import type { Verdict } from './oracle.ts';
import * as sabotage from './sabotage.ts';
import { playScenario } from './scenarios.ts';
import { families } from './trouble.ts';

describe('a sample of the campaign leaves nothing amiss', () => {
  test.each(Object.keys(families))('%s', async (family) => {
    for (const seed of [1, 2]) {
      const { name, verdict } = await playScenario({ seed, only: [family] });
      expect({ name, ...verdict }).toEqual({ name, orphans: [], duplicates: [], faults: [] });
    }
  });

  test.each([
    ['an owner is made anew of which nothing was known any more', 4],
    ['a token was spent by a run whose journal is lost', 22],
    ['the text has changed since the state was lost', 210],
  ])('F28 where %s', async (_what, seed) => {
    const { name, verdict } = await playScenario({ seed, only: ['F28'] });
    expect({ name, ...verdict }).toEqual({ name, orphans: [], duplicates: [], faults: [] });
  });

  test.each(operations)('a %s that is killed', async (operation) => {
    const isChosen = ({ distinct = 1 }): boolean => distinct % 16 === 0;
    let runs = 0;
    for await (const { name, verdict } of kills({ size: 20, operation, isChosen })) {
      runs += 1;
      expect({ name, ...verdict }).toEqual({ name, orphans: [], duplicates: [], faults: [] });
    }
    expect(runs).toBeGreaterThan(0);
  });
});

test('every milestone is passed by some run, or by its recovery', async () => {
  const passed = new Set<string>(['recovery-looked', 'recovery-settled']);
  for (const operation of operations)
    for (const [milestone] of await milestonesIn(20, operation)) passed.add(milestone);
  expect([...passed].sort()).toEqual([...milestones].sort());
});

test('a seed plays the same scenario every time', async () => {
  const [one, other] = [await playScenario({ seed: 5 }), await playScenario({ seed: 5 })];
  expect(one).toEqual(other);
});

type Spoil = (context: CloudContext) => CloudContext;

/** Each engine that is worse than ours, and where that must come to light. */
const worse: readonly (readonly [string, Spoil, readonly string[], (verdict: Verdict) => boolean])[] = [
  ['keeps no journal', sabotage.withoutJournal, ['F26'], ({ faults }) => faults.length > 0],
  ['takes no lock', sabotage.withoutLock, ['F25'], ({ faults }) => faults.length > 0],
  ['sends new tokens', sabotage.withoutTokens, ['F1'], ({ faults }) => faults.length > 0],
  ['repeats blindly', sabotage.withoutIdentity, ['F1'], ({ duplicates }) => duplicates.length > 0],
  ['deletes unseen', sabotage.withoutRemovals, ['F2'], ({ faults }) => faults.length > 0],
  ['marks nothing', sabotage.withoutMarks, ['F28'], ({ orphans }) => orphans.length > 0],
  ['writes secrets', sabotage.withSecretsInFiles, ['F2'], ({ faults }) => faults.length > 0],
];

describe('the campaign finds an engine that', () => {
  test.each(worse)('%s', async (_what, spoil, only, isFound) => {
    const verdicts: Verdict[] = [];
    for (let seed = 1; seed <= 25; seed += 1)
      verdicts.push((await playScenario({ seed, only, spoil })).verdict);
    expect(verdicts.filter(isFound)).not.toEqual([]);
  });
});
