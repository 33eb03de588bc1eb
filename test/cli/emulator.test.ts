import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { codeOf, startCloud } from '../emulator/client.ts';
import { folderWith, hcnet, startHcnet } from './support.ts';

describe('hcnet emulator', () => {
  test('prints its address, serves, and ends when it is interrupted', async () => {
    const running = startHcnet(['emulator', '--port', '0']);
    const [text, url = ''] = await running.printed(
      /^hcnet emulator listening on (http:\/\/127\.0\.0\.1:\d+)\n/,
    );
    expect((await fetch(url)).ok).toBe(true);
    running.interrupt();
    expect(await running.ended).toEqual({ code: 0, out: text, err: '' });
    await expect(fetch(url)).rejects.toThrow();
  });

  test('takes time, few calls and faults as it is told', async () => {
    const time = [
      '--transition-ms',
      '0',
      '--transition',
      'cen=60000',
      '--transition',
      'vpc=1',
      '--jitter',
      '10',
    ];
    const running = startHcnet([
      'emulator',
      '--rate',
      '6',
      '--latency-ms',
      '4',
      '--control',
      '--seed',
      '1',
      ...time,
    ]);
    const [, port = '', key = ''] = await running.printed(/:(\d+)\ncontrol key: (\S+)\n/);
    const cloud = (await startCloud()).to(Number(port));
    const made = await cloud.call('cbn', 'CreateCen');
    const cens = await cloud.call('cbn', 'DescribeCens');
    expect(cens).toMatchObject({ Cens: { Cen: [{ CenId: made.CenId, Status: 'Creating' }] } });
    const asked = Array.from({ length: 20 }, () => cloud.call('cbn', 'DescribeCens').catch(codeOf));
    expect(await Promise.all(asked)).toContain('Throttling.User');
    const page = await (await fetch(`http://127.0.0.1:${port}/faults`)).text();
    expect(page).toContain(`name="key" value="${key}"`);
    running.interrupt();
    await running.ended;
    await cloud.emulator.stop();
  });

  test.each([
    [['--rate', '0'], 'It must be a whole number from 1 to 100000.'],
    [['--transition', 'vpn-gateway'], 'It must be a kind and a number of milliseconds'],
    [['--transition', 'spaceship=5'], "the emulator has no kind 'spaceship'; it has bgp-group, bgp-network"],
  ])('refuses what it cannot do: %j', async (options, because) => {
    const { code, err } = await hcnet(['emulator', ...options]);
    expect(code).toBe(2);
    expect(err).toContain(because);
  });

  test('on a leash ends when whoever started it is gone', async () => {
    const running = startHcnet(['emulator', '--port', '0', '--leash']);
    await running.printed(/listening/);
    running.hangUp();
    expect((await running.ended).code).toBe(0);
  });

  test('says that a port is busy, and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await hcnet(['emulator', '--port', String(port)])).toEqual({
      code: 2,
      out: '',
      err: `error: port ${port} is in use by another program; choose another port, or 0 for any free one\n`,
    });
  });

  test('refuses a port that is none', async () => {
    const { code, err } = await hcnet(['emulator', '--port', '70000']);
    expect(code).toBe(2);
    expect(err).toContain('It must be a whole number from 0 to 65535.');
  });

  test('refuses a state folder that cannot be one', async () => {
    const folder = await folderWith({ taken: 'a file' });
    const state = path.join(folder, 'taken', 'state');
    const { code, err } = await hcnet(['emulator', '--port', '0', '--state', state]);
    expect(code).toBe(2);
    expect(err).toBe(
      `error: cannot keep the state of the emulator in ${state}: a part of the path is a file, not a folder\n` +
        '  Choose a path whose folders are folders.\n',
    );
  });

  test('does not start over a kept state that is damaged, and leaves it as it is', async () => {
    const folder = await folderWith({ 'emulator.json': '{ "format": ' });
    const { code, err } = await hcnet(['emulator', '--port', '0', '--state', folder]);
    expect(code).toBe(2);
    expect(err).toContain(
      'kept state cannot be read: it is not JSON. Move the file away to start with an empty cloud',
    );
  });
});
