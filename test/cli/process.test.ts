/** What only a process of its own can show: signals, streams that close, how it ends. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emulatorForTest, folderWith } from './support.ts';

const MAIN = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

interface Started {
  readonly child: ReturnType<typeof spawn>;
  readonly output: () => string;
  readonly printed: (pattern: RegExp) => Promise<void>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

function start(
  args: readonly string[],
  cwd = process.cwd(),
  env: Readonly<Record<string, string>> = {},
): Started {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  return {
    child,
    output: () => text,
    printed: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          if (pattern.test(text)) resolve();
        };
        listeners.add(look);
        look();
      }),
    ended: new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve(code ?? signal);
      });
    }),
  };
}

describe('the emulator', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('ends well on %s', async (signal) => {
    const emulator = start(['emulator', '--port', '0']);
    await emulator.printed(/listening on http/);
    emulator.child.kill(signal);
    expect(await emulator.ended).toBe(0);
  });

  test('on a leash ends with the input that it was given', async () => {
    const emulator = start(['emulator', '--port', '0', '--leash']);
    await emulator.printed(/listening on http/);
    emulator.child.stdin?.end();
    expect(await emulator.ended).toBe(0);
  });

  test('keeps what was created for the next start', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'vpc prod in cn-shanghai { prefix 10.0.0.0/16 }' });
    const addressOf = async (emulator: Started): Promise<string> => {
      await emulator.printed(/listening on http\S+\n/);
      return /http\S+/.exec(emulator.output())?.[0] ?? '';
    };
    const first = start(['emulator', '--port', '0', '--state', 'cloud'], cwd);
    const applied = start(['apply', 'a.hcnet', '--endpoint', await addressOf(first), '--auto-approve'], cwd);
    expect(await applied.ended, applied.output()).toBe(0);
    first.child.kill('SIGTERM');
    await first.ended;

    const second = start(['emulator', '--port', '0', '--state', 'cloud'], cwd);
    const planned = start(['plan', 'a.hcnet', '--endpoint', await addressOf(second)], cwd);
    await planned.ended;
    expect(planned.output()).toContain('Plan: nothing to change.');
  });
});

test('the SDKs do not print what they sign, whoever asks them to', async () => {
  const { url } = await emulatorForTest();
  const address = 'oss://team-states/network?region=cn-shanghai';
  const { ended, output } = start(['backend', 'init', address], undefined, {
    DEBUG: '*',
    HCNET_ENDPOINT: url,
  });
  expect(await ended, output()).toBe(0);
  expect(output()).toMatch(/^oss:\/\/team-states\/network\/ is set up to keep states.\nUse it with .*\n$/);
});

test('a run that is over ends, whether or not its input does', async () => {
  const cwd = await folderWith({ 'a.hcnet': 'site a { kind office }' });
  const { ended } = start(['plan', 'a.hcnet', '--events', '--endpoint', 'http://127.0.0.1:1'], cwd);
  expect(await ended).toBe(2);
});

test('a reader that hangs up is no failure to tell of', async () => {
  const cwd = await folderWith({ 'a.hcnet': 'site a { prefix 100.64.0.0/16 }\n'.repeat(500) });
  const { child, ended, output } = start(['check', 'a.hcnet', '--format', 'json'], cwd);
  child.stdout?.destroy();
  expect(await ended).toBe(1);
  expect(output()).toBe('');
});
