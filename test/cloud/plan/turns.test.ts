/** Ways that would be away together take turns. */
import { describe, expect, test } from 'vitest';
import { applyPlan, type ApplyOptions } from '../../../src/cloud/apply/apply.ts';
import type { ApplyReport } from '../../../src/cloud/apply/report.ts';
import type { Answer, CloudContext } from '../../../src/cloud/context.ts';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import { parseState } from '../../../src/cloud/state/state.ts';
import { textOf } from '../../../src/cloud/value.ts';
import { topologyOf, useBench } from '../support/bench.ts';
import { isChange } from '../support/mortal.ts';
import { redundant, twoWays } from '../support/redundant.ts';
import { inAHurry, withSessions } from '../support/sessions.ts';
import { apply, planOf } from '../support/steps.ts';

const bench = useBench();

/** Other circuits for both, which takes new VBRs. */
const bothMoved = redundant(['a', 'two', 1], ['b', 'three', 2]);
const onlyB = redundant(['a', 'one', 1], ['b', 'three', 2]);
/** Other VLANs for both, which are changed in place. */
const vlans = twoWays.replace('vlan 1 ', 'vlan 11 ').replace('vlan 2 ', 'vlan 12 ');

/** That much is replaced is meant here; that traffic is interrupted never is. */
const allow: ApplyOptions['allow'] = new Set(['many']);

function outcome({ traffic, guards }: Plan): readonly string[] {
  return [...traffic.map(({ is }) => is), ...guards.flatMap(({ code }) => (code === 'many' ? [] : [code]))];
}

/** `vbr.b after vbr.a on vbr.a/bgp/peer`. */
function turns({ steps }: Plan): readonly string[] {
  return steps.flatMap(({ address, turn }) =>
    turn === undefined ? [] : [`${address} after ${turn.after.join(' ')} on ${turn.countsOn.join(' ')}`],
  );
}

/** The actions of the changes that an apply sends, with the VBR where they name one. */
function sent(): readonly string[] {
  return bench.requests
    .filter(isChange)
    .map(({ action, parameters }) => `${action} ${textOf(parameters.VbrId) ?? ''}`.trim());
}

/** Nothing that interrupts is allowed; afterwards nothing is left to do. */
async function applied(text: string, context = bench.context): Promise<readonly string[]> {
  const plan = await makePlan(context, topologyOf(text));
  bench.requests.length = 0;
  const report = await applyPlan(context, plan, { allow });
  expect(failures(report)).toEqual([]);
  const changes = sent();
  expect((await planOf(bench, text)).steps).toEqual([]);
  return changes;
}

function failures({ results }: ApplyReport): readonly string[] {
  return results.flatMap(({ result, message }) => (result === 'failed' ? [message ?? ''] : []));
}

function idOf(address: string): string {
  const { id } = parseState(bench.store.state(), 'memory').resources[address] ?? {};
  if (id === undefined) throw new Error(`there is no ${address}`);
  return id;
}

function hasChanged(vbr: string): boolean {
  return sent().includes(`ModifyVirtualBorderRouterAttribute ${vbr}`);
}

describe('two redundant border routers that are replaced', () => {
  test('are away one after the other, which nobody has to allow', async () => {
    await apply(bench, twoWays);
    const plan = await planOf(bench, bothMoved);
    expect(plan.steps.filter(({ action }) => action === 'replace').length).toBeGreaterThanOrEqual(8);
    expect(outcome(plan)).toEqual(['degraded']);
    // One is whole again before anything of the other is touched.
    const order = (await applied(bothMoved)).map((each) => each.split(' ')[0]);
    const once = ['DeleteBgpPeer', 'DeleteVirtualBorderRouter', 'CreateVirtualBorderRouter', 'CreateBgpPeer'];
    expect(order.filter((action = '') => once.includes(action))).toEqual([...once, ...once]);
  });

  test('keep their turns when a run ended in the middle of one', async () => {
    await apply(bench, twoWays);
    const plan = await planOf(bench, bothMoved);
    const stop = new AbortController();
    let done = 0;
    const onProgress: ApplyOptions['onProgress'] = ({ address, phase }) => {
      if (address === 'vbr.a' && phase === 'done') done += 1;
      // The new one is there, and its session is not.
      if (done === 2) stop.abort();
    };
    const report = await applyPlan(bench.context, plan, { allow, onProgress, signal: stop.signal });
    expect(report.outcome).toBe('cancelled');
    const next = await planOf(bench, bothMoved);
    expect(next.steps.map(({ address }) => address)).toContain('vbr.a/bgp/peer');
    expect(outcome(next)).toEqual(['degraded']);
    const changes = await applied(bothMoved);
    expect(changes.indexOf('CreateBgpPeer')).toBeLessThan(changes.indexOf('DeleteBgpPeer'));
  });

  test('never wait for each other in a circle, even where the state was lost', async () => {
    const attached = (...[a, b]: readonly [string, string]): string =>
      redundant(['a', a, 1], ['b', b, 2])
        .replaceAll(/ bgp \{ peer-asn 65010 \}/g, '')
        .replace(/^ecr .*$/m, '')
        .replace('attach core, prod', 'attach a, b, prod');
    await apply(bench, attached('one', 'two'));
    for (const vbr of ['a', 'b']) await forgetPropagation(vbr);
    bench.store.files.clear();
    expect(outcome(await planOf(bench, attached('two', 'three')))).toEqual(['degraded']);
    await applied(attached('two', 'three'));
  });
});

/** What only fits by name is not taken over, so it has to go where the state was lost. */
async function forgetPropagation(vbr: string): Promise<void> {
  const address = `cen.hub/transit-router.sh/attachment.${vbr}/propagation.system`;
  const { inputs } = parseState(bench.store.state(), 'memory').resources[address] ?? {};
  await bench.context.client.call({
    product: 'cbn',
    action: 'DisableTransitRouterRouteTablePropagation',
    region: 'cn-shanghai',
    parameters: {
      TransitRouterAttachmentId: textOf(inputs?.attachment) ?? '',
      TransitRouterRouteTableId: textOf(inputs?.table) ?? '',
    },
  });
  const isGone = (): boolean =>
    !bench.emulator
      .snapshot()
      .resources.some(
        ({ kind, fields }) =>
          kind === 'tr-propagation' && fields.TransitRouterAttachmentId === inputs?.attachment,
      );
  await expect.poll(isGone).toBe(true);
}

describe('a new way in place of the old one', () => {
  test('is there before the old one goes', async () => {
    await apply(bench, redundant(['a', 'one', 1]));
    const after = redundant(['b', 'two', 2]);
    expect(outcome(await planOf(bench, after))).toEqual(['degraded']);
    const changes = (await applied(after)).map((each) => each.split(' ')[0]);
    expect(changes.indexOf('CreateBgpPeer')).toBeLessThan(changes.indexOf('DeleteBgpPeer'));
    expect(changes.indexOf('CreateVirtualBorderRouter')).toBeLessThan(
      changes.indexOf('DeleteVirtualBorderRouter'),
    );
  });

  test('that needs what the old one occupies comes after it, and has to be allowed', async () => {
    await apply(bench, redundant(['a', 'one', 1]));
    const plan = await planOf(bench, redundant(['b', 'one', 1]));
    expect(outcome(plan)).toEqual(['interrupted', 'outage']);
    expect(plan.steps.flatMap(({ turn }) => turn?.after ?? [])).toEqual([]);
    const report = await applyPlan(bench.context, plan, { allow: new Set(['outage']) });
    expect(report.outcome).toBe('done');
  });
});

describe('what has nothing to do with each other', () => {
  const sites = (vlan: number): string => `
network n { region cn-shanghai }
${[1, 2]
  .map(
    (k) => `site dc${k} { prefix 10.${k}.0.0/16 asn 65010 }
${[1, 2]
  .map(
    (
      j,
    ) => `circuit c${k}-${j} from dc${k} to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 1 Gbps id "pc-${k}-${j}" }
vbr v${k}-${j} on c${k}-${j} { vlan ${vlan + 2 * k + j} peering 172.${16 + j}.${k}.2/30 to 172.${16 + j}.${k}.1 bgp { peer-asn 65010 } }`,
  )
  .join('\n')}
expect dc${k} reaches db privately surviving any 1 circuit`,
  )
  .join('\n')}
ecr core { attach v1-1, v1-2, v2-1, v2-2 }
cen hub { transit-router sh in cn-shanghai { attach core, prod } }
vpc prod in cn-shanghai { prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 } }
service db { at prod.l }`;

  test('does not wait for each other', async () => {
    await apply(bench, sites(100));
    expect(turns(await planOf(bench, sites(200)))).toEqual([
      'vbr.v1-1 after  on vbr.v1-2/bgp/peer',
      'vbr.v1-2 after vbr.v1-1 on vbr.v1-1/bgp/peer',
      'vbr.v2-1 after  on vbr.v2-2/bgp/peer',
      'vbr.v2-2 after vbr.v2-1 on vbr.v2-1/bgp/peer',
    ]);
  });

  test('does not wait for what is new elsewhere', async () => {
    await apply(bench, twoWays);
    const more = vlans
      .replace(
        'ecr core',
        `site far { prefix 10.20.0.0/16 asn 65020 }
circuit four from far to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 1 Gbps id "pc-four" }
vbr c on four { vlan 3 peering 172.16.3.2/30 to 172.16.3.1 bgp { peer-asn 65020 } }
ecr core`,
      )
      .replace('attach a, b }', 'attach a, b, c }');
    expect(turns(await planOf(bench, more))).toEqual([
      'vbr.a after  on vbr.b/bgp/peer',
      'vbr.b after vbr.a on vbr.a/bgp/peer',
    ]);
  });
});

describe('a session that does not carry anything', () => {
  const saying = (address: string, status: string): CloudContext => {
    const vbr = idOf(address);
    return withSessions(bench.context, ({ RouterId }) => (RouterId === vbr ? status : undefined));
  };

  test.each(['Idle', 'OPEN_SENT', 'Disconnected', ''])(
    'since it is %o is no way to count on',
    async (status) => {
      await apply(bench, twoWays);
      const plan = await makePlan(saying('vbr.a', status), topologyOf(onlyB));
      expect(outcome(plan)).toEqual(['interrupted', 'outage']);
    },
  );

  test('is named, with what it says', async () => {
    await apply(bench, twoWays);
    const notes = async (status: string): Promise<readonly string[]> =>
      (await makePlan(saying('vbr.a', status), topologyOf(onlyB))).notes.map(({ message }) => message);
    expect(await notes('Idle')).toContain(
      "'vbr.a/bgp/peer' is 'Idle': nothing gets through there, and the plan does not count on it",
    );
    expect(await notes('Odd')).toContain(
      "'vbr.a/bgp/peer' says 'Odd', of which hcnet does not know what it means: the plan does not count on it",
    );
  });

  test('does not matter to a plan that takes nothing away', async () => {
    await apply(bench, twoWays);
    const plan = await makePlan(saying('vbr.a', 'Connect'), topologyOf(twoWays));
    expect(plan.steps).toEqual([]);
    expect(plan.notes.filter(({ message }) => message.includes('Connect'))).toEqual([]);
  });

  test('since it was deleted is made before the other way is touched', async () => {
    await apply(bench, twoWays);
    const parameters = { BgpPeerId: idOf('vbr.a/bgp/peer') };
    await bench.context.client.call({
      product: 'vpc',
      action: 'DeleteBgpPeer',
      region: 'cn-shanghai',
      parameters,
    });
    const isGone = (): boolean =>
      !bench.emulator.snapshot().resources.some(({ id }) => id === parameters.BgpPeerId);
    await expect.poll(isGone).toBe(true);
    const after = twoWays.replace('vlan 2 ', 'vlan 12 ');
    expect(outcome(await planOf(bench, after))).toEqual(['degraded']);
    expect((await applied(after)).map((each) => each.split(' ')[0])).toEqual([
      'CreateBgpPeer',
      'ModifyVirtualBorderRouterAttribute',
    ]);
  });

  test('has its turn before the one that carries all', async () => {
    await apply(bench, twoWays);
    const plan = await makePlan(saying('vbr.b', 'Idle'), topologyOf(vlans));
    expect([outcome(plan), turns(plan)]).toEqual([['degraded'], ['vbr.a after vbr.b on vbr.b/bgp/peer']]);
  });

  test('and leaves the design is no way to count on either', async () => {
    await apply(bench, twoWays);
    const plan = await makePlan(saying('vbr.a', 'Idle'), topologyOf(redundant(['b', 'two', 12])));
    expect(outcome(plan)).toEqual(['interrupted', 'outage']);
  });

  test('of IPv4 is not made up for by one of IPv6', async () => {
    const six = twoWays
      .replaceAll(/bgp \{ peer-asn 65010 \} \}/g, 'bgp { peer-asn 65010 } bgp6 { peer-asn 65010 } }')
      .replaceAll(/to 172\.16\.(\d)\.1 /g, 'to 172.16.$1.1 peering6 fd00:$1::2/64 to fd00:$1::1 ');
    await apply(bench, six);
    const a = idOf('vbr.a');
    const isDown = ({ RouterId, IpVersion }: Answer): boolean => RouterId === a && IpVersion === 'IPv4';
    const context = withSessions(bench.context, (peer) => (isDown(peer) ? 'Idle' : undefined));
    const after = six.replace('vlan 2 ', 'vlan 12 ');
    expect(outcome(await makePlan(context, topologyOf(after)))).toEqual(['interrupted', 'outage']);
    expect(outcome(await planOf(bench, after))).toEqual(['degraded']);
  });

  describe('of IPv6', () => {
    const withSix = (design: string): string =>
      design
        .replaceAll('bgp { peer-asn 65010 } }', 'bgp { peer-asn 65010 } bgp6 { peer-asn 65010 } }')
        .replaceAll(/to 172\.16\.(\d)\.1 /g, 'to 172.16.$1.1 peering6 fd00:$1::2/64 to fd00:$1::1 ');
    const planned = async (before: string, after: string): Promise<Plan> => {
      await apply(bench, withSix(before));
      const isSix = ({ IpVersion }: Answer): boolean => IpVersion === 'IPv6';
      const context = withSessions(bench.context, (peer) => (isSix(peer) ? 'Idle' : undefined));
      return makePlan(context, topologyOf(withSix(after)));
    };

    test('does not hide that IPv4 is interrupted', async () => {
      const one = redundant(['a', 'one', 1]);
      const plan = await planned(one, one.replace('vlan 1 ', 'vlan 11 '));
      expect(outcome(plan)).toEqual(['interrupted', 'outage']);
    });

    test('makes no new way for IPv4 of the one that is left', async () => {
      const { traffic } = await planned(twoWays, redundant(['b', 'two', 2]));
      expect(traffic).toMatchObject([{ is: 'degraded', lasts: true }]);
    });
  });

  test('of a VPN is none', async () => {
    const withVpn = redundant(['a', 'one', 1]).replace('asn 65010 }', 'asn 65010 router r { vendor h3c } }')
      .concat(`
vpn backup from dc.r to sh { role standby customer-address 203.0.113.9 bgp on
  tunnel first { inside 169.254.10.0/30 cloud-address 169.254.10.1 key secret V1 }
  tunnel second { inside 169.254.11.0/30 cloud-address 169.254.11.1 key secret V2 } }`);
    await apply(bench, withVpn);
    const after = withVpn.replace('vlan 1 ', 'vlan 11 ');
    expect(turns(await planOf(bench, after))).toEqual(['vbr.a after  on vpn.backup']);
    const { call } = bench.context.client;
    const context: CloudContext = {
      ...bench.context,
      client: {
        call: async (request) =>
          JSON.parse(
            JSON.stringify(await call(request)).replaceAll('ipsec_sa_established', 'ike_sa_not_established'),
          ) as Answer,
      },
    };
    expect(outcome(await makePlan(context, topologyOf(after)))).toEqual(['interrupted', 'outage']);
  });
});

describe('the next in turn', () => {
  const says = (address: string, status: string, minutes = 5): string =>
    ` is left as it is: ${address} is '${status}' after ${minutes} minutes, and has to carry the traffic meanwhile; see to its other end, then run apply again`;

  test.each([
    ['is not touched before the session of the one before is up', ['OpenSent', 'OpenSent', 'OpenSent']],
    [
      'does not believe that at once of a session whose hold time is not over',
      ['Established', 'Idle', 'Idle', 'Idle', 'Idle'],
    ],
  ])('%s', async (_what, statuses) => {
    await apply(bench, twoWays);
    const [a, b] = [idOf('vbr.a'), idOf('vbr.b')];
    let looks = 0;
    const context = withSessions(bench.context, ({ RouterId }) => {
      if (RouterId !== a || !hasChanged(a)) return undefined;
      const status = statuses[looks];
      looks += 1;
      if (status !== undefined) expect(hasChanged(b)).toBe(false);
      return status ?? 'Established';
    });
    expect(await applied(vlans, context)).toHaveLength(2);
    expect(looks).toBeGreaterThan(statuses.length);
  });

  test('is left as it is when that stays down, and has to be allowed then', async () => {
    await apply(bench, twoWays);
    const old = [idOf('vbr.a'), idOf('vbr.b')];
    let isUp = false;
    const context = withSessions(bench.context, ({ RouterId }) =>
      old.includes(String(RouterId)) || isUp ? undefined : 'Active',
    );
    const plan = await makePlan(context, topologyOf(bothMoved));
    const failed = failures(await applyPlan(inAHurry(context), plan, { allow }));
    expect(failed.map((message) => message.replace(/^\S+/, ''))).toContain(says('vbr.a/bgp/peer', 'Active'));
    expect(bench.emulator.snapshot().resources.map(({ id }) => id)).toContain(old[1]);
    expect(outcome(await makePlan(context, topologyOf(bothMoved)))).toEqual(['interrupted', 'outage']);
    isUp = true;
    await applied(bothMoved, context);
  });

  test('is the first as well: what the plan counts on has to be as it was', async () => {
    await apply(bench, twoWays);
    const plan = await planOf(bench, onlyB);
    const a = idOf('vbr.a');
    const context = withSessions(bench.context, ({ RouterId }) => (RouterId === a ? 'Idle' : undefined));
    bench.requests.length = 0;
    const failed = failures(await applyPlan(inAHurry(context), plan, { allow }));
    expect(failed[0]?.replace(/^\S+/, '')).toBe(says('vbr.a/bgp/peer', 'Idle'));
    expect(sent()).toEqual([]);
  });

  test('says of each of its steps that it is left as it is', async () => {
    await apply(bench, twoWays);
    const plan = await planOf(bench, onlyB);
    const a = idOf('vbr.a');
    const context = withSessions(bench.context, ({ RouterId }) => (RouterId === a ? 'Idle' : undefined));
    const { results } = await applyPlan(inAHurry(context), plan, { allow });
    const failed = results.filter(({ result }) => result === 'failed');
    expect(failed.length).toBeGreaterThan(1);
    for (const { address, message } of failed)
      expect(message).toBe(`${address}${says('vbr.a/bgp/peer', 'Idle')}`);
  });

  test('goes through once it has begun', async () => {
    await apply(bench, twoWays);
    const old = [idOf('vbr.a'), idOf('vbr.b')];
    const plan = await planOf(bench, bothMoved);
    bench.requests.length = 0;
    const context = withSessions(bench.context, ({ RouterId }) => {
      const hasBegun = sent().filter((each) => each === 'DeleteBgpPeer').length >= 2;
      return hasBegun && !old.includes(String(RouterId)) ? 'Active' : undefined;
    });
    expect(failures(await applyPlan(inAHurry(context), plan, { allow }))).toEqual([]);
  });
});
