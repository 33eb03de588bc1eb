/** Nothing moves from one region to another: what the text has elsewhere now is made there, and the old one goes. */
import { applyDesign } from '../../../src/cloud/apply/apply.ts';
import type { CloudContext } from '../../../src/cloud/context.ts';
import { errandFor } from '../../../src/cloud/plan/make-plan.ts';
import { describe, expect, test } from 'vitest';
import { ownResources, topologyOf, useBench } from '../support/bench.ts';
import { grantDesign, routesAndServicesDesign, wholeDesign } from '../support/designs.ts';
import { isChange, mortal } from '../support/mortal.ts';
import { apply, change, planOf } from '../support/steps.ts';

const bench = useBench();

/** The same one in Hangzhou, on other lines. */
function moved(text: string): string {
  return text
    .replaceAll(/ap-cn-shanghai-\S+-C\b/g, 'ap-cn-hangzhou-yh-C')
    .replaceAll(/ap-cn-shanghai-\S+-D\b/g, 'ap-cn-hangzhou-yh-B')
    .replaceAll('cn-shanghai-l', 'cn-hangzhou-i')
    .replaceAll('cn-shanghai-m', 'cn-hangzhou-j')
    .replaceAll('cn-shanghai', 'cn-hangzhou')
    .replaceAll(/id "(pc-\w+)"/g, 'id "$1-hz"');
}

/** How many there are of each kind. */
function counts(): Record<string, number> {
  const all: Record<string, number> = {};
  for (const each of ownResources(bench)) {
    const [kind = ''] = each.split(' ');
    all[kind] = (all[kind] ?? 0) + 1;
  }
  return all;
}

describe.each([
  { name: 'routers, circuits and monitoring', design: wholeDesign },
  { name: 'routes and services', design: routesAndServicesDesign },
  { name: 'what hubs of others take', design: grantDesign },
])('a design with $name', ({ design }) => {
  test('is in another region as if it had been there from the start, and nothing is left behind', async () => {
    await apply(bench, moved(design));
    const wanted = counts();
    bench.emulator.reset();
    bench.store.files.clear();
    await change(bench, design, moved(design));
    expect(counts()).toEqual(wanted);
    const regions = bench.emulator.snapshot().resources.map(({ kind, region }) => `${kind} ${region}`);
    expect(regions.filter((each) => /^(?!physical-connection).* cn-shanghai$/.test(each))).toEqual([]);
  });
});

describe('a VPC', () => {
  const vpc = (region: string, zone: string): string => `network n { region cn-shanghai }
    vpc prod in ${region} { prefix 10.0.0.0/16 vswitch l in ${region}-${zone} { prefix 10.0.1.0/24 } }`;

  test('that moves is replaced, and the plan says why', async () => {
    await apply(bench, vpc('cn-shanghai', 'l'));
    const plan = await planOf(bench, vpc('cn-beijing', 'h'));
    expect(plan.changes).toMatchObject({ create: 0, replace: 2 });
    expect(plan.steps.find(({ address }) => address === 'vpc.prod')?.reasons).toEqual([
      {
        attribute: 'region',
        asked: 'cn-shanghai',
        seen: 'cn-shanghai',
        wanted: 'cn-beijing',
        needsNew: 'fixed',
      },
    ]);
  });

  test('of others, whose id the text names no more, stays where it is', async () => {
    await apply(bench, vpc('cn-shanghai', 'l'));
    const [id] = bench.emulator
      .snapshot()
      .resources.flatMap((each) => (each.kind === 'vpc' ? [each.id] : []));
    bench.store.files.clear();
    const named = vpc('cn-shanghai', 'l').replace('{ prefix', `{ id "${id ?? ''}" prefix`);
    await apply(bench, named.replace(/vswitch .*?\} /, ''));
    const elsewhere = vpc('cn-beijing', 'h');
    await apply(bench, elsewhere);
    expect(bench.emulator.snapshot().resources.map((each) => each.id)).toContain(id);
  });

  test('that is gone from where it was is made where the text wants it', async () => {
    await apply(bench, vpc('cn-shanghai', 'l'));
    bench.emulator.reset();
    await apply(bench, vpc('cn-beijing', 'h'));
    expect((await planOf(bench, vpc('cn-beijing', 'h'))).steps).toEqual([]);
  });
});

test('contacts stay when the network has another region: they belong to the account', async () => {
  const design = (region: string): string => `network n { region ${region} }
    vpc prod in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }
    contact netops { mail "netops@example.com" }
    monitoring watch { notify netops event bgp-peer-down }`;
  const { sent } = await change(bench, design('cn-shanghai'), design('cn-beijing'));
  expect(sent).toEqual([]);
});

describe.each(['before', 'after'] as const)('a move that is killed right %s any changing call', (when) => {
  const design = `network n { region cn-shanghai } site dc { prefix 10.10.0.0/16 asn 65010 router r1 }
    cen hub { transit-router tr in cn-shanghai { cidr 10.255.0.0/24 attach prod, office } }
    vpc prod in cn-shanghai { prefix 10.0.0.0/16
      vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }
    vpn office from dc.r1 to tr { customer-address 203.0.113.10 tunnel one { key secret K1 } }`;

  /** The next process on the same machine: the one before is dead. */
  function nextProcess(): CloudContext {
    return { ...bench.context, owner: { host: 'here', pid: 4711, startedAt: () => undefined } };
  }

  async function goTo(text: string, context: CloudContext): Promise<string> {
    const errand = errandFor(topologyOf(text), context.stack);
    const { report } = await applyDesign(context, errand, {
      approve: () => Promise.resolve('with-guards'),
    });
    return report?.outcome ?? 'nothing to do';
  }

  test('is ended by the next apply, and nothing is left behind', async () => {
    await goTo(moved(design), nextProcess());
    const wanted = counts();
    bench.emulator.reset();
    bench.store.files.clear();
    await goTo(design, nextProcess());
    bench.requests.length = 0;
    await goTo(moved(design), nextProcess());
    const changes = bench.requests.filter(isChange).length;
    expect(changes).toBeGreaterThan(15);
    for (let atChange = 1; atChange <= changes; atChange += 1) {
      bench.emulator.reset();
      bench.store.files.clear();
      await goTo(design, nextProcess());
      const { context, isDead } = mortal(nextProcess(), { atChange, when });
      await goTo(moved(design), context).catch(() => undefined);
      expect(isDead()).toBe(true);
      expect(await goTo(moved(design), nextProcess())).toBe('done');
      expect((await planOf(bench, moved(design))).steps).toEqual([]);
      expect(counts()).toEqual(wanted);
    }
  });
});

test('the account that the text names is no reason to attach anything anew', async () => {
  const own = '1234567890123456';
  await apply(
    bench,
    `network n { region cn-shanghai }
    vpc prod in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 }
      vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }`,
  );
  const [id = ''] = bench.emulator
    .snapshot()
    .resources.flatMap((each) => (each.kind === 'vpc' ? [each.id] : []));
  bench.store.files.clear();
  const design = (network: string): string => `network n { region cn-shanghai ${network} }
    vpc prod in cn-shanghai { account "${own}" id "${id}" prefix 10.0.0.0/16 }
    ecr core { asn 45104 attach prod }`;
  await apply(bench, design(''));
  expect(
    (await planOf(bench, design(`account "${own}"`))).steps.filter(({ action }) => action === 'replace'),
  ).toEqual([]);
});
