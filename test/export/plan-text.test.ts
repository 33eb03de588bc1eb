import { describe, expect, test } from 'vitest';
import { makeDestroyPlan, makePlan } from '../../src/cloud/plan/make-plan.ts';
import type { Plan } from '../../src/cloud/plan/plan.ts';
import { planText } from '../../src/export/plan-text.ts';
import { reasonText } from '../../src/export/reason-text.ts';
import { applyAll, topologyOf, useBench } from '../cloud/support/bench.ts';

const bench = useBench();

const before = `network shop { region cn-shanghai }
site dc { prefix 10.10.0.0/16 asn 65010 }
circuit one from dc to access-point ap-cn-shanghai-pd-D { id "pc-one" bandwidth 1 Gbps }
circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { id "pc-two" bandwidth 1 Gbps }
vbr a on one { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 } }
vbr b on two { vlan 120 peering 172.16.1.6/30 to 172.16.1.5 bgp { peer-asn 65010 } }
ecr core { attach a, b allow to tr { mode match prefix 192.168.0.0/16 } }
cen hub { transit-router tr in cn-shanghai { attach core, production } }
vpc production in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch data in cn-shanghai-m { prefix 192.168.2.0/24 }
  vswitch spare in cn-shanghai-m { prefix 192.168.3.0/24 }
  security-group web { allow tcp 443 from dc }
}
service db { product rds at production.data }
expect dc reaches db privately surviving any 1 circuit
`;

const after = before
  .replace('vpc production in cn-shanghai {', 'vpc prod in cn-shanghai {\n  moved from production')
  .replaceAll('production.data', 'prod.data')
  .replace('attach core, production', 'attach core, prod')
  .replace('vlan 110', 'vlan 111')
  .replace('prefix 192.168.0.0/16 } }', 'prefix 192.168.0.0/17, 192.168.128.0/17 } }')
  .replace('192.168.3.0/24', '192.168.4.0/24')
  .replace('  security-group web { allow tcp 443 from dc }\n', '')
  .concat(`circuit three from dc to access-point ap-cn-shanghai-pd-D { type dedicated carrier CT port 1000Base-LX }
vbr c on three { vlan 130 peering 172.16.1.10/30 to 172.16.1.9 }
vpc other in cn-shanghai { prefix 192.169.0.0/16 }
`);

/** Whatever emulator it is, and whatever ids chance gives. */
function textOf(plan: Plan): string {
  const fileName = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);
  return planText({ ...plan, target: 'emulator at 127.0.0.1:4010' }, { fileName });
}

describe('a plan as text', () => {
  test('has what is done alike together, people last, then traffic, bills and what to be careful with', async () => {
    await applyAll(bench.context, await makePlan(bench.context, topologyOf(before)));
    const vpc = bench.emulator.snapshot().resources.find(({ kind }) => kind === 'vpc');
    // Somebody else gives it a name of their own.
    await bench.context.client.call({
      product: 'vpc',
      region: 'cn-shanghai',
      action: 'ModifyVpcAttribute',
      parameters: { VpcId: vpc?.id ?? '', VpcName: 'theirs' },
    });
    const plan = await makePlan(bench.context, topologyOf(after));
    await expect(textOf(plan)).toMatchFileSnapshot('../golden/plans/change.txt');
  });

  test('of a first apply is a list of what is made', async () => {
    const plan = await makePlan(bench.context, topologyOf(before));
    await expect(textOf(plan)).toMatchFileSnapshot('../golden/plans/first.txt');
  });

  test('of a destruction says what ends', async () => {
    await applyAll(bench.context, await makePlan(bench.context, topologyOf(before)));
    const plan = await makeDestroyPlan(bench.context, topologyOf(before));
    await expect(textOf(plan)).toMatchFileSnapshot('../golden/plans/destroy.txt');
  });
});

describe('a reason', () => {
  test.each([
    [{ attribute: 'vlan', asked: '1', seen: '1', wanted: '2' }, 'vlan: 1 → 2'],
    [{ attribute: 'name', asked: 'a', seen: 'b', wanted: 'a' }, 'name: b → a  (changed by somebody else)'],
    [
      { attribute: 'name', asked: 'a', seen: 'b', wanted: 'c' },
      'name: b → c  (changed by somebody else, asked for a)',
    ],
    [{ attribute: 'id', wanted: 'pc-1' }, 'id: pc-1'],
    [{ attribute: 'key', asked: 'secret x' }, 'key: secret x → nothing'],
    [
      {
        attribute: 'prefix',
        asked: '10.0.0.0/16',
        seen: '10.0.0.0/16',
        wanted: '10.1.0.0/16',
        needsNew: 'moved' as const,
      },
      'prefix: 10.0.0.0/16 → 10.1.0.0/16  (can grow or shrink in place, and not move)',
    ],
    [
      { attribute: 'allowed', seen: '["10.0.0.0/8","10.1.0.0/16"]', wanted: '["10.0.0.0/8","10.2.0.0/16"]' },
      'allowed: + 10.2.0.0/16, - 10.1.0.0/16',
    ],
    [{ attribute: 'label', seen: '[draft', wanted: 'x' }, 'label: [draft → x'],
  ])('%j', (reason, text) => {
    expect(reasonText(reason)).toBe(text);
  });
});
