/** Runs that outlive whoever watches them, as VS Code starts them. */
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/protocol/run.ts';
import { parseRunEvent } from '../../src/protocol/run.ts';
import type { StateJson } from '../../src/export/state-text.ts';
import { emulatorForTest, folderWith, hcnet, startHcnet } from './support.ts';
import type { Running } from './support.ts';

/** Above what any system gives out. */
const DEAD_PID = 2 ** 30;

const DESIGN = `network shop { region cn-shanghai }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
}
`;

describe('a detached run', () => {
  test('goes on when nobody watches it any more, once it was approved', async () => {
    const { running, run } = await begun();
    await running.printed(/"type":"question"/);
    running.type('{"type":"approve"}');
    running.hangUp();
    const { code, out } = await running.ended;
    expect(code).toBe(0);
    expect(endOf(out)).toMatchObject({ type: 'end', report: { outcome: 'done' } });
    expect((await run('plan', 'a.hcnet')).out).toContain('nothing to change');
  });

  test('does nothing when nobody is left to approve it', async () => {
    const { running, run } = await begun();
    await running.printed(/"type":"question"/);
    running.hangUp();
    const { out } = await running.ended;
    expect(eventsIn(out).map(({ type }) => type)).not.toContain('progress');
    expect((await run('state', 'list', 'a.hcnet', '--json')).out).toContain('"resources": []');
  });

  test('stops when a file says so', async () => {
    const { running, folder } = await begun(2_000);
    await running.printed(/"type":"question"/);
    running.type('{"type":"approve"}');
    await running.printed(/"type":"progress"/);
    running.hangUp();
    await writeFile(path.join(folder, 'stop'), '');
    const { code, out } = await running.ended;
    expect(code).toBe(130);
    expect(endOf(out)).toMatchObject({ type: 'end', report: { outcome: 'cancelled' } });
  });
});

test('the state tells who works on it, and when that run was cut off', async () => {
  const { running, run, cwd } = await begun(2_000);
  await running.printed(/"type":"question"/);
  const during = await stateOf(run);
  expect(during.lock).toMatchObject({ operation: 'apply', pid: process.pid, isAbandoned: false });
  running.hangUp();
  await running.ended;
  expect((await stateOf(run)).lock).toBeUndefined();
  // As a run leaves it that died on this machine before it was started anew.
  const lock = { host: hostname(), pid: DEAD_PID, operation: 'destroy', since: '2026-01-01T00:00:00.000Z' };
  await writeFile(path.join(cwd, '.hcnet/emulator/shop/lock.7.json'), JSON.stringify(lock));
  expect((await stateOf(run)).lock).toMatchObject({ operation: 'destroy', isAbandoned: true });
  expect((await run('state', 'list', 'a.hcnet')).out).toContain('hcnet destroy goes on from there');
});

async function begun(transitionMs = 5) {
  const emulator = await emulatorForTest(transitionMs);
  const cwd = await folderWith({ 'a.hcnet': DESIGN });
  const folder = await folderWith();
  const env = { HCNET_ENDPOINT: emulator.url };
  const running: Running = startHcnet(['apply', 'a.hcnet', '--events', '--detached', folder], { cwd, env });
  return { running, folder, cwd, run: (...args: readonly string[]) => hcnet(args, { cwd, env }) };
}

type Run = Awaited<ReturnType<typeof begun>>['run'];

async function stateOf(run: Run): Promise<StateJson> {
  return JSON.parse((await run('state', 'list', 'a.hcnet', '--json')).out) as StateJson;
}

function eventsIn(out: string): readonly RunEvent[] {
  return out.split('\n').flatMap((line) => parseRunEvent(line) ?? []);
}

function endOf(out: string): RunEvent | undefined {
  return eventsIn(out).at(-1);
}
