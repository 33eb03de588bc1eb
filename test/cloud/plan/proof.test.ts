import { describe, expect, test } from 'vitest';
import { makeDestroyPlan, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import type { ProductName } from '../../../src/cloud/products.ts';
import { topologyOf, useBench } from '../support/bench.ts';

const bench = useBench();

/** What somebody else does, with other tools. */
async function call(product: ProductName, action: string, parameters: Readonly<Record<string, string>>) {
  return bench.context.client.call({ product, action, region: 'cn-shanghai', parameters });
}

const contact = topologyOf('network n { region cn-shanghai } contact ops { mail "ops@example.com" }');

const domain = topologyOf(`
network n { region cn-beijing }
vpc ai in cn-beijing {
  prefix 172.20.0.0/16
  vswitch h in cn-beijing-h { prefix 172.20.1.0/24 }
  security-group ep { allow tcp 443 from 10.0.0.0/8 }
}
service db {
  product model-studio
  access privatelink in ai.h { security-group ai.ep domain "db.shop.internal" }
}`);

describe('what somebody else made under the same name', () => {
  test('is not taken by an apply, and not deleted by a destroy', async () => {
    await call('cms', 'PutContact', {
      'ContactName': 'test-ops',
      'Describe': 'theirs',
      'Channels.Mail': 'a@b.c',
    });
    expect((await makePlan(bench.context, contact)).problems).toHaveLength(1);
    expect((await makeDestroyPlan(bench.context, contact)).steps).toEqual([]);
  });

  test('is not taken either when it is a private zone that a VPC sees, although it is empty', async () => {
    const { ZoneId } = await call('pvtz', 'AddZone', { ZoneName: 'db.shop.internal' });
    const vpc = await call('vpc', 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
    await bench.context.client.call({
      product: 'pvtz',
      action: 'BindZoneVpc',
      region: '',
      parameters: {
        ZoneId: String(ZoneId),
        Vpcs: [{ RegionId: 'cn-shanghai', VpcId: String(vpc.VpcId) }],
      },
    });
    const plan = await makePlan(bench.context, domain);
    expect(plan.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('is in its place, and nothing says that it was made for this'),
    ]);
    const destroyed = await makeDestroyPlan(bench.context, domain);
    expect(destroyed.steps.filter(({ kind }) => kind === 'private-zone')).toEqual([]);
  });

  test('is taken when it is a private zone that is empty and that nobody sees', async () => {
    await call('pvtz', 'AddZone', { ZoneName: 'db.shop.internal' });
    const plan = await makePlan(bench.context, domain);
    expect(plan.problems).toEqual([]);
    expect(plan.steps.find(({ kind }) => kind === 'private-zone')?.action).toBe('adopt');
  });
});
