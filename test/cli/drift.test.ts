/** `hcnet drift`: what it says of what others did, and how it ends. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Resource } from '../../src/emulator/engine/types.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { driftText } from '../../src/export/drift-text.ts';
import { emulatorForTest, folderWith, hcnet, type Ran } from './support.ts';

const DESIGN = `network lab { region cn-shanghai }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
}
cen hub {}
`;

interface Lab {
  readonly cwd: string;
  readonly emulator: RunningEmulator;
  readonly run: (subcommand: string, ...more: readonly string[]) => Promise<Ran>;
  /** What the cloud holds of a kind. */
  readonly one: (kind: string) => Resource;
}

/** The design is applied, and nobody has touched anything yet. */
async function lab(): Promise<Lab> {
  const emulator = await emulatorForTest();
  const cwd = await folderWith({ 'lab.hcnet': DESIGN });
  const run: Lab['run'] = (subcommand, ...more) =>
    hcnet([...subcommand.split(' '), 'lab.hcnet', ...more], { cwd, env: { HCNET_ENDPOINT: emulator.url } });
  const one = (kind: string): Resource => {
    const found = emulator.snapshot().resources.find((each) => each.kind === kind);
    if (found === undefined) throw new Error('the test itself is wrong');
    return found;
  };
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  return { cwd, emulator, run, one };
}

const hint =
  'To take it back: hcnet apply. To keep it: write what is seen into the design, or name it under `ignore`.\n';

test('is none when nobody has touched anything, and none before anything is made', async () => {
  const { emulator, run } = await lab();
  const head = `on emulator at 127.0.0.1:${emulator.port}, account 1234567890123456`;
  expect(await run('drift')).toEqual({
    code: 0,
    out: `No drift in 'lab'\n${head}: 3 looked at, 0 differ\n`,
    err: '',
  });
  expect(JSON.parse((await run('drift', '--json')).out)).toMatchObject({ checked: 3, drift: [] });
  emulator.reset();
  expect(await run('drift', '--state-dir', 'new')).toEqual({
    code: 0,
    out: `No drift in 'lab'\n${head}: 0 looked at, 0 differ\n`,
    err: '',
  });
});

test('that is a change says what was asked for and what is seen', async () => {
  const { emulator, run, one } = await lab();
  const cen = one('cen');
  emulator.drift({ op: 'update', id: cen.id, fields: { Name: 'theirs' } });
  expect(await run('drift')).toEqual({
    code: 1,
    out:
      `Drift in 'lab'\n` +
      `on emulator at 127.0.0.1:${emulator.port}, account 1234567890123456: 3 looked at, 1 differs\n\n` +
      `  changed  cen.hub  Cloud Enterprise Network ${cen.id}  lab.hcnet:6\n` +
      `           name: asked lab-hub, seen theirs\n\n${hint}`,
    err: '',
  });
});

test('says what the text wants by now, where that is something else again', async () => {
  const { cwd, emulator, run, one } = await lab();
  const { id, tags } = one('vpc');
  const text = (owner: string): string => DESIGN.replace('0.0/16', `0.0/16 tag owner "${owner}"`);
  await writeFile(path.join(cwd, 'lab.hcnet'), text('net'));
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  emulator.drift({ op: 'update', id, tags: [...tags, { Key: 'owner', Value: 'theirs' }] });
  await writeFile(path.join(cwd, 'lab.hcnet'), text('core'));
  const { code, out } = await run('drift');
  expect(out).toContain('           tags.owner: asked net, seen theirs; the design now says core\n');
  expect(code).toBe(1);
  const json = await run('drift', '--json');
  expect({ code: json.code, err: json.err }).toEqual({ code: 1, err: '' });
  expect(JSON.parse(json.out)).toEqual({
    stack: 'lab',
    target: `emulator at 127.0.0.1:${emulator.port}`,
    account: '1234567890123456',
    checked: 3,
    drift: [
      {
        address: 'vpc.prod',
        kind: 'vpc',
        title: 'VPC',
        id,
        is: 'changed',
        source: { uri: expect.stringMatching(/\/lab\.hcnet$/) as string, line: 2 },
        attributes: [{ attribute: 'tags.owner', asked: 'net', seen: 'theirs', wanted: 'core' }],
      },
    ],
  });
});

test('names what is gone, and an apply makes it again', async () => {
  const { emulator, run, one } = await lab();
  const [vpc, vswitch] = [one('vpc'), one('vswitch')];
  emulator.drift({ op: 'delete', id: vpc.id });
  const { code, out } = await run('drift');
  expect(out).toContain(
    `: 3 looked at, 2 differ\n\n  gone     vpc.prod  VPC ${vpc.id}  lab.hcnet:2\n` +
      `  gone     vpc.prod/vswitch.app  vSwitch ${vswitch.id}  lab.hcnet:4\n\n${hint}`,
  );
  expect(code).toBe(1);
  const report = JSON.parse((await run('drift', '--json')).out) as { drift: unknown[] };
  expect(report.drift).toMatchObject([
    { address: 'vpc.prod', is: 'gone', attributes: [] },
    { address: 'vpc.prod/vswitch.app', is: 'gone', attributes: [] },
  ]);
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  expect((await run('drift')).code).toBe(0);
});

test('names what carries the tags of the design and is in no state, and how it is deleted', async () => {
  const { run, one } = await lab();
  const cen = one('cen');
  expect((await run('state rm', 'cen.hub')).code).toBe(0);
  const { code, out } = await run('drift');
  expect(out).toContain(
    `: 2 looked at, 1 differs\n\n  unknown  cen.hub#${cen.id}  Cloud Enterprise Network ${cen.id}\n\n` +
      'What is unknown carries the tags of this design. hcnet apply takes back into the state what the design has; with --delete-orphans it deletes the rest.\n',
  );
  expect(code).toBe(1);
  expect(JSON.parse((await run('drift', '--json')).out)).toMatchObject({
    drift: [{ address: `cen.hub#${cen.id}`, kind: 'cen', id: cen.id, is: 'orphan' }],
  });
  // The design still has it, so it is taken back, also by a run that deletes orphans.
  expect((await run('apply', '--auto-approve', '--delete-orphans')).code).toBe(0);
  expect(one('cen').id).toBe(cen.id);
  expect((await run('drift')).code).toBe(0);
});

test('changes nothing and takes no lock', async () => {
  const { emulator, run, one } = await lab();
  emulator.drift({ op: 'update', id: one('cen').id, fields: { Name: 'theirs' } });
  const before = { ledger: emulator.ledger().length, state: (await run('state list')).out };
  expect((await run('drift')).code).toBe(1);
  expect(emulator.ledger()).toHaveLength(before.ledger);
  expect((await run('state list')).out).toBe(before.state);
});

test('shows texts of others without what moves a cursor', async () => {
  const { emulator, run, one } = await lab();
  emulator.drift({ op: 'update', id: one('cen').id, fields: { Name: 'a\u001B[2Jb\nc' } });
  for (const more of [[], ['--json']]) {
    const { out } = await run('drift', ...more);
    expect(out).toContain('u{1b}[2Jb');
    // It starts every control sequence of a terminal.
    expect(out).not.toContain('\u001B');
  }
});

test('cannot be found out when nothing listens, and then nothing is said of it', async () => {
  const cwd = await folderWith({ 'lab.hcnet': DESIGN });
  const { code, out, err } = await hcnet(['drift', 'lab.hcnet', '--endpoint', 'http://127.0.0.1:1'], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('error: nothing listens at http://127.0.0.1:1');
});

test('that proves nothing yet is told with what it means', () => {
  const unseen = { address: 'vpc.prod', kind: 'vpc', title: 'VPC', id: 'vpc-1', is: 'unseen' } as const;
  const text = driftText({
    stack: 'lab',
    target: 'Alibaba Cloud',
    account: '1',
    checked: 1,
    drift: [{ ...unseen, attributes: [] }],
  });
  expect(text).toContain(
    '  unseen   vpc.prod  VPC vpc-1\n\nWhat is unseen was ready only just now, and may show up later.\n',
  );
});
