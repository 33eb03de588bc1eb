import { describe, expect, test } from 'vitest';
import { applyDesign, applyPlan } from '../../../src/cloud/apply/apply.ts';
import { findDrift } from '../../../src/cloud/plan/drift.ts';
import { passableGuards } from '../../../src/cloud/plan/guards.ts';
import { destroyErrand, errandFor } from '../../../src/cloud/plan/make-plan.ts';
import { parseState, type ResourceState } from '../../../src/cloud/state/state.ts';
import type { Wire } from '../../../src/cloud/value.ts';
import type { Resource } from '../../../src/emulator/engine/types.ts';
import { applyAll, ownResources, topologyOf, useBench } from '../support/bench.ts';
import { isChange } from '../support/mortal.ts';
import { apply, planOf, stepsOf } from '../support/steps.ts';

const bench = useBench();

const empty = 'network n { region cn-shanghai }';
const vpc = (body: string): string => `${empty} vpc prod in cn-shanghai { prefix 10.0.0.0/16 ${body} }`;
const guarded = vpc('lifecycle { protect on }');

function remembered(address: string): ResourceState | undefined {
  return parseState(bench.store.state(), 'memory').resources[address];
}

describe('what is protected', () => {
  test('is not deleted when its element is gone from the text', async () => {
    await apply(bench, guarded);
    const before = ownResources(bench);
    const plan = await planOf(bench, empty);
    expect(plan.guards).toEqual([
      {
        code: 'protected',
        message:
          "'vpc.prod' is protected: put back what was taken out of the design, with 'protect off' where it is meant to go, or say it by name: --unprotect vpc.prod",
        addresses: ['vpc.prod'],
      },
    ]);
    await expect(applyAll(bench.context, plan)).rejects.toThrow(/'vpc\.prod' is protected/);
    expect(ownResources(bench)).toEqual(before);
  });

  test('is deleted when it is said by name, and not when another name is said', async () => {
    await apply(bench, guarded);
    const plan = await planOf(bench, empty);
    const other = applyPlan(bench.context, plan, { unprotect: new Set(['vpc.other']) });
    await expect(other).rejects.toThrow(/'vpc\.prod' is protected/);
    const report = await applyPlan(bench.context, plan, { unprotect: new Set(['vpc.prod']) });
    expect(report.outcome).toBe('done');
    expect(ownResources(bench)).toEqual([]);
  });

  test('is not replaced, and is told from what may be', async () => {
    const before = `${guarded} vpc free in cn-shanghai { prefix 10.1.0.0/16 }`;
    await apply(bench, before);
    const plan = await planOf(bench, before.replaceAll('10.', '172.'));
    expect(stepsOf(plan)).toEqual(['replace vpc.free', 'replace vpc.prod']);
    expect(plan.guards).toMatchObject([
      {
        code: 'protected',
        addresses: ['vpc.prod'],
        message:
          "'vpc.prod' is protected: write 'protect off' if that is meant, or say it by name: --unprotect vpc.prod",
      },
    ]);
  });

  test('goes once the text says that it may', async () => {
    await apply(bench, guarded);
    const plan = await planOf(bench, vpc('lifecycle { protect off }').replace('10.', '172.'));
    expect(stepsOf(plan)).toEqual(['replace vpc.prod']);
    expect(plan.guards).toEqual([]);
  });

  test('is not destroyed with the rest, and nobody is asked whether it should be', async () => {
    await apply(bench, guarded);
    const destroy = applyDesign(bench.context, destroyErrand(topologyOf(guarded), 'test'), {
      allow: passableGuards,
      approve: () => Promise.reject(new Error('asked')),
    });
    await expect(destroy).rejects.toThrow(/'vpc\.prod' is protected/);
    expect(ownResources(bench)).toHaveLength(1);
  });

  test('is remembered by the state with a step of its own and no call', async () => {
    await apply(bench, vpc(''));
    expect(remembered('vpc.prod')?.protect).toBeUndefined();
    const plan = await planOf(bench, guarded);
    expect(plan.steps).toMatchObject([
      {
        action: 'update',
        address: 'vpc.prod',
        reasons: [{ attribute: 'protect', asked: 'off', wanted: 'on' }],
      },
    ]);
    bench.requests.length = 0;
    await apply(bench, guarded);
    expect(bench.requests.filter(isChange)).toEqual([]);
    expect(remembered('vpc.prod')?.protect).toBe(true);
    expect((await planOf(bench, guarded)).steps).toEqual([]);
    await apply(bench, vpc(''));
    expect(remembered('vpc.prod')?.protect).toBeUndefined();
  });
});

describe('what is ignored', () => {
  /** What somebody else does to the VPC. */
  const change = async (action: string, parameters: Readonly<Record<string, Wire>>): Promise<void> => {
    await bench.context.client.call({ product: 'vpc', region: 'cn-shanghai', action, parameters });
  };
  const rename = (VpcName: string): Promise<void> =>
    change('ModifyVpcAttribute', { VpcId: made().id, VpcName });
  const made = (): Resource => {
    const found = bench.emulator.snapshot().resources.find(({ kind }) => kind === 'vpc');
    if (found === undefined) throw new Error('the test itself is wrong');
    return found;
  };

  test('is no reason to do anything, neither in the text nor in the cloud, and no drift', async () => {
    await apply(bench, vpc('lifecycle { ignore name }'));
    await rename('theirs');
    expect((await planOf(bench, vpc('lifecycle { ignore name }'))).steps).toEqual([]);
    const errand = errandFor(topologyOf(vpc('lifecycle { ignore name }')), 'test');
    expect((await findDrift(bench.context, errand, undefined)).drift).toEqual([]);
    const seen = await planOf(bench, vpc(''));
    expect(seen.steps.map(({ reasons }) => reasons)).toEqual([
      [{ attribute: 'name', asked: 'test-prod', seen: 'theirs', wanted: 'test-prod' }],
    ]);
  });

  test('stays as it is when something else changes', async () => {
    const text = (more: string): string => vpc(`lifecycle { ignore name } ${more}`);
    await apply(bench, text(''));
    await rename('theirs');
    await apply(bench, text('tag owner "net"'));
    expect(made().fields.VpcName).toBe('theirs');
    expect((await planOf(bench, text('tag owner "net"'))).steps).toEqual([]);
  });

  test('may be every tag, but for the two that tell what is ours', async () => {
    const text = (body: string): string => vpc(`lifecycle { ignore tags } ${body}`);
    await apply(bench, text('tag owner "net"'));
    expect((await planOf(bench, text('tag owner "other"'))).steps).toEqual([]);
    await change('UnTagResources', { ResourceType: 'VPC', ResourceId: [made().id], All: true });
    const plan = await planOf(bench, text('tag owner "other"'));
    expect(plan.steps.flatMap(({ reasons }) => reasons.map(({ attribute }) => attribute))).toEqual([
      'tags.hcnet:addr',
      'tags.hcnet:stack',
    ]);
  });

  test('is not sent by a call that sends more than what has changed', async () => {
    const border = (bfd: string, peering: string, more: string): string => `
      network n { region cn-shanghai }
      site dc { prefix 10.10.0.0/16 asn 65010 }
      circuit one from dc to access-point ap-cn-shanghai-nt-aligroup-C { id "pc-one" bandwidth 1 Gbps }
      vbr v on one { vlan 110 peering ${peering} bgp { peer-asn 65010 bfd { ${bfd} } } ${more} }`;
    const before = border('transmit 300 ms receive 300 ms multiplier 3', '172.16.1.2/30 to 172.16.1.1', '');
    await apply(bench, before);
    const after = border(
      'transmit 400 ms receive 500 ms multiplier 3',
      '172.16.1.2/30 to 172.16.1.1',
      'lifecycle { ignore bfdReceive }',
    );
    bench.requests.length = 0;
    await apply(bench, after);
    const sent = bench.requests.filter(isChange).map(({ parameters }) => parameters);
    expect(sent).toMatchObject([{ MinTxInterval: 400, MinRxInterval: 300 }]);
  });
});
