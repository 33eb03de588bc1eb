import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Root } from '../../../src/cloud/import/roots.ts';
import { discover } from '../../../src/cloud/import/walk.ts';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { readStack } from '../../../src/cloud/state/stack.ts';
import type { State } from '../../../src/cloud/state/state.ts';
import { applyAll, startBench, topologyOf, type Bench } from '../support/bench.ts';
import { routesAndServicesDesign, wholeDesign } from '../support/designs.ts';

let bench: Bench;

beforeAll(async () => {
  // Shared by a partner: only the cloud knows.
  bench = await startBench({ circuits: { 'pc-shared': { hosted: true, bandwidth: 500 } } });
});

beforeEach(() => {
  bench.emulator.reset();
  bench.store.files.clear();
});

afterAll(() => bench.emulator.stop());

/** Designs, and what the root is called in them; what does not hang together with it stays where it is. */
const designs = [
  ['the reference sample', readFileSync('samples/reference.hcnet', 'utf8'), ['cen.backbone']],
  ['a design with everything in it', wholeDesign, ['vbr.one-vbr', 'cen.office-net']],
  ['a design with everything in it', wholeDesign, ['ecr.core', 'vbr.office-vbr']],
  ['a design with routes and services of its own', routesAndServicesDesign, ['cen.office-net']],
] as const;

describe.each(designs)('%s', (_name, text, addresses) => {
  test(`is found as a whole from ${addresses.join(' and ')}, and nothing is changed`, async () => {
    await applyAll(bench.context, await makePlan(bench.context, topologyOf(text)));
    const { state } = await readStack(bench.context);
    const roots = addresses.map((address) => rootAt(address, state));
    const before = bench.emulator.snapshot();
    const { things } = await discover(bench.context, roots, undefined);
    expect(bench.emulator.snapshot()).toEqual(before);
    const found = new Set<string>(things.map((thing) => `${thing.kind.name} ${thing.id}`));
    const known = Object.entries(state.resources).map(
      ([at, { kind, id }]) => [`${kind} ${id ?? ''}`, at] as const,
    );
    expect(known.filter(([key]) => !found.has(key)).map(([, at]) => at)).toEqual([]);
    const keys = new Set<string>(known.map(([key]) => key));
    expect([...found].filter((key) => !keys.has(key))).toEqual([]);
  });
});

function rootAt(address: string, state: State): Root {
  const kind = address.split('.')[0] as Root['kind'];
  return { kind, id: state.resources[address]?.id ?? '' };
}

describe('an id that leads nowhere', () => {
  test.each<[string, Root, string]>([
    [
      'of another kind',
      { kind: 'cen', id: 'vbr-1' },
      "'vbr-1' is the id of a virtual border router, not of a Cloud Enterprise Network; say --vbr vbr-1",
    ],
    [
      'of something below',
      { kind: 'ecr', id: 'vpc-1' },
      "'vpc-1' is no id of an Express Connect Router, since those begin with ecr-; it belongs to a VPC, which an import finds from its CEN, ECR or VBR",
    ],
    [
      'of nothing',
      { kind: 'cen', id: 'backbone' },
      "'backbone' is no id of a Cloud Enterprise Network, since those begin with cen-",
    ],
    [
      'that does not exist',
      { kind: 'cen', id: 'cen-nowhere' },
      'there is no Cloud Enterprise Network cen-nowhere in this account; check the id, and that the credentials are those of its account',
    ],
    [
      'in no region',
      { kind: 'vbr', id: 'vbr-nowhere' },
      'there is no virtual border router vbr-nowhere in any region of this account; check the id, and that the credentials are those of its account',
    ],
    [
      'with a region that is none',
      { kind: 'vbr', id: 'vbr-1', region: 'shanghai' },
      "'shanghai' is no region of Alibaba Cloud that hcnet knows; regions are called like cn-shanghai",
    ],
  ])('%s is refused, with what to do', async (_what, root, message) => {
    await expect(discover(bench.context, [root], undefined)).rejects.toThrow(message);
  });

  test('in another region is refused, with the region', async () => {
    await applyAll(
      bench.context,
      await makePlan(bench.context, topologyOf(readFileSync('samples/minimal.hcnet', 'utf8'))),
    );
    const { state } = await readStack(bench.context);
    const address = Object.keys(state.resources).find((each) => /^vbr\.[^/]+$/.test(each)) ?? '';
    const root = { ...rootAt(address, state), region: 'cn-chengdu' };
    await expect(discover(bench.context, [root], undefined)).rejects.toThrow(
      /^vbr-\w+ is not in cn-chengdu but in (cn-\w+); say --region \1, or leave it out$/,
    );
  });
});
