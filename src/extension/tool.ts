/** Runs the headless tool as a process of its own, so that a window that closes cannot cut a write in half. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type * as vscode from 'vscode';
import { parseRunEvent } from '../protocol/run.ts';
import type { RunAnswer, RunEvent } from '../protocol/run.ts';

export interface Tool {
  /** Starts a subcommand; its events come by `onEvent` until `ended`. */
  readonly run: (args: readonly string[], options: ToolOptions) => ToolRun;
  /** Starts a subcommand that runs until its input ends. */
  readonly start: (args: readonly string[], options: ToolOptions) => ChildProcessWithoutNullStreams;
}

export interface ToolOptions {
  readonly cwd: string;
  /** Added to the window's environment; `undefined` takes a variable away. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ToolRun {
  readonly onEvent: (listener: (event: RunEvent) => void) => void;
  readonly answer: (answer: RunAnswer) => void;
  readonly ended: Promise<ToolEnd>;
}

export interface ToolEnd {
  readonly code: number | null;
  /** What it printed apart from events. */
  readonly output: string;
}

export function openTool(cliFile: string, log: vscode.LogOutputChannel): Tool {
  const start: Tool['start'] = (args, { cwd, env }) => {
    log.info(`hcnet ${args.join(' ')}`);
    const child = spawn(process.execPath, [cliFile, ...args], {
      cwd,
      // On the desktop, VS Code's own executable is a Node only with this variable.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1', ...env },
      // A group of its own: what ends the window's processes does not end this one in mid-write. It ends when its
      // input does.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: 'pipe',
    });
    // The other end may be gone before we have said everything.
    child.stdin.on('error', () => undefined);
    return child;
  };
  return { start, run: (args, options) => follow(start(args, options), log) };
}

function follow(child: ChildProcessWithoutNullStreams, log: vscode.LogOutputChannel): ToolRun {
  const listeners: ((event: RunEvent) => void)[] = [];
  const output: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    const event = parseRunEvent(line);
    if (event === undefined) output.push(line);
    else for (const listener of listeners) listener(event);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    output.push(line);
    log.info(line);
  });
  return {
    onEvent: (listener) => listeners.push(listener),
    answer: (answer) => child.stdin.write(`${JSON.stringify(answer)}\n`),
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({ code, output: output.join('\n') });
      });
    }),
  };
}
