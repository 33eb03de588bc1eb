/** Faults from another process: the control endpoint. The forms of the pages are in pages.test.ts. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCloud } from './client.ts';
import type { Cloud } from './client.ts';

let cloud: Cloud;
const region = { RegionId: 'cn-shanghai' };

beforeEach(async () => {
  cloud = await startCloud({ control: { key: 'the key' } });
});

afterEach(async () => {
  await cloud.emulator.stop();
});

async function control(method: string, path: string, body?: unknown, key = 'the key'): Promise<Response> {
  return fetch(`${cloud.emulator.url}/_hcnet${path}`, {
    method,
    headers: { 'x-hcnet-control-key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('the endpoint', () => {
  test('adds, lists and removes rules', async () => {
    const rules = [
      { id: 'one', fault: { kind: 'quota' }, times: 'always' },
      { fault: { kind: 'permission' } },
    ];
    const added = await control('POST', '/faults', rules);
    expect([added.status, await added.json()]).toEqual([201, { ids: ['one', 'fault-2'] }]);
    expect(await cloud.refused('vpc', 'CreateVpc', region)).toBe('QuotaExceeded');
    expect(await (await control('GET', '/faults')).json()).toMatchObject([
      { rule: { id: 'one', match: { nth: 1 } }, met: 1, hit: 1 },
      { rule: { id: 'fault-2' }, hit: 1 },
    ]);
    expect((await control('DELETE', '/faults/one')).status).toBe(204);
    expect((await control('DELETE', '/faults/one')).status).toBe(404);
    expect((await control('DELETE', '/faults')).status).toBe(204);
    expect(await (await control('GET', '/faults')).json()).toEqual([]);
    await cloud.call('vpc', 'CreateVpc', region);
  });

  test('shows the ledger and the resources, drifts and empties', async () => {
    const made = await cloud.call('vpc', 'CreateVpc', region);
    expect(await (await control('GET', '/ledger')).json()).toMatchObject([{ action: 'CreateVpc' }]);
    expect((await control('POST', '/dependents', { id: made.VpcId })).status).toBe(204);
    expect((await control('POST', '/drift', { op: 'delete', id: made.VpcId })).status).toBe(204);
    expect((await control('POST', '/drift', { op: 'delete', id: made.VpcId })).status).toBe(404);
    expect((await control('POST', '/settled')).status).toBe(204);
    expect((await control('POST', '/reset')).status).toBe(204);
    expect(await (await control('GET', '/snapshot')).json()).toMatchObject({ resources: [], ledger: [] });
  });

  test.each([
    ['{', 'not JSON'],
    ['{"fault":{"kind":"unheard-of"}}', 'fault.kind'],
    ['{"fault":{"kind":"quota","often":true}}', 'often'],
    ['[null]', 'expected object'],
  ])('says what is wrong with %s', async (body, because) => {
    const response = await fetch(`${cloud.emulator.url}/_hcnet/faults`, {
      method: 'POST',
      headers: { 'x-hcnet-control-key': 'the key' },
      body,
    });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(because);
    expect(cloud.emulator.faults.list()).toEqual([]);
  });

  test('asks for the key', async () => {
    expect((await control('POST', '/faults', { fault: { kind: 'quota' } }, 'another')).status).toBe(403);
    expect((await control('GET', '/ledger', undefined, '')).status).toBe(403);
    expect(cloud.emulator.faults.list()).toEqual([]);
  });

  test('is not there unless somebody asked for it, and its key is then a secret of chance', async () => {
    const [plain, one, two] = await Promise.all([
      startCloud(),
      startCloud({ control: true }),
      startCloud({ control: true }),
    ]);
    const response = await fetch(`${plain.emulator.url}/_hcnet/faults`);
    expect(response.status).toBe(404);
    expect(plain.emulator.controlKey).toBeUndefined();
    expect(one.emulator.controlKey).toHaveLength(24);
    expect(one.emulator.controlKey).not.toBe(two.emulator.controlKey);
    await Promise.all([plain, one, two].map((each) => each.emulator.stop()));
  });
});
