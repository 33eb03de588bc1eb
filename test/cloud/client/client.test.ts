import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createClient, loopbackHost } from '../../../src/cloud/client/client.ts';
import { CloudError } from '../../../src/cloud/client/cloud-error.ts';
import type { CloudRequest } from '../../../src/cloud/context.ts';
import { fixedCredentials } from '../../../src/cloud/credentials/renewal.ts';

const credentials = fixedCredentials({ accessKeyId: 'test-id', accessKeySecret: 'canary-secret' });
const log: string[] = [];
const write = (message: string): void => {
  log.push(message);
};
const logger = { debug: write, info: write, warn: write, error: write };

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
  log.length = 0;
});

const request: CloudRequest = {
  product: 'vpc',
  action: 'CreateBgpGroup',
  region: 'cn-shanghai',
  parameters: { RouterId: 'vbr-1', PeerAsn: 65010, AuthKey: 'canary-key' },
};

async function answeredBy(listener: RequestListener): Promise<string> {
  const running = createServer(listener);
  server = running;
  await new Promise<void>((resolve) => {
    running.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${String((running.address() as AddressInfo).port)}`;
}

async function failureOf(endpoint: string): Promise<CloudError> {
  const client = createClient({ credentials, endpoint, logger, now: () => 0 });
  const error: unknown = await client.call(request).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CloudError);
  // Never the SDK's own words: they hold the address with everything in it.
  expect(`${String(error)} ${(error as Error).stack ?? ''} ${log.join(' ')}`).not.toContain('canary');
  return error as CloudError;
}

function answer(status: number, body: string, type = 'application/json;charset=utf-8'): RequestListener {
  return (_incoming, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
}

const unknowns: readonly (readonly [string, RequestListener])[] = [
  ['an HTML page under 503', answer(503, '<html>busy</html>', 'text/html')],
  ['an empty body under 500', answer(500, '')],
  ['an empty body under 200', answer(200, '')],
  ['a body cut short under 200', answer(200, '{"RequestId":"1","BgpGr')],
  ['something else than an object', answer(200, '[1]')],
  ['a server error with a code', answer(500, '{"Code":"InternalError","Message":"oops","RequestId":"r"}')],
  ['a connection that breaks', (incoming) => incoming.socket.destroy()],
];

test.each(unknowns)('after %s nobody knows whether it happened', async (_what, listener) => {
  expect(await failureOf(await answeredBy(listener))).toMatchObject({ class: 'ambiguous' });
});

test('nobody listening means that nothing was sent', async () => {
  const endpoint = await answeredBy(answer(200, '{}'));
  await new Promise((resolve) => server?.close(resolve));
  expect(await failureOf(endpoint)).toMatchObject({ class: 'not-sent', code: 'ECONNREFUSED' });
});

test('a refusal keeps its facts, and none of the address', async () => {
  const body = {
    Code: 'InvalidAuthKey.Malformed',
    Message: 'see https://help.example.com/?AuthKey=canary-key for the key of canary-secret',
    RequestId: 'req-7',
  };
  const error = await failureOf(await answeredBy(answer(400, JSON.stringify(body))));
  expect(error).toMatchObject({
    action: 'CreateBgpGroup',
    product: 'Vpc',
    region: 'cn-shanghai',
    code: 'InvalidAuthKey.Malformed',
    requestId: 'req-7',
    class: 'invalid',
  });
  expect(error.message).toBe(
    'CreateBgpGroup in cn-shanghai was refused: see [address] for the key of [secret] (InvalidAuthKey.Malformed), request req-7',
  );
});

test('"Success: false" is an error also under HTTP 200', async () => {
  const body = {
    Success: false,
    Code: 'Conflict.Lock',
    Message: 'locked',
    HttpStatusCode: 409,
    RequestId: 'r',
  };
  expect(await failureOf(await answeredBy(answer(200, JSON.stringify(body))))).toMatchObject({
    class: 'conflict',
    code: 'Conflict.Lock',
  });
});

describe('how long to leave the service alone', () => {
  const throttled = '{"Code":"Throttling.User","Message":"too many","RequestId":"r"}';
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
  const asked: readonly (readonly [Readonly<Record<string, string>>, number | undefined])[] = [
    [{ 'retry-after': '7' }, 7000],
    [{ 'x-acs-retry-after': '250' }, 250],
    [{ 'x-acs-retry-after': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT', date }, 9000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:59:59 GMT', date }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ];

  test.each(asked)('is taken from %j: %d ms', async (headers, retryAfterMs) => {
    for (const status of [400, 429, 503]) {
      const endpoint = await answeredBy((_incoming, response) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(throttled);
      });
      expect(await failureOf(endpoint)).toMatchObject({ class: 'throttled', retryAfterMs });
      server?.closeAllConnections();
      server?.close();
    }
  });

  test('belongs to the call that was answered so, among many', async () => {
    const endpoint = await answeredBy((incoming, response) => {
      const id = new URL(incoming.url ?? '', 'http://local').searchParams.get('RouterId') ?? '';
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': id }).end(throttled);
    });
    const client = createClient({ credentials, endpoint, logger, now: () => 0 });
    const waits = await Promise.all(
      Array.from({ length: 20 }, async (_, id) => {
        const call = client.call({ ...request, parameters: { ...request.parameters, RouterId: String(id) } });
        const error: unknown = await call.catch((thrown: unknown) => thrown);
        return error instanceof CloudError ? error.retryAfterMs : error;
      }),
    );
    expect(waits).toEqual(Array.from({ length: 20 }, (_, id) => id * 1000));
  });
});

test('requests are signed the new way, which keeps keys out of the address', async () => {
  let headers: Record<string, unknown> = {};
  let url = '';
  const endpoint = await answeredBy((incoming, response) => {
    headers = incoming.headers;
    url = incoming.url ?? '';
    response.setHeader('content-type', 'application/json').end('{"RequestId":"1"}');
  });
  await createClient({ credentials, endpoint, logger, now: () => 0 }).call(request);
  expect(headers.authorization).toMatch(/^ACS3-HMAC-SHA256 Credential=test-id,/);
  expect(headers['x-acs-action']).toBe('CreateBgpGroup');
  expect(url).toContain('RegionId=cn-shanghai');
  expect(url).not.toContain('test-id');
});

describe('parameters travel where the product takes them', () => {
  const sent = async (request: CloudRequest): Promise<readonly [string, string]> => {
    let seen: readonly [string, string] = ['', ''];
    const endpoint = await answeredBy((incoming, response) => {
      let body = '';
      incoming.on('data', (chunk) => (body += String(chunk)));
      incoming.on('end', () => {
        seen = [incoming.url ?? '', body];
        response.setHeader('content-type', 'application/json').end('{"RequestId":"1"}');
      });
    });
    await createClient({ credentials, endpoint, logger, now: () => 0 }).call(request);
    return seen;
  };

  test('in the query', async () => {
    const [url, body] = await sent(request);
    expect(url).toContain('RouterId=vbr-1');
    expect(body).toBe('');
  });

  test('in the body', async () => {
    const ecr = { product: 'expressconnectrouter', action: 'DeleteExpressConnectRouter' } as const;
    const [url, body] = await sent({ ...ecr, region: '', parameters: { EcrId: 'ecr-1', ClientToken: 't' } });
    expect([url, body]).toEqual(['/', 'EcrId=ecr-1&ClientToken=t']);
  });

  test('in both, with the keys of tunnels in the body', async () => {
    const tunnels = [{ TunnelIkeConfig: { Psk: 'canary-key' } }];
    const [url, body] = await sent({
      product: 'vpc',
      action: 'CreateVpnConnection',
      region: 'cn-shanghai',
      parameters: { CustomerGatewayId: 'cgw-1', TunnelOptionsSpecification: tunnels },
    });
    expect(url).toContain('CustomerGatewayId=cgw-1');
    expect(url).not.toContain('canary');
    expect(body).toBe('TunnelOptionsSpecification.1.TunnelIkeConfig.Psk=canary-key');
  });
});

describe('an endpoint', () => {
  test.each(['http://127.0.0.1:4711', 'http://localhost:80', 'http://[::1]:4711'])(
    'on this machine is taken: %s',
    (url) => {
      expect(loopbackHost(url)).toBe(new URL(url).host);
    },
  );

  test.each([
    'https://127.0.0.1:1',
    'http://example.com',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1:80',
    'http://127.0.0.1:1/path',
    'ftp://127.0.0.1',
    'nonsense',
    '',
  ])('anywhere else is refused: %s', (url) => {
    expect(() => loopbackHost(url)).toThrow(/is not accepted: only http:\/\/127\.0\.0\.1:PORT/);
  });
});
