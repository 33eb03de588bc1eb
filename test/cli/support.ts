/** The tool in a world made of strings: what it printed, what it was told, how it ended. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { BareShell, Output } from '../../src/cli/shell.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface WorldOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The user's folder; absent: an empty one. */
  readonly home?: string;
  /** Somebody sits at a terminal. */
  readonly isTerminal?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Runs one command line to its end. */
export function hcnet(args: readonly string[], options: WorldOptions = {}): Promise<Ran> {
  return startHcnet(args, options).ended;
}

export interface Running {
  readonly ended: Promise<Ran>;
  /** Types a line. */
  readonly type: (text: string) => void;
  /** Hangs up. */
  readonly hangUp: () => void;
  readonly interrupt: () => void;
  /** Waits until standard output, or the messages, hold something. */
  readonly printed: (pattern: RegExp) => Promise<RegExpExecArray>;
}

export function startHcnet(args: readonly string[], options: WorldOptions = {}): Running {
  const {
    cwd = process.cwd(),
    env = {},
    home = emptyHome(),
    isTerminal = false,
    now = () => Date.now(),
  } = options;
  const listeners = { line: new Set<(text: string) => void>(), end: new Set<() => void>() };
  const interrupts = new Set<() => void>();
  const waiting = new Set<() => void>();
  const texts = { out: '', err: '' };
  const output = (name: 'out' | 'err'): Output => ({
    write: (text) => {
      texts[name] += text;
      for (const look of waiting) look();
    },
    isTerminal,
    hasColors: false,
    columns: 100,
  });
  const shell: BareShell = {
    cwd,
    home,
    env,
    out: output('out'),
    err: output('err'),
    input: {
      isTerminal,
      lines: () => ({
        onLine: (listener) => listeners.line.add(listener),
        onEnd: (listener) => listeners.end.add(listener),
        close: () => undefined,
      }),
    },
    onInterrupt: (listener) => {
      interrupts.add(listener);
      return () => interrupts.delete(listener);
    },
    quit: () => undefined,
    now,
    newId: () => randomUUID(),
  };
  return {
    ended: run(args, shell).then((code) => ({ code, ...texts })),
    type: (text) => {
      for (const listener of listeners.line) listener(text);
    },
    hangUp: () => {
      for (const listener of listeners.end) listener();
    },
    interrupt: () => {
      for (const listener of interrupts) listener();
    },
    printed: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          const match = pattern.exec(texts.out + texts.err);
          if (match === null) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** One that is made when something is written there, and gone after the test. */
function emptyHome(): string {
  const home = path.join(tmpdir(), `hcnet-home-${randomUUID()}`);
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

/** A folder with these files, gone after the test. */
export async function folderWith(files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hcnet-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

/** An emulator that is quick and ends with the test. */
export async function emulatorForTest(transitionMs = 5): Promise<RunningEmulator> {
  const emulator = await startEmulator({ transitionMs, random: 1 });
  onTestFinished(() => emulator.stop());
  return emulator;
}

/** Root may read everything, so a test of permissions is somebody else for a while. */
export async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  const { seteuid, geteuid } = process;
  if (seteuid === undefined || geteuid?.() !== 0) return act();
  seteuid(65_534);
  try {
    return await act();
  } finally {
    seteuid(0);
  }
}
