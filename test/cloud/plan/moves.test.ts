import { describe, expect, test } from 'vitest';
import type { CloudContext } from '../../../src/cloud/context.ts';
import { applyPlan } from '../../../src/cloud/apply/apply.ts';
import { moveInState } from '../../../src/cloud/state/change-state.ts';
import { findDrift } from '../../../src/cloud/plan/drift.ts';
import { errandFor, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { renamesIn } from '../../../src/cloud/design/renames.ts';
import { rename } from '../../../src/cloud/state/replay.ts';
import { emptyState, parseState, type State } from '../../../src/cloud/state/state.ts';
import { applyAll, ownResources, topologyOf, useBench } from '../support/bench.ts';
import { wholeDesign } from '../support/designs.ts';
import { isChange } from '../support/mortal.ts';
import { apply, planOf, stepsOf } from '../support/steps.ts';

const bench = useBench();

/** A VPC of any name on a transit router. */
const hub = (
  name: string,
  moved = '',
  vswitches = 'vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 }',
): string => `
network n { region cn-shanghai }
vpc ${name} in cn-shanghai { prefix 10.0.0.0/16 ${moved} ${vswitches} }
cen c { transit-router tr in cn-shanghai { attach ${name} } }`;

function addresses(): string[] {
  return Object.keys(parseState(bench.store.state(), 'memory').resources).sort();
}

test('a renamed element keeps its resource, what stands in it, and what is named after it', async () => {
  await apply(bench, hub('production'));
  const before = ownResources(bench);
  const after = hub('prod', 'moved from production');
  const plan = await planOf(bench, after);
  expect(plan.changes).toMatchObject({ move: 6, create: 0, replace: 0, delete: 0 });
  expect(plan.problems).toEqual([]);
  expect(plan.notes).toEqual([]);
  expect(
    plan.steps.filter(({ action }) => action === 'move').map(({ from, address }) => `${from} ${address}`),
  ).toEqual([
    'vpc.production vpc.prod',
    'vpc.production/vswitch.l vpc.prod/vswitch.l',
    'vpc.production/vswitch.m vpc.prod/vswitch.m',
    'cen.c/transit-router.tr/attachment.production cen.c/transit-router.tr/attachment.prod',
    'cen.c/transit-router.tr/attachment.production/association cen.c/transit-router.tr/attachment.prod/association',
    'cen.c/transit-router.tr/attachment.production/propagation.system cen.c/transit-router.tr/attachment.prod/propagation.system',
  ]);
  bench.requests.length = 0;
  await apply(bench, after);
  // Names and tags follow; nothing is made or deleted.
  const sent = new Set(bench.requests.filter(isChange).map(({ action }) => action));
  expect(
    [...sent].filter((action) => /^(Create|Delete|Associate|Dissociate|Enable|Disable)/.test(action)),
  ).toEqual([]);
  expect(ownResources(bench)).toEqual(before);
  expect(addresses().filter((address) => address.includes('production'))).toEqual([]);
  const again = await planOf(bench, after);
  expect(again.steps).toEqual([]);
  expect(again.notes.map(({ message }) => message)).toEqual([
    "'prod' is not called 'production' any more in the state; 'moved from production' can be taken out",
  ]);
  expect((await planOf(bench, hub('prod'))).steps).toEqual([]);
});

test('what was moved is destroyed in the right order afterwards', async () => {
  await apply(bench, hub('production'));
  await apply(bench, hub('prod', 'moved from production'));
  await apply(bench, 'network n { region cn-shanghai }');
  expect(ownResources(bench)).toEqual([]);
});

test('an element and what stands in it can be renamed at once', async () => {
  const vswitches = (name: string, moved: string): string =>
    `vswitch ${name} in cn-shanghai-l { prefix 10.0.1.0/24 ${moved} } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 }`;
  await apply(bench, hub('production', '', vswitches('old', '')));
  const before = ownResources(bench);
  await apply(bench, hub('prod', 'moved from production', vswitches('app', 'moved from old')));
  expect(ownResources(bench)).toEqual(before);
  expect(addresses()).toContain('vpc.prod/vswitch.app');
});

test('a renamed transit router keeps its peering, and a renamed VBR its place at the hub', async () => {
  await apply(bench, wholeDesign);
  const renamed = wholeDesign
    .replaceAll(/\btr-bj\b/g, 'tr-north')
    .replaceAll(/\btwo-vbr\b/g, 'second')
    .replace('in cn-beijing { edition enterprise', 'in cn-beijing { moved from tr-bj edition enterprise')
    .replace('vlan 120', 'moved from two-vbr vlan 120');
  const plan = await planOf(bench, renamed);
  const lost = plan.steps.filter(({ action }) => ['create', 'delete', 'replace'].includes(action));
  // The id of an alert rule is made from its address.
  expect([...new Set(lost.map(({ kind, action }) => `${action} ${kind}`))]).toEqual(['replace alert-rule']);
  await applyAll(bench.context, plan);
  expect((await planOf(bench, renamed)).steps).toEqual([]);
});

describe('a move that cannot be', () => {
  const vpc = (name: string, body = ''): string =>
    `vpc ${name} in cn-shanghai { prefix 10.0.0.0/16 ${body} }`;
  const network = 'network n { region cn-shanghai }';

  test('since nothing has the former name is a note, and the resource is made', async () => {
    const plan = await planOf(bench, `${network} ${vpc('prod', 'moved from produktion')}`);
    expect(stepsOf(plan)).toEqual(['create vpc.prod']);
    expect(plan.notes).toEqual([
      {
        message:
          "'prod' is said to be moved from 'produktion', and the state has nothing of that name: it is made anew, unless the cloud has it",
        address: 'vpc.prod',
        source: { uri: 'file:///design.hcnet', line: 1 },
      },
    ]);
  });

  test('since the new name is taken as well is a problem that names both', async () => {
    const other = 'vpc prod in cn-shanghai { prefix 10.1.0.0/16 }';
    await apply(bench, `${network} ${vpc('production')} ${other}`);
    const plan = await planOf(bench, `${network} ${other.replace('}', 'moved from production }')}`);
    expect(plan.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^'prod' cannot be moved from 'production': the state has vpc\.production \(vpc-\w+\) and vpc\.prod \(vpc-\w+\)\. Take 'moved from' out to keep the second and delete the first, or forget one with hcnet state rm$/,
      ),
    ]);
    await expect(applyAll(bench.context, plan)).rejects.toThrow(/cannot be moved from/);
  });

  test('since the former name is still in use is a problem', async () => {
    await apply(bench, `${network} ${vpc('production')}`);
    const plan = await planOf(
      bench,
      `${network} ${vpc('production')} vpc prod in cn-shanghai { prefix 10.1.0.0/16 moved from production }`,
    );
    expect(plan.problems.map(({ message }) => message)).toEqual([
      "'prod' cannot be moved from 'production': the design still has an element of that name. Take one of the two out",
    ]);
  });
});

test('what is to be moved is no drift', async () => {
  await apply(bench, hub('production'));
  const errand = errandFor(topologyOf(hub('prod', 'moved from production')), 'test');
  expect((await findDrift(bench.context, errand, undefined)).drift).toEqual([]);
});

test('a run that is cut off between two moves is gone on with', async () => {
  await apply(bench, hub('production'));
  const before = ownResources(bench);
  const after = topologyOf(hub('prod', 'moved from production'));
  let moved = 0;
  const context: CloudContext = {
    ...bench.context,
    onMilestone: (milestone) => {
      if (milestone !== 'move-recorded') return;
      moved += 1;
      if (moved === 2) throw new Error('cut off');
    },
  };
  await expect(applyPlan(context, await makePlan(context, after))).rejects.toThrow('cut off');
  expect(stepsOf(await makePlan(bench.context, after))).toContain('move vpc.prod/vswitch.m');
  expect((await applyAll(bench.context, await makePlan(bench.context, after))).outcome).toBe('done');
  expect(ownResources(bench)).toEqual(before);
  expect((await makePlan(bench.context, after)).steps).toEqual([]);
});

test('every element that may say `moved from` is heard', () => {
  const named = `
    circuit c from dc to access-point ap-cn-shanghai-pd-D { moved from x }
    site dc { }
    vbr v on c { moved from x }
    failover-group f { moved from x }
    qos q on c { moved from x queue a { moved from x rule r { moved from x } } }
    ecr e { moved from x }
    cen b { moved from x
      transit-router t in cn-shanghai { moved from x route-table s { moved from x } routing-policy p { moved from x } }
      transit-router u in cn-beijing { }
      peering t to u { queue g { moved from x } }
    }
    vpc p in cn-shanghai { moved from x
      vswitch s in cn-shanghai-l { moved from x }
      security-group w { moved from x }
      route-table r { moved from x }
    }
    vpn n from dc to t { moved from x }
    endpoint-service o in cn-shanghai { moved from x }
    service d { moved from x }
    contact h { moved from x }
    monitoring m { moved from x alert l on v { moved from x } }
    drill g { moved from x }`;
  expect(renamesIn(topologyOf(named))).toHaveLength(named.split('moved from').length - 1);
});

test('what is moved by hand is what others stand on', async () => {
  await apply(bench, hub('production'));
  await moveInState(bench.context, 'vpc.production', 'vpc.prod');
  const { resources } = parseState(bench.store.state(), 'memory');
  expect(resources['vpc.production/vswitch.l']?.dependencies).toEqual(['vpc.prod']);
  await apply(bench, 'network n { region cn-shanghai }');
  expect(ownResources(bench)).toEqual([]);
});

test('an address that had another resource before goes on counting its generations', () => {
  const resource = {
    kind: 'vpc',
    region: 'r',
    id: 'vpc-1',
    status: 'ready',
    generation: 1,
    revision: 0,
  } as const;
  const rest = { inputs: {}, tags: {}, observed: {}, outputs: {}, dependencies: [], adopted: false };
  const state: State = {
    ...emptyState('test'),
    resources: { 'vpc.a': { ...resource, ...rest } },
    history: { 'vpc.b': { generation: 4, attempt: 0 } },
  };
  rename(state, 'vpc.a', 'vpc.b');
  expect(state.resources['vpc.b']?.generation).toBe(4);
  expect(state.history).toEqual({ 'vpc.a': { generation: 2, attempt: 0 } });
});
