import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../../src/cloud/apply/apply.ts';
import { sha256 } from '../../../src/cloud/digest.ts';
import { errandFor, refuseOtherDesign } from '../../../src/cloud/plan/make-plan.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import { formatSavedPlan, parseSavedPlan } from '../../../src/cloud/plan/saved-plan.ts';
import { canonicalJson } from '../../../src/cloud/value.ts';
import { topologyOf, useBench } from '../support/bench.ts';
import { wholeDesign } from '../support/designs.ts';
import { apply, planOf } from '../support/steps.ts';

const bench = useBench();

const now = Date.parse('2026-11-23T12:00:00Z');
const engine = '0.1.0';
const saved = (plan: Plan): string => formatSavedPlan(plan, { engine, now });
const small = 'network n { region cn-shanghai } vpc prod in cn-shanghai { prefix 10.0.0.0/16 }';

test('a saved plan holds all that was shown', async () => {
  await apply(bench, wholeDesign);
  const plan = await planOf(
    bench,
    wholeDesign.replace('vlan 120', 'vlan 121').replace('vlan 110', 'vlan 111'),
  );
  expect(plan.traffic.length).toBeGreaterThan(0);
  expect(parseSavedPlan(saved(plan), 'plan.json', { engine, now })).toEqual(plan);
});

describe('a saved plan is refused', () => {
  test('when it was changed', async () => {
    const text = saved(await planOf(bench, small)).replace('10.0.0.0/16', '10.0.0.0/8');
    expect(() => parseSavedPlan(text, 'plan.json', { engine, now })).toThrow(
      'plan.json was changed after it was made. Plan again',
    );
  });

  test('when it is of another version of hcnet, or of its plans', async () => {
    const plan = await planOf(bench, small);
    expect(() => parseSavedPlan(saved(plan), 'plan.json', { engine: '0.2.0', now })).toThrow(
      /plan\.json was made by hcnet 0\.1\.0 .*, and this is 0\.2\.0 .*Plan again/,
    );
    const old = { ...plan, version: 1 };
    const made = new Date(now).toISOString();
    const hash = sha256(canonicalJson({ plan: old, engine, made }));
    const text = JSON.stringify({ format: 'hcnet-plan', engine, made, hash, plan: old });
    expect(() => parseSavedPlan(text, 'plan.json', { engine, now })).toThrow(/plans of version 1.*version 4/);
  });

  test('when it is older than a day', async () => {
    const text = saved(await planOf(bench, small));
    const later = now + 25 * 60 * 60 * 1000;
    expect(() => parseSavedPlan(text, 'plan.json', { engine, now: later })).toThrow(/more than a day ago/);
  });

  test('when it is of another design, or of this one before it was changed', async () => {
    const plan = await planOf(bench, small);
    const errand = errandFor(topologyOf(small), 'other');
    await expect(refuseOtherDesign({ ...bench.context, stack: 'other' }, plan, errand)).rejects.toThrow(
      "the plan was made for another design: 'test', and this is 'other'. Plan again",
    );
    for (const changed of [
      small.replace('10.0.0.0/16', '10.1.0.0/16'),
      small.replace('{ prefix', '{ lifecycle { protect on } prefix'),
      small.replace('vpc prod', 'vpc main').replace('{ prefix', '{ moved from prod prefix'),
    ]) {
      const other = errandFor(topologyOf(changed), 'test');
      await expect(refuseOtherDesign(bench.context, plan, other)).rejects.toThrow(/before it was changed/);
    }
  });

  test.each([
    ['account', { account: '9999999999999999' }, 'account 9999999999999999, and the credentials open'],
    ['target', { target: 'Alibaba Cloud' }, 'Alibaba Cloud, and this run means emulator at'],
  ])('when it is of another %s', async (_what, change, told) => {
    const plan = { ...(await planOf(bench, small)), ...change };
    await expect(applyPlan(bench.context, plan)).rejects.toThrow(`the plan was made for ${told}`);
  });

  test('when something was applied since', async () => {
    const plan = await planOf(bench, small);
    await apply(bench, small);
    await expect(applyPlan(bench.context, plan)).rejects.toThrow(/something was applied since it was made/);
  });
});
