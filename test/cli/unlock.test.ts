/** `hcnet unlock`: whose lock is freed, whose is not, and what is said. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { thisProcess } from '../../src/cli/owner.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { emulatorForTest, folderWith, hcnet, startHcnet, type Ran } from './support.ts';

const DESIGN = 'network lab { region cn-shanghai }\nvpc prod in cn-shanghai { prefix 192.168.0.0/16 }\n';

let emulator: RunningEmulator;
let cwd: string;

beforeEach(async () => {
  emulator = await emulatorForTest();
  cwd = await folderWith({ 'lab.hcnet': DESIGN, '.hcnet/emulator/lab/.keep': '' });
});

function run(subcommand: string, ...more: readonly string[]): Promise<Ran> {
  return hcnet([subcommand, 'lab.hcnet', ...more], { cwd, env: { HCNET_ENDPOINT: emulator.url } });
}

/** As a run would have left it. */
async function lockedBy(facts: object): Promise<void> {
  const text = JSON.stringify({ operation: 'apply', since: '2026-01-01T00:00:00Z', ...facts });
  await writeFile(path.join(cwd, '.hcnet/emulator/lab/lock.3.json'), text);
}

/** A process that has ended, and that its parent does not ask about. */
async function unburied(): Promise<number> {
  const parent = spawn('sh', ['-c', 'exec 3<&0; cat <&3 & echo $!; exec sleep 600']);
  onTestFinished(() => void parent.kill('SIGKILL'));
  const text = await new Promise<Buffer>((resolve) => parent.stdout.once('data', resolve));
  // A shell would ask; what takes its place does not.
  await until(() => readFileSync(`/proc/${parent.pid ?? 0}/comm`, 'utf8') === 'sleep\n');
  parent.stdin.end();
  return Number(text.toString());
}

function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (isSo()) resolve();
      else setImmediate(look);
    };
    look();
  });
}

test('a lock that nobody holds is nothing to unlock', async () => {
  expect(await run('unlock', '1')).toEqual({
    code: 1,
    out: '',
    err: "error: nothing to unlock: no run holds 'lab'\n",
  });
});

test('a lock of another machine is kept until it is freed by its number', async () => {
  await lockedBy({ host: 'elsewhere', pid: 77 });
  const who = 'apply, process 77 on elsewhere, since 2026-01-01T00:00:00Z';
  expect(await run('apply', '--auto-approve')).toEqual({
    code: 5,
    out: '',
    err: `error: another hcnet (${who}) works on 'lab'; wait until it ends. If it has died: hcnet unlock PATH 3\n`,
  });
  const note = `note: another hcnet (${who}) is at work on this design, and what it changes meanwhile may be missing here; look again when it has ended`;
  expect((await run('plan')).out).toContain(note);
  expect((await run('drift')).out).toContain(note);
  expect(await run('unlock', '2')).toEqual({
    code: 5,
    out: '',
    err: `error: the lock is number 3 (${who}), not 2; look again whether that run has ended\n`,
  });
  expect(await run('unlock', '3')).toEqual({
    code: 0,
    out: `Lock 3 is free; it was held by ${who}. Run apply: it finds out first what became of the calls of that run.\n`,
    err: '',
  });
  expect((await run('unlock', '3')).err).toBe("error: nothing to unlock: no run holds 'lab'\n");
  expect((await run('apply', '--auto-approve')).code).toBe(0);
});

test('a lock of a process that has ended here is taken over by the next run, and may be freed as well', async () => {
  // No system has so many.
  const gone = { ...thisProcess(), pid: 999_999_999 };
  await lockedBy(gone);
  const applied = await run('apply', '--auto-approve');
  expect(applied.code).toBe(0);
  expect(applied.err).toContain('taking over the lock of process 999999999, which has ended\n');
  await lockedBy(gone);
  // An older number than the last one counts for nothing.
  expect((await run('unlock', '3')).err).toBe("error: nothing to unlock: no run holds 'lab'\n");
});

test.runIf(process.platform === 'linux')(
  'a process that has ended and that nobody has waited for has ended',
  async () => {
    const pid = await unburied();
    await until(() => thisProcess().startedAt(pid) === undefined);
    // Its number is still taken.
    expect(() => process.kill(pid, 0)).not.toThrow();
  },
);

test('a run that is on its way here keeps its lock, and ends as if nobody had asked', async () => {
  const running = startHcnet(['apply', 'lab.hcnet'], {
    cwd,
    env: { HCNET_ENDPOINT: emulator.url },
    isTerminal: true,
  });
  await running.printed(/Type 'yes' to go on: /);
  const { code, out, err } = await run('unlock', '1');
  const isTold = thisProcess().startedAt(process.pid) !== '';
  expect({ code, out }).toEqual(
    isTold ? { code: 5, out: '' } : { code: 0, out: expect.stringContaining('Lock 1 is free') as string },
  );
  if (isTold) {
    expect(err).toMatch(
      new RegExp(
        `^error: the lock is held by apply, process ${process.pid} on ${hostname()}(, user \\S+)?, since \\S+, and that still runs on this machine; end it, or let it finish: it frees the lock itself\n$`,
      ),
    );
  }
  running.type('yes');
  expect((await running.ended).code).toBe(isTold ? 0 : 1);
});

test('a lock that was torn is freed as well, whoever it was', async () => {
  await writeFile(path.join(cwd, '.hcnet/emulator/lab/lock.3.json'), '{"host":"else');
  expect((await run('apply', '--auto-approve')).err).toContain(
    "error: another hcnet (a run that left no name) works on 'lab'; wait until it ends. If it has died: hcnet unlock PATH 3\n",
  );
  expect(await run('unlock', '3')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Lock 3 is free; it was held by a run that left no name. ') as string,
  });
});

test.each(['none', '0', '1.5'])('%s is no number of a lock', async (number) => {
  const { code, out, err } = await run('unlock', number);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('(`hcnet unlock --help` tells how it is used)');
});
