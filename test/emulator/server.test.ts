import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { SnapshotUnreadableError } from '../../src/emulator/engine/snapshot.ts';
import { PortBusyError, startEmulator } from '../../src/emulator/server.ts';
import { idOf, startCloud } from './client.ts';
import type { EmulatorStorage } from '../../src/emulator/options.ts';
import type { Cloud } from './client.ts';

const open: Cloud[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((cloud) => cloud.emulator.stop()));
});

async function start(...options: Parameters<typeof startCloud>): Promise<Cloud> {
  const cloud = await startCloud(...options);
  open.push(cloud);
  return cloud;
}

const region = { RegionId: 'cn-shanghai' };

describe('starting and stopping', () => {
  test('listens on the machine itself only', async () => {
    const { emulator } = await start();
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`);
  });

  test('a busy port is a typed error that names it', async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => {
        const address = blocker.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await expect(startEmulator({ port })).rejects.toThrow(PortBusyError);
    await expect(startEmulator({ port })).rejects.toThrow(new RegExp(String(port)));
    blocker.close();
  });

  test('stops although a client keeps its connection open', async () => {
    const cloud = await startCloud();
    await cloud.call('sts', 'GetCallerIdentity');
    await cloud.emulator.stop();
    await expect(fetch(cloud.emulator.url)).rejects.toThrow();
  });

  test('the same seed gives the same ids', async () => {
    const [one, two] = [await start({ random: 7 }), await start({ random: 7 })];
    const made = await Promise.all([one, two].map((cloud) => cloud.call('cbn', 'CreateCen')));
    expect(made[0]).toEqual(made[1]);
  });
});

describe('what is kept', () => {
  function memory(initial?: string): EmulatorStorage & { text: string | undefined } {
    return {
      text: initial,
      load() {
        return Promise.resolve(this.text);
      },
      save(text) {
        this.text = text;
        return Promise.resolve();
      },
    };
  }

  test('a new start goes on where the last one ended: resources, ledger and tokens', async () => {
    const storage = memory();
    const first = await startCloud({ storage });
    const vpc = idOf(await first.call('vpc', 'CreateVpc', { ...region, ClientToken: 'one' }), 'VpcId');
    await first.emulator.stop();

    const second = await start({ storage, random: 2 });
    expect(await second.call('vpc', 'DescribeVpcAttribute', { ...region, VpcId: vpc })).toMatchObject({
      Status: 'Available',
    });
    expect(second.emulator.ledger()).toEqual(first.emulator.ledger());
    expect((await second.call('vpc', 'CreateVpc', { ...region, ClientToken: 'one' })).VpcId).toBe(vpc);
    const next = idOf(await second.call('cbn', 'CreateCen'), 'CenId');
    expect(second.emulator.ledger().at(-1)).toMatchObject({ seq: 2, created: [`cen ${next}`] });
  });

  test('a transition that was running ends while the emulator is off', async () => {
    const storage = memory();
    const first = await startCloud({ storage, transitionMs: 60_000 });
    const cen = idOf(await first.call('cbn', 'CreateCen'), 'CenId');
    expect(first.emulator.snapshot().resources[0]?.status).toBe('Creating');
    await first.emulator.stop();
    const later = first.clock.now + 61_000;
    const second = await start({ storage, clock: () => later });
    expect(second.emulator.snapshot().resources).toMatchObject([{ id: cen, status: 'Active' }]);
  });

  test.each([
    '{',
    '[]',
    '{"format":"hcnet-emulator-1"}',
    '{"format":"other","resources":[],"tokens":[],"ledger":[]}',
    '\u0000',
  ])('damaged state (%j) is refused and left alone', async (damaged) => {
    const storage = memory(damaged);
    await expect(startEmulator({ storage })).rejects.toThrow(SnapshotUnreadableError);
    expect(storage.text).toBe(damaged);
  });

  test('an empty file is an empty cloud', async () => {
    const cloud = await start({ storage: memory('') });
    expect(cloud.emulator.snapshot().resources).toEqual([]);
  });

  test('a save that fails is reported and does not fail the call', async () => {
    const errors: string[] = [];
    const nothing = (): void => undefined;
    const logger = {
      debug: nothing,
      info: nothing,
      warn: nothing,
      error: (message: string) => errors.push(message),
    };
    const storage: EmulatorStorage = {
      load: () => Promise.resolve(undefined),
      save: () => Promise.reject(new Error('disk full')),
    };
    const cloud = await startCloud({ storage, logger });
    await cloud.call('cbn', 'CreateCen');
    await cloud.emulator.stop();
    expect(new Set(errors)).toEqual(new Set([expect.stringContaining('disk full')]));
  });

  test('reset empties everything', async () => {
    const cloud = await start();
    await cloud.call('cbn', 'CreateCen', { ClientToken: 'one' });
    cloud.emulator.reset();
    expect(cloud.emulator.snapshot()).toMatchObject({ resources: [], ledger: [], tokens: [] });
  });
});

test('pages are refused under another name, so that no website can read them through a name of its own', async () => {
  const { emulator } = await start();
  const status = await statusFor(emulator.port, 'evil.example');
  expect(status).toBe(403);
  expect(await statusFor(emulator.port, `localhost:${emulator.port}`)).toBe(200);
});

test.each([
  ['POST', 'hello'],
  ['PUT', '%%%'],
  ['DELETE', undefined],
])('a %s that is no API call gets one clear answer', async (method, body) => {
  const { emulator } = await start();
  const response = await fetch(`${emulator.url}/?a=%E0%A4%A`, {
    method,
    ...(body === undefined ? {} : { body }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ Code: 'InvalidParameter' });
});

test('a body of several megabytes is refused', async () => {
  const { emulator } = await start();
  const response = await fetch(emulator.url, { method: 'POST', body: 'a'.repeat(5 * 1024 * 1024) }).catch(
    () => undefined,
  );
  expect(response?.status ?? 413).toBe(413);
});

async function statusFor(port: number, host: string): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
