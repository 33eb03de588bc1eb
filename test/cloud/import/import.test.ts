import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importNetwork, saveImport, type ImportedNetwork } from '../../../src/cloud/import/import.ts';
import type { Root } from '../../../src/cloud/import/roots.ts';
import { makeDestroyPlan, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { readStack } from '../../../src/cloud/state/stack.ts';
import { hcnetText } from '../../../src/export/hcnet-text.ts';
import { reservedWords } from '../../../src/model/reserved-words.ts';
import { designText } from '../../campaign/designs.ts';
import { applyAll, startBench, topologyOf, type Bench } from '../support/bench.ts';
import { byHand } from './by-hand.ts';
import { routesAndServicesDesign, wholeDesign } from '../support/designs.ts';

const sharedCircuit = {
  hosted: true,
  bandwidth: 500,
  regionId: 'cn-shanghai',
  accessPointId: 'ap-cn-shanghai-pd-D',
};

let bench: Bench;

beforeAll(async () => {
  // Shared by a partner: only the cloud knows.
  bench = await startBench({ circuits: { 'pc-shared': sharedCircuit } });
});

beforeEach(() => {
  bench.emulator.reset();
  bench.store.files.clear();
});

afterAll(() => bench.emulator.stop());

/** A design in several files, as `topologyOf` takes it. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

const designs = [
  ['the cross-region sample', filesIn('samples/cross-region'), ['cen.global']],
  ['a small design of the campaign', designText(20), ['cen.backbone']],
  ['a design of the campaign', designText(80), ['cen.backbone']],
  ['a design of the campaign, changed', designText(80, 'updated'), ['cen.backbone']],
  ['a design of the campaign, with others in place', designText(80, 'replaced'), ['cen.backbone']],
  ['a large design of the campaign', designText(300), ['ecr.core']],
  ['the reference sample', readFileSync('samples/reference.hcnet', 'utf8'), ['cen.backbone']],
  ['the minimal sample', readFileSync('samples/minimal.hcnet', 'utf8'), ['cen.backbone']],
  ['a design with everything in it', wholeDesign, ['cen.backbone', 'cen.office-net']],
  ['a design with routes and services of its own', routesAndServicesDesign, ['cen.office-net']],
] as const;

describe.each(designs)('%s', (_name, text, addresses) => {
  test('is applied, forgotten and imported, and the next plan is empty', async () => {
    await applyAll(bench.context, await makePlan(bench.context, topologyOf(text)));
    const roots = await rootsAt(addresses);
    bench.store.files.clear();
    const before = bench.emulator.snapshot();
    const imported = await imports(roots);
    expect(imported.matched.leftOut).toEqual([]);
    expect(imported.matched.unclaimed).toEqual([]);
    expect(imported.matched.deviations).toEqual([]);
    await saveImport(bench.context, '1234567890123456', imported.matched);
    const plan = await makePlan(bench.context, topologyOf(imported.text));
    expect(plan.steps).toEqual([]);
    expect(plan.problems).toEqual([]);
    expect(bench.emulator.snapshot()).toEqual(before);
  });
});

describe.each(designs)('%s, as if people had made it', (_name, text, addresses) => {
  test('is imported under another name, and the next plan is empty', async () => {
    await applyAll(bench.context, await makePlan(bench.context, topologyOf(text)));
    const roots = await rootsAt(addresses);
    const other = await startBench({ storage: byHand(bench.emulator.snapshot()) });
    const context = { ...other.context, stack: 'prod' };
    const before = other.emulator.snapshot();
    const imported = await imports(roots, context);
    expect(imported.matched.leftOut).toEqual([]);
    expect(imported.matched.unclaimed).toEqual([]);
    expect(imported.matched.deviations).toEqual([]);
    await saveImport(context, '1234567890123456', imported.matched);
    const topology = topologyOf(imported.text);
    const plan = await makePlan(context, topology);
    expect(plan.steps).toEqual([]);
    expect(plan.problems).toEqual([]);
    expect(other.emulator.snapshot()).toEqual(before);

    const destruction = await makeDestroyPlan(context, topology);
    const losses = destruction.steps
      .filter(({ action }) => action === 'delete')
      .map(({ address }) => address);
    expect(losses.length).toBeGreaterThan(10);
    expect(destruction.guards.find(({ code }) => code === 'imported')?.addresses).toEqual(losses);
    await other.emulator.stop();
  });
});

async function rootsAt(addresses: readonly string[]): Promise<Root[]> {
  const { state } = await readStack(bench.context);
  return addresses.map((address) => {
    const kind = address.split('.')[0] as Root['kind'];
    return { kind, id: state.resources[address]?.id ?? '' };
  });
}

function imports(roots: readonly Root[], context = bench.context): Promise<ImportedNetwork> {
  return importNetwork(context, {
    roots,
    reserved: reservedWords,
    write: ({ topology, comments }) => {
      const text = hcnetText(topology, { comments });
      return { text, topology: topologyOf(text) };
    },
    signal: undefined,
  });
}
