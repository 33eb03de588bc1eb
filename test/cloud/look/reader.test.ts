import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CloudRequest } from '../../../src/cloud/context.ts';
import { privatelinkEndpoint } from '../../../src/cloud/kinds/privatelink-endpoint.ts';
import { createReader } from '../../../src/cloud/look/reader.ts';
import { startBench, type Bench } from '../support/bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});

afterAll(() => bench.emulator.stop());

async function create(action: string, parameters: CloudRequest['parameters']): Promise<unknown> {
  const product = action === 'CreateVpcEndpoint' ? 'privatelink' : 'vpc';
  return bench.context.client.call({ product, action, region: 'cn-shanghai', parameters });
}

test('what is gone by the time its details are asked for is not found', async () => {
  const { VpcId } = (await create('CreateVpc', { CidrBlock: '10.0.0.0/16' })) as { VpcId: string };
  const made = await create('CreateVpcEndpoint', {
    VpcId,
    ServiceName: 'com.aliyuncs.privatelink.cn-shanghai.oss',
    EndpointType: 'Interface',
  });
  const { EndpointId: id } = made as { EndpointId: string };
  const { client } = bench.context;
  const tooLate = createReader({
    ...bench.context,
    client: {
      call: async (request) => {
        if (request.action !== 'ListVpcEndpointSecurityGroups') return client.call(request);
        return client.call({ ...request, parameters: { EndpointId: 'ep-gone' } });
      },
    },
  });
  const place = { kind: privatelinkEndpoint, region: 'cn-shanghai', inputs: {} };
  const find = async (reader = createReader(bench.context)): Promise<readonly string[]> => {
    const found = await reader.find(place, { by: 'id', id }, { since: Date.now() });
    return found.map((each) => each.id);
  };
  await expect.poll(() => find()).toEqual([id]);
  expect(await find(tooLate)).toEqual([]);
});
