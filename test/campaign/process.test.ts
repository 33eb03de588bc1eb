import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createClient } from '../../src/cloud/client/client.ts';
import { CloudError } from '../../src/cloud/client/cloud-error.ts';
import type { CloudRequest } from '../../src/cloud/context.ts';
import { fixedCredentials } from '../../src/cloud/credentials/renewal.ts';
import type { Outcome } from '../../src/emulator/delivery/outcome.ts';
import { answerOf } from './process.ts';

const request: CloudRequest = {
  product: 'vpc',
  action: 'DescribeVpcs',
  region: 'cn-shanghai',
  parameters: { VpcId: 'vpc-1' },
};

const refusal = (code: string, more = {}): string =>
  JSON.stringify({ Code: code, Message: 'no', RequestId: 'r-1', ...more });

const outcomes: readonly (readonly [status: number, body: string])[] = [
  [200, '{"RequestId":"r-1","Vpcs":{"Vpc":[]}}'],
  [200, refusal('Throttling.User', { Success: false, HttpStatusCode: 429 })],
  [200, refusal('InvalidVpcId.NotFound', { Success: 'false' })],
  [200, ''],
  [200, '[1]'],
  [200, 'null'],
  [200, '{"RequestId":'],
  [400, refusal('Throttling')],
  [400, refusal('IncorrectStatus')],
  [400, refusal('DependencyViolation')],
  [400, refusal('QuotaExceeded.Vpc')],
  [400, refusal('InvalidParameter')],
  [400, '<html>'],
  [403, refusal('Forbidden.RAM')],
  [403, refusal('InvalidSecurityToken.Expired')],
  [404, refusal('InvalidVpcId.NotFound')],
  [409, refusal('OperationConflict')],
  [429, refusal('')],
  [500, refusal('InternalError')],
  [500, ''],
  [503, '<html>busy</html>'],
  [503, refusal('ServiceUnavailable')],
];

test.each(outcomes)('a simulated process takes %i %s as a real one does', async (status, body) => {
  const whole = { kind: 'answer', afterMs: 0, drip: undefined, headers: {} } as const;
  const outcome: Outcome = { ...whole, status, body, json: () => JSON.parse(body) as unknown };
  const simulated = await settled(() => Promise.resolve(answerOf(outcome, request)));
  expect(simulated).toEqual(await settled(() => realAnswer(status, body)));
});

async function realAnswer(status: number, body: string): Promise<unknown> {
  const server = createServer((_incoming, response) => {
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const credentials = fixedCredentials({ accessKeyId: 'id', accessKeySecret: 'secret' });
  const quiet = { debug: () => 0, info: () => 0, warn: () => 0, error: () => 0 };
  try {
    return await createClient({ credentials, endpoint, logger: quiet, now: Date.now }).call(request);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function settled(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return { answer: await call() };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const { code, class: kind, requestId, action, product, region } = error;
    return { code, class: kind, requestId, action, product, region };
  }
}
