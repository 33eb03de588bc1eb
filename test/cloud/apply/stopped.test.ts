/** What a run does that is stopped, and one that begins with an older state than the cloud has seen. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyDesign } from '../../../src/cloud/apply/apply.ts';
import { recover } from '../../../src/cloud/apply/recover.ts';
import type { CloudContext } from '../../../src/cloud/context.ts';
import { kindsByName } from '../../../src/cloud/kinds/by-name.ts';
import { newPaces } from '../../../src/cloud/look/paces.ts';
import { createReader } from '../../../src/cloud/look/reader.ts';
import { destroyErrand, errandFor, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { breakLock, lockHolder } from '../../../src/cloud/state/lock.ts';
import { openSession } from '../../../src/cloud/state/session.ts';
import { readStack } from '../../../src/cloud/state/stack.ts';
import { startBench, topologyOf, type Bench } from '../support/bench.ts';
import { readyResource } from '../support/ready-resource.ts';
import { slowly } from '../support/slow.ts';

const run = { operation: 'apply', account: '1' } as const;
const yes = { approve: () => Promise.resolve('with-guards' as const) };

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(() => bench.emulator.stop());

/** A run in which one call of an action leaves after the other, and that is stopped when the first is answered. */
function stoppedAfter(action: string): { readonly context: CloudContext; readonly signal: AbortSignal } {
  const stop = new AbortController();
  const call: CloudContext['client']['call'] = async (request) => {
    const answer = await bench.context.client.call(request);
    if (request.action === action) stop.abort(new Error('stopped'));
    return answer;
  };
  return { context: { ...bench.context, limits: { action: 50 }, client: { call } }, signal: stop.signal };
}

test('calls that wait for their turn when a run is stopped are not sent, and leave nothing open', async () => {
  const { context, signal } = stoppedAfter('CreateVpc');
  const vpcs = Array.from({ length: 12 }, (_, i) => `vpc v${i} in cn-shanghai { prefix 10.${i}.0.0/16 }`);
  const topology = topologyOf(`network demo { region cn-shanghai } ${vpcs.join('\n')}`);
  const { report } = await applyDesign(context, errandFor(topology, 'test'), { ...yes, signal });
  expect(report?.outcome).toBe('cancelled');
  const made = () => bench.emulator.snapshot().resources.filter(({ kind }) => kind === 'vpc').length;
  expect(made()).toBeLessThan(12);
  const { state, unresolved } = await readStack(bench.context);
  expect(unresolved).toEqual([]);
  expect(Object.keys(state.resources)).toHaveLength(made());
  await applyDesign(bench.context, errandFor(topology, 'test'), yes);
  expect(made()).toBe(12);
});

test('a deletion that was stopped before it was sent leaves its resource as it was', async () => {
  const text = (count: number): string =>
    `network demo { region cn-shanghai } ${Array.from({ length: count }, (_, i) => `vpc v${i} in cn-shanghai { prefix 10.${i}.0.0/16 }`).join(' ')}`;
  await applyDesign(bench.context, errandFor(topologyOf(text(8)), 'test'), yes);
  const { context, signal } = stoppedAfter('DeleteVpc');
  await applyDesign(context, errandFor(topologyOf(text(0)), 'test'), { ...yes, signal });
  const { state } = await readStack(bench.context);
  const left = Object.values(state.resources).map(({ status }) => status);
  expect(left.length).toBeGreaterThan(1);
  const { steps } = await makePlan(bench.context, topologyOf(text(8)));
  expect(steps.filter(({ action }) => action === 'replace').length).toBeLessThan(left.length);
  expect(left).toContain('ready');
});

test('a recovery that is stopped while it looks sends nothing again, and the call stays open', async () => {
  const stop = new AbortController();
  const { context, time, arrived } = slowly(() => ({ RouteMaps: { RouteMap: [] }, TotalCount: 0 }));
  const killed = await time.finish(openSession(context, run));
  const inputs = { cen: 'cen-1', region: 'cn-shanghai', direction: 'RegionIn', priority: 10, table: 'vtb-1' };
  await time.finish(
    killed.intend({
      op: 'create',
      address: 'policy.p',
      kind: 'cen-route-map',
      region: 'cn-shanghai',
      generation: 1,
      revision: 0,
      attempt: 0,
      action: 'CreateCenRouteMap',
      token: 't',
      parameters: { CenId: 'cen-1' },
      resource: { ...readyResource, kind: 'cen-route-map', status: 'creating', inputs },
    }),
  );
  await breakLock(context, (await lockHolder(context))?.number ?? 0);
  const slow: CloudContext = {
    ...context,
    client: {
      call: async (request) => {
        const answer = await context.client.call(request);
        // Ctrl+C while the look is under way.
        stop.abort(new Error('stopped'));
        await time.sleep(100);
        return answer;
      },
    },
  };
  const session = await time.finish(openSession(slow, run));
  const recovery = recover({
    context: slow,
    session,
    reader: createReader(slow),
    paces: newPaces(slow),
    kinds: kindsByName,
    secrets: new Map(),
    plannedAt: undefined,
    signal: stop.signal,
  });
  await expect(time.finish(recovery)).rejects.toThrow('stopped');
  expect(arrived.map(({ action }) => action)).not.toContain('CreateCenRouteMap');
  await time.finish(session.close());
  expect((await readStack(context)).unresolved).toHaveLength(1);
});

test('a token that was spent before an older state was put back is replaced, once nothing is found', async () => {
  const empty = 'network demo { region cn-shanghai }';
  const design = (prefix: string) => topologyOf(`${empty} vpc prod in cn-shanghai { prefix ${prefix} }`);
  const { files } = bench.store;
  const apply = async (prefix: string) =>
    (await applyDesign(bench.context, errandFor(design(prefix), 'test'), yes)).report?.outcome;
  const session = await openSession(bench.context, { ...run, account: undefined });
  await session.close();
  const backup = new Map(files);
  await apply('192.168.0.0/16');
  await applyDesign(bench.context, destroyErrand(design('192.168.0.0/16'), 'test'), yes);
  files.clear();
  for (const [name, text] of backup) files.set(name, text);
  expect(await apply('172.16.0.0/12')).toBe('done');
  expect((await readStack(bench.context)).state.resources['vpc.prod']).toMatchObject({ status: 'ready' });
  expect(bench.emulator.snapshot().resources.filter(({ kind }) => kind === 'vpc')).toHaveLength(1);
});
