/** What a kill leaves of the emulator: everything that was answered. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SnapshotUnreadableError } from '../../src/emulator/engine/snapshot.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { at, idOf, startCloud } from './client.ts';
import type { LedgerFile } from '../../src/emulator/options.ts';
import type { Cloud } from './client.ts';

const region = { RegionId: 'cn-shanghai' };
const open: Cloud[] = [];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hcnet-ledger-'));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((cloud) => cloud.emulator.stop()));
  rmSync(folder, { recursive: true });
});

async function start(...options: Parameters<typeof startCloud>): Promise<Cloud> {
  const cloud = await startCloud(...options);
  open.push(cloud);
  return cloud;
}

interface Memory extends LedgerFile {
  text: string;
}

function memory(text = ''): Memory {
  return {
    text,
    load() {
      return Promise.resolve(this.text);
    },
    append(more) {
      this.text += more;
    },
  };
}

test('a commit is in the file before its call is answered, one line each, even if the answer is lost', async () => {
  const ledgerFile = memory();
  const cloud = await start({ ledgerFile, circuits: { 'pc-one': {} } });
  const lines = (): number => ledgerFile.text.split('\n').length - 1;
  const before = lines();
  cloud.emulator.faults.add({ match: { action: 'CreateVpc' }, fault: { kind: 'lost-answer' } });
  await expect(cloud.call('vpc', 'CreateVpc', region)).rejects.toThrow();
  expect(lines()).toBe(before + 1);
  await cloud.call('vpc', 'DescribeVpcs', region);
  expect(lines()).toBe(before + 1);
});

test('a new start goes on where the file ends: resources, ledger and tokens', async () => {
  const ledgerFile = memory();
  const first = await start({ ledgerFile });
  const params = { ...region, CidrBlock: '10.0.0.0/8', ClientToken: 'one' };
  const vpc = idOf(await first.call('vpc', 'CreateVpc', params), 'VpcId');
  const gone = idOf(await first.call('cbn', 'CreateCen'), 'CenId');
  await first.call('vpc', 'ModifyVpcAttribute', { ...region, VpcId: vpc, VpcName: 'named' });
  await first.call('cbn', 'DeleteCen', { CenId: gone });

  const second = await start({ ledgerFile: memory(ledgerFile.text), random: 2 });
  expect(second.emulator.snapshot()).toEqual(first.emulator.snapshot());
  expect((await second.call('vpc', 'CreateVpc', params)).VpcId).toBe(vpc);
});

test('a torn last line was never answered and does not count, and the file goes on after it', async () => {
  const ledgerFile = memory();
  const first = await start({ ledgerFile });
  await first.call('cbn', 'CreateCen');
  const whole = first.emulator.ledger();
  await first.call('cbn', 'CreateCen');
  const torn = memory(ledgerFile.text.slice(0, -20));

  const second = await start({ ledgerFile: torn, random: 2 });
  expect(second.emulator.ledger()).toEqual(whole);
  await second.call('cbn', 'CreateCen');
  const third = await start({ ledgerFile: memory(torn.text), random: 3 });
  expect(third.emulator.ledger()).toEqual(second.emulator.ledger());
});

test('nothing but a torn line is an empty cloud', async () => {
  const ledgerFile = memory('{"entry":');
  const first = await start({ ledgerFile });
  await first.call('cbn', 'CreateCen');
  const second = await start({ ledgerFile: memory(ledgerFile.text) });
  expect(second.emulator.ledger()).toEqual(first.emulator.ledger());
});

test('a damaged line before the last one is refused and left alone', async () => {
  const ledgerFile = memory('{"entry":{}}\n{"entry":{}}\n');
  const { text } = ledgerFile;
  await expect(startEmulator({ ledgerFile })).rejects.toThrow(SnapshotUnreadableError);
  await expect(startEmulator({ ledgerFile })).rejects.toThrow(/line 1 of the ledger/);
  expect(ledgerFile.text).toBe(text);
});

test('a file that is begun later begins with what the storage knows, and a reset begins anew', async () => {
  const kept = await start();
  await kept.call('cbn', 'CreateCen');
  const text = JSON.stringify(kept.emulator.snapshot());
  const storage = { load: () => Promise.resolve(text), save: () => Promise.resolve() };
  const ledgerFile = memory();
  const first = await start({ storage, ledgerFile });
  await first.call('cbn', 'CreateCen');
  const second = await start({ ledgerFile: memory(ledgerFile.text) });
  expect(second.emulator.ledger()).toHaveLength(2);

  first.emulator.reset();
  const third = await start({ ledgerFile: memory(ledgerFile.text) });
  expect(third.emulator.snapshot()).toMatchObject({ resources: [], ledger: [], tokens: [] });
});

test('a stuck status that outlived its rule goes on', async () => {
  const ledgerFile = memory();
  const first = await start({ ledgerFile, transitionMs: 1000, faults: [{ fault: { kind: 'stuck' } }] });
  await first.call('cbn', 'CreateCen');
  first.clock.now += 60_000;
  expect(first.emulator.snapshot().resources).toMatchObject([{ status: 'Creating' }]);
  const second = await start({ ledgerFile: memory(ledgerFile.text), transitionMs: 1000 });
  second.clock.now += 60_000;
  expect(second.emulator.snapshot().resources).toMatchObject([{ status: 'Active' }]);
});

test('an emulator that is killed with SIGKILL loses nothing that it answered', async () => {
  const file = path.join(folder, 'ledger.jsonl');
  const server = path.resolve(import.meta.dirname, '../../src/emulator/server.ts');
  const program = `
    import { appendFileSync } from 'node:fs';
    const { startEmulator } = await import(${JSON.stringify(server)});
    const ledgerFile = { load: async () => '', append: (text) => appendFileSync(${JSON.stringify(file)}, text) };
    const { port } = await startEmulator({ ledgerFile });
    process.stdout.write(String(port) + '\\n');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (data) => resolve(Number(String(data))));
    child.once('exit', () => reject(new Error('the emulator ended')));
  });
  const far = await start();
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => far.to(port).call('cbn', 'CreateCen', { ClientToken: '' })),
  );
  child.kill('SIGKILL');
  await ended;

  const cloud = await start({
    ledgerFile: {
      load: () => Promise.resolve(readFileSync(file, 'utf8')),
      append: (text) => {
        appendFileSync(file, text);
      },
    },
  });
  const ids = at(await cloud.call('cbn', 'DescribeCens'), 'Cens.Cen') as readonly { CenId: string }[];
  expect(ids.map((each) => each.CenId).sort()).toEqual(answers.map((each) => each.CenId).sort());
  expect(cloud.emulator.ledger()).toHaveLength(5);
});
