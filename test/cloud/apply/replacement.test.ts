/** In which order the old and the new come and go, where they cannot be there together and where they can. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CloudRequest } from '../../../src/cloud/context.ts';
import { overlaps, parsePrefix } from '../../../src/model/ip.ts';
import { emptyBench, ownResources, useBench } from '../support/bench.ts';
import { apply, change, planOf, stepsOf } from '../support/steps.ts';

const bench = useBench();

/** What was sent, in order. Nothing is left to do after it, and as much is there as if there had been no before. */
async function sentFrom(before: string, after: string): Promise<readonly CloudRequest[]> {
  const { sent } = await change(bench, before, after);
  const changed = kinds();
  emptyBench(bench);
  await apply(bench, after);
  expect(changed).toEqual(kinds());
  return sent;
}

function kinds(): string[] {
  return ownResources(bench).map((each) => each.split(' ')[0] ?? '');
}

function actions(sent: readonly CloudRequest[]): string[] {
  return sent.map(({ action }) => action);
}

const vpc = (body: string): string =>
  `network n { region cn-shanghai } vpc prod in cn-shanghai { prefix 10.0.0.0/16 ${body} }`;
const vswitch = (name: string, prefix: string): string =>
  `vswitch ${name} in cn-shanghai-l { prefix ${prefix} }`;

describe('a vSwitch', () => {
  test('whose prefix overlaps that of its successor makes way first', async () => {
    const sent = await sentFrom(vpc(vswitch('a', '10.0.2.0/24')), vpc(vswitch('a', '10.0.2.0/23')));
    expect(actions(sent)).toEqual(['DeleteVSwitch', 'CreateVSwitch']);
  });

  test('whose prefix is free of that of its successor goes when that is there', async () => {
    const sent = await sentFrom(vpc(vswitch('a', '10.0.2.0/24')), vpc(vswitch('a', '10.0.4.0/24')));
    expect(actions(sent)).toEqual(['CreateVSwitch', 'DeleteVSwitch']);
  });

  test('makes way for another one that lies in its prefix', async () => {
    const sent = await sentFrom(
      vpc(vswitch('wide', '10.0.0.0/20')),
      vpc(`${vswitch('one', '10.0.1.0/24')} ${vswitch('two', '10.0.2.0/24')}`),
    );
    expect(actions(sent)).toEqual(['DeleteVSwitch', 'CreateVSwitch', 'CreateVSwitch']);
  });

  test('makes way for one that lies over several', async () => {
    const sent = await sentFrom(
      vpc(`${vswitch('one', '10.0.1.0/24')} ${vswitch('two', '10.0.2.0/24')}`),
      vpc(vswitch('wide', '10.0.0.0/20')),
    );
    expect(actions(sent)).toEqual(['DeleteVSwitch', 'DeleteVSwitch', 'CreateVSwitch']);
  });

  test('does not wait for one in another VPC', async () => {
    const other = (prefix: string): string =>
      ` vpc other in cn-shanghai { prefix 10.0.0.0/16 ${vswitch('o', prefix)} }`;
    const sent = await sentFrom(
      vpc(vswitch('a', '10.0.1.0/24')) + other('10.0.2.0/24'),
      vpc(vswitch('a', '10.0.2.0/24')) + other('10.0.1.0/24'),
    );
    expect(actions(sent).slice(0, 2)).toEqual(['CreateVSwitch', 'CreateVSwitch']);
  });
});

describe('two that swap', () => {
  test('their prefixes both make way before either is made', async () => {
    const sent = await sentFrom(
      vpc(`${vswitch('a', '10.0.1.0/24')} ${vswitch('b', '10.0.2.0/24')}`),
      vpc(`${vswitch('a', '10.0.2.0/24')} ${vswitch('b', '10.0.1.0/24')}`),
    );
    expect(actions(sent)).toEqual(['DeleteVSwitch', 'DeleteVSwitch', 'CreateVSwitch', 'CreateVSwitch']);
  });

  test('prefixes in a ring of three all make way first', async () => {
    const ring = (...prefixes: readonly string[]): string =>
      vpc(prefixes.map((prefix, index) => vswitch(`v${index}`, prefix)).join(' '));
    const [one, two, three] = ['10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24'] as const;
    const sent = await sentFrom(ring(one, two, three), ring(two, three, one));
    expect(actions(sent)).toEqual([
      ...['DeleteVSwitch', 'DeleteVSwitch', 'DeleteVSwitch'],
      ...['CreateVSwitch', 'CreateVSwitch', 'CreateVSwitch'],
    ]);
  });
});

describe('the VLANs of VBRs on one circuit', () => {
  const border = (vlans: Readonly<Record<string, number>>): string => `network n { region cn-shanghai }
    site dc { prefix 10.10.0.0/16 asn 65010 }
    circuit one from dc to access-point ap-cn-shanghai-nt-aligroup-C { id "pc-one" bandwidth 1 Gbps }
    ${Object.entries(vlans)
      .map(
        ([name, vlan]) =>
          `vbr ${name} on one { vlan ${vlan} peering 172.16.${name.charCodeAt(0)}.2/30 to 172.16.${name.charCodeAt(0)}.1 bgp { peer-asn 65010 } }`,
      )
      .join('\n')}`;
  const vbrs = (sent: readonly CloudRequest[]): string[] =>
    actions(sent).filter((action) => /^(Create|Delete|Modify)VirtualBorderRouter/.test(action));

  test('can be swapped: one of the two makes way, and the plan says why', async () => {
    const [before, after] = [border({ a: 110, b: 120 }), border({ a: 120, b: 110 })];
    await apply(bench, before);
    const plan = await planOf(bench, after);
    expect(stepsOf(plan).filter((step) => !step.includes('/'))).toEqual(['replace vbr.a', 'update vbr.b']);
    expect(plan.steps.find(({ address }) => address === 'vbr.a')?.why).toBe(
      'it changes places with others, and one has to make way first',
    );
    emptyBench(bench);
    expect(vbrs(await sentFrom(before, after))).toEqual([
      'DeleteVirtualBorderRouter',
      'ModifyVirtualBorderRouterAttribute',
      'CreateVirtualBorderRouter',
    ]);
  });

  test('that one takes from another are given up first', async () => {
    const sent = await sentFrom(border({ a: 110, b: 120, c: 130 }), border({ a: 120, b: 130, c: 140 }));
    const changes = sent.filter(({ parameters }) => parameters.VlanId !== undefined);
    expect(changes.map(({ parameters }) => parameters.VlanId)).toEqual([140, 130, 120]);
    expect(vbrs(sent)).toEqual(Array.from({ length: 3 }, () => 'ModifyVirtualBorderRouterAttribute'));
  });

  test('that a new one takes are given up first', async () => {
    const sent = await sentFrom(border({ b: 110 }), border({ a: 110, b: 120 }));
    expect(vbrs(sent)).toEqual(['ModifyVirtualBorderRouterAttribute', 'CreateVirtualBorderRouter']);
  });

  test('can become any others, in one apply', async () => {
    const vlans = fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(110, 120, 130, 140)), {
        comparator: ([name, vlan], [other, same]) => name === other || vlan === same,
        minLength: 1,
      })
      .map((all) => border(Object.fromEntries(all)));
    await fc.assert(
      fc.asyncProperty(vlans, vlans, async (before, after) => {
        emptyBench(bench);
        await sentFrom(before, after);
      }),
      { numRuns: 12 },
    );
  });

  test('that belonged to one which is gone from the text are taken after it', async () => {
    const sent = await sentFrom(border({ a: 110, b: 120 }), border({ a: 120 }));
    expect(vbrs(sent)).toEqual(['DeleteVirtualBorderRouter', 'ModifyVirtualBorderRouterAttribute']);
  });
});

test('whatever vSwitches become of others, the next plan is empty', async () => {
  const prefixes = [
    '10.0.0.0/24',
    '10.0.1.0/24',
    '10.0.0.0/23',
    '10.0.2.0/24',
    '10.0.2.0/25',
    '10.0.2.128/25',
  ];
  const names = ['a', 'b', 'c', 'd'];
  const blocks = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...prefixes)), {
      selector: ([name]) => name,
      minLength: 1,
    })
    .filter((all) => all.every(([, one], at) => all.slice(at + 1).every(([, other]) => !meet(one, other))));
  await fc.assert(
    fc.asyncProperty(blocks, blocks, async (before, after) => {
      emptyBench(bench);
      await sentFrom(attached(before), attached(after));
    }),
    { numRuns: 15 },
  );

  function meet(one: string, other: string): boolean {
    const [a, b] = [parsePrefix(one), parsePrefix(other)];
    return a !== undefined && b !== undefined && overlaps(a, b);
  }

  /** All of them carry the attachment of a transit router. */
  function attached(all: readonly (readonly [string, string])[]): string {
    const zones = all.map(([name]) => name).join(', ');
    return `network n { region cn-shanghai }
      vpc prod in cn-shanghai { prefix 10.0.0.0/16
        ${all.map(([name, prefix]) => `vswitch ${name} in cn-shanghai-${zoneOf(name)} { prefix ${prefix} }`).join(' ')} }
      cen hub { transit-router tr in cn-shanghai { edition enterprise attach prod { vswitch ${zones} } } }`;
  }

  function zoneOf(name: string): string {
    return ['l', 'm', 'n', 'g'][names.indexOf(name)] ?? 'l';
  }
});

describe('what stands on a resource that is replaced', () => {
  const hub = (prefix: string): string => `network n { region cn-shanghai }
    vpc prod in cn-shanghai { prefix 10.0.0.0/16
      ${vswitch('a', '10.0.1.0/24')} vswitch b in cn-shanghai-m { prefix ${prefix} } }
    cen hub { transit-router tr in cn-shanghai { edition enterprise attach prod { vswitch a, b } } }`;

  test('moves to the new one before the old one goes', async () => {
    const sent = await sentFrom(hub('10.0.2.0/24'), hub('10.0.4.0/24'));
    expect(actions(sent)).toEqual([
      'CreateVSwitch',
      'UpdateTransitRouterVpcAttachmentZones',
      'DeleteVSwitch',
    ]);
  });

  test('makes way itself where the old one has to go first', async () => {
    const sent = await sentFrom(hub('10.0.2.0/24'), hub('10.0.2.0/23'));
    const order = actions(sent);
    const at = (action: string): number => order.indexOf(action);
    expect(at('DeleteTransitRouterVpcAttachment')).toBeLessThan(at('DeleteVSwitch'));
    expect(at('DeleteVSwitch')).toBeLessThan(at('CreateVSwitch'));
    expect(at('CreateVSwitch')).toBeLessThan(at('CreateTransitRouterVpcAttachment'));
  });

  test('keeps it there for so long that a look from before still shows it, which is no stranger', async () => {
    const carrying = (names: string, body: string): string =>
      `${vpc(body)} cen hub { transit-router tr in cn-shanghai { edition enterprise attach prod { vswitch ${names} } } }`;
    const other = 'vswitch a in cn-shanghai-m { prefix 10.0.0.0/24 }';
    const sent = await sentFrom(
      carrying('c', vswitch('c', '10.0.2.0/24')),
      carrying('a, c', `${other} ${vswitch('c', '10.0.2.128/25')}`),
    );
    expect(actions(sent).filter((action) => action.endsWith('VSwitch'))).toEqual([
      'CreateVSwitch',
      'DeleteVSwitch',
      'CreateVSwitch',
    ]);
  });

  test('is made anew with it where it cannot be moved', async () => {
    const sent = await sentFrom(
      vpc(vswitch('a', '10.0.1.0/24')),
      vpc(vswitch('a', '172.16.1.0/24')).replace('10.0.0.0/16', '172.16.0.0/16'),
    );
    expect(actions(sent)).toEqual(['DeleteVSwitch', 'DeleteVpc', 'CreateVpc', 'CreateVSwitch']);
  });
});

describe('a renamed element that says what it was called', () => {
  test('keeps its prefix, which the name alone would have to give up first', async () => {
    const { steps, sent } = await change(
      bench,
      vpc(vswitch('a', '10.0.1.0/24')),
      vpc('vswitch b in cn-shanghai-l { moved from a prefix 10.0.1.0/24 }'),
    );
    expect(steps).toEqual(['move vpc.prod/vswitch.b', 'update vpc.prod/vswitch.b']);
    expect(actions(sent).filter((action) => /^(Create|Delete)/.test(action))).toEqual([]);
  });

  test('makes way for itself where it does not say so', async () => {
    const sent = await sentFrom(vpc(vswitch('a', '10.0.1.0/24')), vpc(vswitch('b', '10.0.1.0/24')));
    expect(actions(sent)).toEqual(['DeleteVSwitch', 'CreateVSwitch']);
  });
});
