import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allKinds } from '../../../src/cloud/kinds/all.ts';
import { makeDestroyPlan, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { isEmptyPlan, planJson } from '../../../src/cloud/plan/plan.ts';
import type { Topology } from '../../../src/model/topology.ts';
import { applyAll, ownResources, topologyOf, useBench } from '../support/bench.ts';
import { grantDesign, routesAndServicesDesign, wholeDesign } from '../support/designs.ts';

const designs = {
  'the reference sample': readFileSync('samples/reference.hcnet', 'utf8'),
  'the minimal sample': readFileSync('samples/minimal.hcnet', 'utf8'),
  'the cross-region sample': filesIn('samples/cross-region'),
  'a design with everything in it': wholeDesign,
  'a design with routes and services of its own': routesAndServicesDesign,
};

/** A design in several files, as `designFrom` takes it. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

const bench = useBench();

describe.each(Object.entries(designs))('%s', (_name, text) => {
  const topology: Topology = topologyOf(text);

  test('is applied, then nothing is left to do, and destroying it leaves nothing', async () => {
    const report = await applyAll(bench.context, await makePlan(bench.context, topology));
    expect(report.results.filter((each) => each.result !== 'done')).toEqual([]);
    expect(report.outcome).toBe('done');

    const second = await makePlan(bench.context, topology);
    expect(second.steps).toEqual([]);
    expect(isEmptyPlan(second)).toBe(true);
    // What the state knows is nobody's orphan, whatever list shows it.
    expect(second.notes.filter(({ message }) => message.includes('carries the tags'))).toEqual([]);

    const destruction = await makeDestroyPlan(bench.context, topology);
    const destroyed = await applyAll(bench.context, destruction);
    expect(destroyed.results.filter((each) => each.result !== 'done')).toEqual([]);
    expect(ownResources(bench)).toEqual([]);
    expect((await makeDestroyPlan(bench.context, topology)).steps).toEqual([]);
  });

  test('is planned alike, byte by byte, from equal states', async () => {
    const first = await makePlan(bench.context, topology);
    const second = await makePlan(bench.context, topology);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });
});

test('a plan counts its steps by action, in the documented form', async () => {
  const plan = await makePlan(bench.context, topologyOf(wholeDesign));
  const json = planJson(plan);
  expect(Object.keys(json.changes)).toEqual([
    'create',
    'update',
    'replace',
    'delete',
    'adopt',
    'move',
    'people',
  ]);
  expect(json.changes.create).toBe(json.steps.filter((step) => step.action === 'create').length);
  expect(json.changes.adopt).toBe(3);
  for (const step of json.steps) {
    expect(Object.keys(step).slice(0, 4)).toEqual(['address', 'kind', 'action', 'reasons']);
  }
});

test('every step knows the line of the text that asks for it', async () => {
  const plan = await makePlan(bench.context, topologyOf(wholeDesign));
  const lines = wholeDesign.split('\n');
  const vswitch = plan.steps.find((step) => step.address === 'vpc.prod/vswitch.app-l');
  expect(lines[(vswitch?.source?.line ?? 0) - 1]).toContain('vswitch app-l');
  expect(plan.steps.filter((step) => step.source === undefined)).toEqual([]);
});

test('the designs of these tests use every kind', async () => {
  const used = new Set<string>();
  for (const text of [wholeDesign, routesAndServicesDesign, grantDesign]) {
    const plan = await makePlan(bench.elsewhere(), topologyOf(text));
    for (const step of plan.steps) used.add(step.kind);
  }
  expect(allKinds.map((kind) => kind.name).filter((name) => !used.has(name))).toEqual([]);
});

test('what is ours can be given to the transit router and the ECR of another account', async () => {
  const topology = topologyOf(grantDesign);
  const plan = await makePlan(bench.context, topology);
  expect(plan.problems).toEqual([]);
  const grants = plan.steps.filter((step) => step.kind.endsWith('-grant'));
  expect(grants.map((step) => step.address)).toEqual([
    'cen.theirs/transit-router.tr/attachment.mine/grant',
    'ecr.theirs-too/grant.mine',
  ]);
  const report = await applyAll(bench.context, plan);
  expect(report.results.filter(({ result }) => result !== 'done')).toEqual([]);
  expect((await makePlan(bench.context, topology)).steps).toEqual([]);
});
