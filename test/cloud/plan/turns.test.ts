/** Ways that would be away together take turns. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyPlan, type ApplyOptions } from '../../../src/cloud/apply/apply.ts';
import type { Answer, CloudContext } from '../../../src/cloud/context.ts';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import { parseState } from '../../../src/cloud/state/state.ts';
import { startBench, topologyOf, type Bench } from '../support/bench.ts';
import { isChange } from '../support/mortal.ts';
import { redundant, twoWays } from '../support/redundant.ts';
import { apply, planOf } from '../support/steps.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});

beforeEach(() => {
  bench.emulator.reset();
  bench.store.files.clear();
});

afterAll(() => bench.emulator.stop());

const both = redundant(['a', 'two', 1], ['b', 'three', 2]);

function outcome({ traffic, guards }: Plan): readonly string[] {
  return [...traffic.map(({ is }) => is), ...guards.flatMap(({ code }) => (code === 'many' ? [] : [code]))];
}

/** That much is replaced is meant here; that traffic is interrupted never is. */
const allow: ApplyOptions['allow'] = new Set(['many']);

/** The actions of the changes that an apply sends. */
async function sentBy(text: string, context = bench.context): Promise<readonly string[]> {
  const plan = await makePlan(context, topologyOf(text));
  bench.requests.length = 0;
  const report = await applyPlan(context, plan, { allow });
  expect(report.results.filter(({ result }) => result !== 'done')).toEqual([]);
  return bench.requests.filter(isChange).map(({ action }) => action);
}

function isVlanChange(action: string): boolean {
  return action === 'ModifyVirtualBorderRouterAttribute';
}

/** The same, but for what the sessions of some routers are said to be; by the id of the router. */
function withSessions(context: CloudContext, statusOf: (router: string) => string | undefined): CloudContext {
  const change = (peer: Answer): Answer => {
    const status = statusOf(String(peer.RouterId));
    return status === undefined ? peer : { ...peer, BgpStatus: status };
  };
  return {
    ...context,
    client: {
      call: async (request) => {
        const answer = await context.client.call(request);
        if (request.action !== 'DescribeBgpPeers') return answer;
        const { BgpPeer: peers } = answer.BgpPeers as { readonly BgpPeer: readonly Answer[] };
        return { ...answer, BgpPeers: { BgpPeer: peers.map(change) } };
      },
    },
  };
}

function routerOf(address: string): string {
  const { id } = parseState(bench.store.state(), 'memory').resources[address] ?? {};
  if (id === undefined) throw new Error(`there is no ${address}`);
  return id;
}

describe('two redundant border routers that are replaced', () => {
  test('are away one after the other, which nobody has to allow', async () => {
    await apply(bench, twoWays);
    const plan = await planOf(bench, both);
    expect(plan.steps.filter(({ action }) => action === 'replace').length).toBeGreaterThanOrEqual(8);
    expect(outcome(plan)).toEqual(['degraded']);
    const sent = await sentBy(both);
    // One is whole again before anything of the other is touched.
    const order = sent.filter((action) => /BgpPeer$|VirtualBorderRouter$/.test(action));
    const once = ['DeleteBgpPeer', 'DeleteVirtualBorderRouter', 'CreateVirtualBorderRouter', 'CreateBgpPeer'];
    expect(order).toEqual([...once, ...once]);
    expect((await planOf(bench, both)).steps).toEqual([]);
  });

  test('keep their turns when a run ended between them', async () => {
    await apply(bench, twoWays);
    const plan = await planOf(bench, both);
    const stop = new AbortController();
    const onProgress = ({ address, phase }: { readonly address: string; readonly phase: string }): void => {
      if (address === 'vbr.a' && phase === 'done') stop.abort();
    };
    expect(
      (await applyPlan(bench.context, plan, { allow, onProgress, signal: stop.signal })).outcome,
    ).not.toBe('done');
    expect(outcome(await planOf(bench, both))).not.toContain('outage');
    await sentBy(both);
    expect((await planOf(bench, both)).steps).toEqual([]);
  });
});

describe('a new way in place of the old one', () => {
  test('is there before the old one goes', async () => {
    await apply(bench, redundant(['a', 'one', 1]));
    const after = redundant(['b', 'two', 2]);
    expect(outcome(await planOf(bench, after))).toEqual(['degraded']);
    const sent = await sentBy(after);
    expect(sent.indexOf('CreateBgpPeer')).toBeLessThan(sent.indexOf('DeleteBgpPeer'));
    expect(sent.indexOf('CreateVirtualBorderRouter')).toBeLessThan(sent.indexOf('DeleteVirtualBorderRouter'));
  });

  test('that needs what the old one occupies comes after it, and has to be allowed', async () => {
    await apply(bench, redundant(['a', 'one', 1]));
    const plan = await planOf(bench, redundant(['b', 'one', 1]));
    expect(outcome(plan)).toEqual(['interrupted', 'outage']);
    expect(plan.steps.flatMap(({ turnAfter = [] }) => turnAfter)).toEqual([]);
    const report = await applyPlan(bench.context, plan, { allow: new Set(['outage']) });
    expect(report.outcome).toBe('done');
  });
});

describe('a session that is down', () => {
  test('is no way that a plan counts on', async () => {
    await apply(bench, twoWays);
    const context = withSessions(bench.context, (router) =>
      router === routerOf('vbr.a') ? 'Idle' : undefined,
    );
    const plan = await makePlan(context, topologyOf(redundant(['a', 'one', 1], ['b', 'three', 2])));
    expect(outcome(plan)).toEqual(['interrupted', 'outage']);
    expect(plan.notes.map(({ message }) => message)).toContain(
      "'vbr.a/bgp/peer' is 'Idle': nothing gets through there, and the plan does not count on it",
    );
  });

  test('does not matter to a plan that takes nothing away', async () => {
    await apply(bench, twoWays);
    const context = withSessions(bench.context, () => 'Connect');
    const plan = await makePlan(context, topologyOf(twoWays));
    expect(plan.steps).toEqual([]);
    expect(plan.notes.filter(({ message }) => message.includes('Connect'))).toEqual([]);
  });

  test('is waited for as well when the session itself did not change', async () => {
    await apply(bench, twoWays);
    const after = twoWays.replace('vlan 1 ', 'vlan 11 ').replace('vlan 2 ', 'vlan 12 ');
    expect(outcome(await planOf(bench, after))).toEqual(['degraded']);
    let looks = 0;
    const [a, b] = [routerOf('vbr.a'), routerOf('vbr.b')];
    const hasStarted = (id: string): boolean =>
      bench.requests.some(({ action, parameters }) => isVlanChange(action) && parameters.VbrId === id);
    const context = withSessions(bench.context, (router) => {
      if (router !== a || !hasStarted(a)) return undefined;
      looks += 1;
      if (looks <= 3) expect(hasStarted(b)).toBe(false);
      return looks < 3 ? 'OpenSent' : 'Established';
    });
    expect((await sentBy(after, context)).filter(isVlanChange)).toHaveLength(2);
    expect(looks).toBeGreaterThanOrEqual(3);
  });

  test('keeps the next in turn from being touched, until it is up', async () => {
    await apply(bench, twoWays);
    const old = [routerOf('vbr.a'), routerOf('vbr.b')];
    let isUp = false;
    const context = {
      ...withSessions(bench.context, (router) => (old.includes(router) || isUp ? undefined : 'Active')),
      timing: { ...bench.context.timing, deadlineFactor: 0.0005 },
    } as CloudContext;
    const report = await applyPlan(context, await makePlan(context, topologyOf(both)), { allow });
    const failed = report.results.filter(({ result }) => result === 'failed');
    expect(failed.map(({ message }) => message?.replace(/^\S+/, ''))).toContain(
      " is left as it is: vbr.a/bgp/peer is 'Active' after 5 minutes, and without it traffic would be cut; see to its other end, then run apply again",
    );
    expect(failed.every(({ address }) => address.includes('vbr.b'))).toBe(true);
    expect(bench.emulator.snapshot().resources.map(({ id }) => id)).toContain(old[1]);

    const again = await makePlan(context, topologyOf(both));
    expect(outcome(again)).toEqual(['interrupted', 'outage']);
    isUp = true;
    await sentBy(both, { ...context, timing: bench.context.timing } as CloudContext);
    expect((await planOf(bench, both)).steps).toEqual([]);
  });
});
