/** The pages for people: what they show, and what the forms on them do. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultCatalog } from '../../src/emulator/faults/catalog.ts';
import { faultSchema } from '../../src/emulator/faults/families.ts';
import { idOf, startCloud } from './client.ts';
import type { Cloud } from './client.ts';

let cloud: Cloud;
const region = { RegionId: 'cn-shanghai' };
const nasty = `"><script>alert('1')</script>`;

beforeEach(async () => {
  cloud = await startCloud({ control: { key: 'the key' }, transitionMs: 1000 });
});

afterEach(async () => {
  await cloud.emulator.stop();
});

async function get(path: string): Promise<Response> {
  return fetch(cloud.emulator.url + path);
}

async function page(path: string): Promise<string> {
  const response = await get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

async function submit(fields: Record<string, string>): Promise<Response> {
  return fetch(`${cloud.emulator.url}/_hcnet/form`, {
    method: 'POST',
    body: new URLSearchParams({ key: 'the key', ...fields }),
    redirect: 'manual',
  });
}

async function vpc(name: string): Promise<string> {
  const params = { ...region, CidrBlock: '10.0.0.0/8', Description: name, ClientToken: 'hc1-token' };
  const id = idOf(
    await cloud.call('vpc', 'CreateVpc', { ...params, Tag: [{ Key: 'note', Value: name }] }),
    'VpcId',
  );
  return id;
}

describe('the pages', () => {
  test('show resources kind by kind, each with a page of its own', async () => {
    const id = await vpc('prod');
    const overview = await page('/');
    expect(overview).toContain(`<a class="id" href="/resources/vpc/${id}">${id}</a>`);
    expect(overview).toContain('<span class="pill busy">Pending</span>');
    const own = await page(`/resources/vpc/${id}`);
    expect(own).toContain('10.0.0.0/8');
    expect(own).toMatch(/Available at\s+<time/);
    expect(own).toContain('note = prod');
    expect(own).toContain('CreateVpc');
    cloud.clock.now += 1000;
    expect(await page('/')).toContain('<span class="pill ok">Available</span>');
  });

  test('show the last calls with what had a hold on them, and the ledger with what was asked for', async () => {
    await vpc('prod');
    cloud.emulator.faults.add({ id: 'busy', fault: { kind: 'throttling' } });
    await cloud.refused('vpc', 'DescribeVpcs', region);
    await cloud.refused('vpc', 'DescribeVpcAttribute', { ...region, VpcId: 'vpc-none' });
    const calls = await page('/calls');
    expect(calls).toContain('<span class="pill busy">400 Throttling.User</span>');
    expect(calls).toContain('<span class="tight">busy</span>');
    expect(calls).toContain('<span class="pill bad">404 InvalidVpcID.NotFound</span>');
    const ledger = await page('/ledger');
    expect(ledger).toContain('hc1-token');
    expect(ledger).toContain('10.0.0.0/8');
  });

  test('show text of others as text, and let nothing run', async () => {
    const id = await vpc('prod');
    cloud.emulator.drift({
      op: 'update',
      id,
      fields: { VpcName: nasty, [nasty]: [nasty] },
      tags: [{ Key: nasty, Value: nasty }],
    });
    cloud.emulator.faults.add({
      match: { action: nasty, address: nasty },
      fault: { kind: 'quota', code: nasty },
    });
    cloud.emulator.faults.add({ match: { action: 'DescribeVpcs' }, fault: { kind: 'quota', code: nasty } });
    expect(await cloud.refused('vpc', 'DescribeVpcs', region)).toBe(nasty);
    for (const path of ['/', '/calls', '/faults', '/ledger', `/resources/vpc/${id}`]) {
      const text = await page(path);
      expect(text, path).not.toContain('<script');
      expect((await get(path)).headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect(await page(`/resources/vpc/${id}`)).toContain('&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)');
    const refused = await submit({ do: 'dependent', id: nasty });
    expect([refused.status, await refused.text()]).toEqual([400, expect.not.stringContaining('<script')]);
  });

  test('refresh themselves where somebody wants that', async () => {
    expect(await page('/')).not.toContain('http-equiv');
    expect(await page('/?live')).toContain('<meta http-equiv="refresh" content="2" />');
  });

  test.each([
    '/etc/passwd',
    '/resources',
    '/resources/vpc/none',
    '/resources/%E0%A4%A/x',
    '/resources/vpc/../x',
  ])('do not exist at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('fold long groups up', async () => {
    for (let n = 0; n < 50; n += 1) await cloud.call('cbn', 'CreateCen', {});
    await vpc('prod');
    const groups = [...(await page('/')).matchAll(/<details class="card"\s*(open)?\s*>\s*<summary>(\S+)/g)];
    expect(groups.map(([, open, kind]) => [kind, open !== undefined])).toEqual([
      ['cen', false],
      ['route-table', true],
      ['vpc', true],
    ]);
  });
});

describe('the form for faults', () => {
  test('offers every kind of fault, each explained', () => {
    const kinds = faultSchema.options.map((option) => option.shape.kind.value);
    expect(new Set(faultCatalog.map((each) => each.example.kind))).toEqual(new Set(kinds));
    for (const each of faultCatalog) expect(each.what.length, each.title).toBeGreaterThan(5);
  });

  test('injects each of them as it stands', async () => {
    const offered = [...(await page('/faults')).matchAll(/name="preset"\s+value="([^"]*)"/g)].map(
      ([, value = '']) => value.replaceAll('&#34;', '"'),
    );
    expect(offered).toEqual(faultCatalog.map((each) => JSON.stringify(each.example)));
    for (const preset of offered) expect((await submit({ preset })).status, preset).toBe(303);
    expect(cloud.emulator.faults.list()).toHaveLength(offered.length);
  });

  test('injects a fault for the calls that it names, and removes it', async () => {
    const fields = {
      product: 'vpc',
      action: 'Create*',
      calls: 'write',
      nth: '2',
      times: 'always',
      chance: '1',
    };
    const sent = await submit({
      preset: '{"kind":"quota"}',
      fault: '',
      forMs: '5000',
      back: '/faults',
      ...fields,
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/faults']);
    expect(cloud.emulator.faults.list()).toMatchObject([
      {
        rule: {
          match: { product: 'vpc', action: 'Create*', calls: 'write', nth: 2 },
          times: 'always',
          forMs: 5000,
          fault: { kind: 'quota' },
        },
      },
    ]);
    expect(await page('/faults')).toContain('Create* of vpc from number 2 on for 5000 ms');
    await submit({ remove: 'fault-1' });
    expect(cloud.emulator.faults.list()).toEqual([]);
  });

  test('takes JSON in place of a choice, and says what is wrong with it', async () => {
    await submit({ preset: '{"kind":"quota"}', fault: '{"kind":"conflict","scope":"ecr"}' });
    expect(cloud.emulator.faults.list()).toMatchObject([
      { rule: { fault: { kind: 'conflict', scope: 'ecr' } } },
    ]);
    const refused = await submit({ fault: '{"kind":"conflict","scope":"moon"}' });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('fault.scope')]);
    expect((await submit({ fault: 'nonsense' })).status).toBe(400);
  });

  test('removes all rules, and empties the cloud', async () => {
    await vpc('prod');
    for (const preset of ['{"kind":"stuck"}', '{"kind":"quota"}']) await submit({ preset });
    await submit({ do: 'clear' });
    expect(cloud.emulator.faults.list()).toEqual([]);
    await submit({ do: 'reset' });
    expect(cloud.emulator.snapshot().resources).toEqual([]);
  });

  test('is refused without the key of the page, so that no website can send it', async () => {
    expect((await submit({ key: 'guess', preset: '{"kind":"quota"}' })).status).toBe(403);
    expect(cloud.emulator.faults.list()).toEqual([]);
  });

  test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', '/a b'])(
    'leads nowhere but to its own pages: %s',
    async (back) => {
      const sent = await submit({ preset: '{"kind":"quota"}', back });
      expect(sent.headers.get('location')).toBe('/');
    },
  );

  test('is on no page of an emulator that nobody may control', async () => {
    const plain = await startCloud();
    const id = idOf(await plain.call('vpc', 'CreateVpc', region), 'VpcId');
    for (const path of ['/faults', `/resources/vpc/${id}`])
      expect(await (await fetch(plain.emulator.url + path)).text()).not.toContain('<form');
    await plain.emulator.stop();
  });
});

describe("somebody else's hand on the page of a resource", () => {
  const stored = (id: string) => cloud.emulator.snapshot().resources.find((each) => each.id === id);

  test('changes a field, keeps it busy, and deletes it', async () => {
    const id = await vpc('prod');
    cloud.clock.now += 1000;
    const back = `/resources/vpc/${id}`;
    const sent = await submit({ do: 'update', id, field: 'VpcName', value: 'theirs', back });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, back]);
    expect(stored(id)?.fields.VpcName).toBe('theirs');
    await submit({ do: 'hold', id, forMs: '5000' });
    const modify = { ...region, VpcId: id, VpcName: 'ours' };
    expect(await cloud.refused('vpc', 'ModifyVpcAttribute', modify)).toMatch(/^Incorrect/);
    cloud.clock.now += 5000;
    await submit({ do: 'delete', id });
    expect(stored(id)).toBeUndefined();
    expect((await submit({ do: 'delete', id })).status).toBe(400);
  });

  test('makes something that uses it', async () => {
    const id = await vpc('prod');
    cloud.clock.now += 1000;
    await submit({ do: 'dependent', id });
    expect(await cloud.refused('vpc', 'DeleteVpc', { ...region, VpcId: id })).toMatch(/^DependencyViolation/);
  });
});
