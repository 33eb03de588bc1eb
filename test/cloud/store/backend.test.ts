/** Buckets that can keep states and buckets that cannot, and what people are told about them. */
import { afterEach, describe, expect, test } from 'vitest';
import { CloudError } from '../../../src/cloud/client/cloud-error.ts';
import { initBackend, openBackend } from '../../../src/cloud/store/backend.ts';
import { patientStore } from '../../../src/cloud/store/patient-store.ts';
import { demoCredentials } from '../../../src/emulator/credentials.ts';
import type { FaultRule } from '../../../src/emulator/faults/rule.ts';
import type { EmulatorOptions } from '../../../src/emulator/options.ts';
import { startEmulator, type RunningEmulator } from '../../../src/emulator/server.ts';
import { backendIn, bucket, hasty, objectsIn } from '../support/oss-store.ts';

const open: RunningEmulator[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.stop()));
});

async function start(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const emulator = await startEmulator({ random: 1, ...options });
  open.push(emulator);
  return emulator;
}

function keysIn(emulator: RunningEmulator): readonly string[] {
  return (emulator.snapshot().objects ?? []).map(({ key }) => key);
}

const versioned = { [bucket]: { region: 'cn-shanghai', versioned: true } };

describe('a bucket', () => {
  test('is set up once, and leaves nothing there but a mark', async () => {
    const emulator = await start();
    expect(await initBackend(backendIn(emulator))).toBe('set up');
    expect(await initBackend(backendIn(emulator))).toBe('was set up');
    expect(keysIn(emulator)).toEqual(['team/hcnet-backend.json']);
  });

  test('that overwrites is refused, and nothing is left there', async () => {
    const emulator = await start({ buckets: versioned });
    await expect(initBackend(backendIn(emulator))).rejects.toThrow(
      /bucket oss:\/\/hcnet-states overwrites what exists .* versioning was never switched on/,
    );
    expect(keysIn(emulator)).toEqual([]);
  });

  test('that nobody has set up is refused with the command for it', async () => {
    const emulator = await start({ buckets: { [bucket]: { region: 'cn-shanghai' } } });
    await expect(openBackend(backendIn(emulator), 'test')).rejects.toThrow(
      "hcnet backend init 'oss://hcnet-states/team?region=cn-shanghai'",
    );
  });

  test('that overwrites since it was set up takes no state', async () => {
    const before = await start();
    await initBackend(backendIn(before));
    const [mark] = before.snapshot().objects ?? [];
    const text = Buffer.from(mark?.object?.body ?? '', 'base64').toString();
    const emulator = await start({ buckets: versioned });
    await objectsIn(emulator).put('team/hcnet-backend.json', { text, writer: 'before' });
    const files = await openBackend(backendIn(emulator), 'test');
    await expect(files.create('lock.1.json', '')).rejects.toThrow('overwrites what exists');
    await expect(files.log('journal').append('')).rejects.toThrow('overwrites what exists');
    expect(keysIn(emulator)).toEqual(['team/hcnet-backend.json']);
  });

  test('with the mark of another version is left alone', async () => {
    const emulator = await start();
    await objectsIn(emulator).put('team/hcnet-backend.json', {
      text: '{"format":"hcnet-state-2","since":""}',
      writer: 'future',
    });
    for (const attempt of [openBackend(backendIn(emulator), 'test'), initBackend(backendIn(emulator))])
      await expect(attempt).rejects.toThrow('update hcnet');
  });
});

describe('a bucket that cannot be reached says why', () => {
  async function reasonFor(
    options: EmulatorOptions,
    fault: FaultRule['fault'] | undefined,
    changed: Parameters<typeof backendIn>[1] = {},
  ): Promise<string> {
    const emulator = await start(options);
    if (fault !== undefined) emulator.faults.add({ match: { product: 'oss' }, fault, times: 'always' });
    const error: unknown = await openBackend(backendIn(emulator, changed), 'test').catch(
      (each: unknown) => each,
    );
    return error instanceof Error ? error.message : 'no reason';
  }

  const here = { buckets: { [bucket]: { region: 'cn-shanghai' } } };

  test.each([
    [
      'there is no such bucket',
      {},
      undefined,
      {},
      /there is no bucket oss:\/\/hcnet-states in cn-shanghai; .* create the bucket/,
    ],
    [
      'another region',
      { buckets: { [bucket]: { region: 'cn-beijing' } } },
      undefined,
      {},
      /the address of the state says cn-shanghai, and the bucket .* is in another region/,
    ],
    [
      'no permission',
      here,
      { kind: 'permission' },
      {},
      /may not do GetObject in oss:\/\/hcnet-states; in RAM, allow oss:GetObject, oss:PutObject, oss:DeleteObject and oss:ListObjects/,
    ],
    [
      'the clock',
      here,
      { kind: 'clock-skew', skewMs: 1_200_000 },
      {},
      /cannot be used: GetObject in cn-shanghai was refused because this machine's clock is more than 15 minutes off/,
    ],
    [
      'an expired key',
      here,
      { kind: 'credentials', what: 'expired' },
      {},
      /was refused because of the credentials/,
    ],
    [
      'a public endpoint',
      here,
      { kind: 'permission', code: 'PublicEndpointForbidden' },
      {},
      /internal endpoint only; .*&network=internal/,
    ],
    ['no answer', here, { kind: 'lost-request' }, {}, /got no readable answer/],
    [
      'nobody there',
      here,
      undefined,
      { endpoint: 'http://127.0.0.1:1' },
      /could not be sent: the service cannot be reached, check the network \(ECONNREFUSED\)/,
    ],
  ] as const)('%s', async (_what, options, fault, changed, reason) => {
    expect(await reasonFor(options, fault, changed)).toMatch(reason);
  });

  test('an address that is not known', async () => {
    const failure = new CloudError({
      action: 'GetObject',
      product: 'oss',
      region: 'cn-nowhere',
      code: 'ENOTFOUND',
      requestId: undefined,
      class: 'not-sent',
      detail: undefined,
    });
    const objects = { ...objectsIn({ url: 'http://127.0.0.1:1' }), get: () => Promise.reject(failure) };
    await expect(patientStore(objects, hasty).read('a')).rejects.toThrow(
      'its address in cn-nowhere is not known; check the network, and the region in the address of the state',
    );
  });

  test('without a word of what was signed', async () => {
    const secret = 'canary-secret-0123456789';
    const key = { ...demoCredentials, accessKeySecret: secret, securityToken: 'canary-token-0123456789' };
    const logged: string[] = [];
    const say = (message: string): void => {
      logged.push(message);
    };
    const emulator = await start({
      ...here,
      credentials: [key],
      logger: { debug: say, info: say, warn: say, error: say },
    });
    for (const fault of [
      { kind: 'permission' },
      { kind: 'reset', at: 'body' },
      { kind: 'lost-request' },
    ] as const) {
      emulator.faults.add({ match: { product: 'oss' }, fault, times: 'always' });
      const logger = { debug: say, info: say, warn: say, error: say };
      const backend = backendIn(emulator, { credentials: () => Promise.resolve(key), logger });
      const error: unknown = await openBackend(backend, 'test').catch((each: unknown) => each);
      for (let each = error; each instanceof Error; each = each.cause)
        say(`${each.message} ${each.stack ?? ''}`);
      emulator.faults.clear();
    }
    expect(logged.length).toBeGreaterThan(6);
    expect(logged.join('\n')).not.toMatch(/canary|Signature=|Credential=/);
  });
});
