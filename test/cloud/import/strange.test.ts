/** Networks as people leave them: things missing, names of all sorts. They are imported as well, and the plan is empty. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importNetwork, saveImport } from '../../../src/cloud/import/import.ts';
import type { Root } from '../../../src/cloud/import/roots.ts';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { readStack } from '../../../src/cloud/state/stack.ts';
import { hcnetText } from '../../../src/export/hcnet-text.ts';
import type { Resource } from '../../../src/emulator/engine/types.ts';
import { reservedWords } from '../../../src/model/reserved-words.ts';
import { designText } from '../../campaign/designs.ts';
import { applyAll, startBench, topologyOf, type Bench } from '../support/bench.ts';
import { byHand } from './by-hand.ts';

let bench: Bench;
let root: Root;

beforeAll(async () => {
  bench = await startBench();
  await applyAll(bench.context, await makePlan(bench.context, topologyOf(designText(80))));
  const { state } = await readStack(bench.context);
  root = { kind: 'cen', id: state.resources['cen.backbone']?.id ?? '' };
});

afterAll(() => bench.emulator.stop());

/** Nothing stands on these, so that anybody may have deleted one. */
const loose = [
  'route-entry',
  'tr-route-entry',
  'tr-propagation',
  'tr-association',
  'tr-aggregation',
  'cen-route-map',
  'cen-vbr-health-check',
  'bgp-network',
  'bgp-peer',
  'private-zone-record',
  'vpn-connection',
];

const names = [
  '',
  'prod',
  'PROD vpc / 主网络',
  'vpc',
  '1',
  'a "quoted" name\\',
  '<b>bold</b> ${x}',
  'x'.repeat(128),
  '-._',
];

const strangeness = fc.record({
  /** For each resource in turn: whether it is gone, if it is loose. */
  gone: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  /** For each resource in turn: what it is called. */
  called: fc.array(fc.constantFrom(...names), { minLength: 12, maxLength: 12 }),
});

test('are imported, and the next plan is empty', async () => {
  await fc.assert(
    fc.asyncProperty(strangeness, async ({ gone, called }) => {
      const change = (resource: Resource): Resource | undefined =>
        loose.includes(resource.kind) && gone[resource.order % gone.length] === true
          ? undefined
          : renamed(resource, called[resource.order % called.length] ?? '');
      const other = await startBench({ storage: byHand(bench.emulator.snapshot(), change) });
      try {
        const before = other.emulator.snapshot();
        const context = { ...other.context, stack: 'prod' };
        const imported = await importNetwork(context, {
          roots: [root],
          reserved: reservedWords,
          write: ({ topology, comments }) => {
            const text = hcnetText(topology, { comments });
            return { text, topology: topologyOf(text) };
          },
          signal: undefined,
        });
        await saveImport(context, '1234567890123456', imported.matched);
        const plan = await makePlan(context, topologyOf(imported.text));
        expect([plan.steps, plan.problems]).toEqual([[], []]);
        expect(other.emulator.snapshot()).toEqual(before);
      } finally {
        await other.emulator.stop();
      }
    }),
    { numRuns: 40 },
  );
});

/** Names and descriptions are free text; what others refer to it by is not. */
function renamed(resource: Resource, name: string): Resource {
  const free =
    /^(Vpc|VSwitch|Cen|TransitRouter|TransitRouterAttachment|RouteTable|SecurityGroup|Ecr)?(Name|Description)$/;
  const fields = Object.fromEntries(
    Object.entries(resource.fields).map(([field, value]) => [field, free.test(field) ? name : value]),
  );
  return { ...resource, fields };
}
