/** What a text names by its id is used as it is, whatever it was before. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyDesign } from '../../../src/cloud/apply/apply.ts';
import { destroyErrand, errandFor, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { readStack } from '../../../src/cloud/state/stack.ts';
import { startBench, topologyOf, type Bench } from '../support/bench.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.emulator.stop());

const yes = { approve: () => Promise.resolve('with-guards' as const) };

function design(...vpcs: readonly string[]) {
  return topologyOf(`network demo { region cn-shanghai } ${vpcs.join('\n')}`);
}

function vpc(name: string, id?: string): string {
  const named = id === undefined ? '' : `id "${id}"`;
  return `vpc ${name} in cn-shanghai { prefix 10.0.0.0/16 ${named} vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }`;
}

function idsOf(kind: string): string[] {
  return bench.emulator
    .snapshot()
    .resources.filter((each) => each.kind === kind)
    .map(({ id }) => id);
}

async function applied(): Promise<string> {
  await applyDesign(bench.context, errandFor(design(vpc('one')), 'test'), yes);
  const [id = ''] = idsOf('vpc');
  return id;
}

async function known(): Promise<unknown> {
  const { state } = await readStack(bench.context);
  return Object.fromEntries(
    Object.entries(state.resources).map(([address, { id, adopted }]) => [address, { id, adopted }]),
  );
}

test('what had another name is known under the new one, with all that stands on it, and stays', async () => {
  const id = await applied();
  const [vswitch] = idsOf('vswitch');
  const renamed = design(vpc('two', id));
  const plan = await makePlan(bench.context, renamed);
  expect(plan.steps.map(({ action, address }) => `${action} ${address}`)).toEqual([
    'move vpc.two',
    'move vpc.two/vswitch.l',
    'adopt vpc.two',
    'update vpc.two/vswitch.l',
  ]);
  await applyDesign(bench.context, errandFor(renamed, 'test'), yes);
  expect(await known()).toEqual({
    'vpc.two': { id, adopted: true },
    'vpc.two/vswitch.l': { id: vswitch, adopted: false },
  });
  expect((await makePlan(bench.context, renamed)).steps).toEqual([]);
  // An element that was named by its id all along may be called otherwise, too.
  const again = design(vpc('three', id));
  await applyDesign(bench.context, errandFor(again, 'test'), yes);
  expect(await known()).toMatchObject({ 'vpc.three': { id, adopted: true } });
  expect(idsOf('vpc')).toEqual([id]);
});

test('it stays when everything is destroyed before that was ever applied', async () => {
  const id = await applied();
  await applyDesign(bench.context, destroyErrand(design(vpc('two', id)), 'test'), yes);
  expect(idsOf('vpc')).toEqual([id]);
  expect(idsOf('vswitch')).toEqual([]);
  expect(await known()).toEqual({});
});

test('two elements cannot be the same thing, and the plan says so before anything is done', async () => {
  const id = await applied();
  const problems = async (...vpcs: readonly string[]) =>
    (await makePlan(bench.context, design(...vpcs))).problems.map(({ message }) => message);
  expect(await problems(vpc('one'), `vpc two in cn-shanghai { id "${id}" }`)).toEqual([
    `'two' and 'one' are both the VPC ${id}; keep one of them, and write its name wherever the other stands`,
  ]);
  expect(
    await problems(`vpc a in cn-shanghai { id "${id}" }`, `vpc b in cn-shanghai { id "${id}" }`),
  ).toEqual([
    `'b' and 'a' are both the VPC ${id}; keep one of them, and write its name wherever the other stands`,
  ]);
});
