/** Runs the headless tool as a process of its own, so that a window that closes cannot cut a write in half. */
import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessWithoutNullStreams, StdioOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import type * as vscode from 'vscode';
import { parseRunEvent } from '../protocol/run.ts';
import type { RunAnswer, RunEvent } from '../protocol/run.ts';

export interface Tool {
  /** Starts a subcommand; its events come by `onEvent` until `ended`. */
  readonly run: (args: readonly string[], options: ToolOptions) => EndableRun;
  /** Starts a subcommand that runs until its input ends. */
  readonly start: (args: readonly string[], options: ToolOptions) => ChildProcessWithoutNullStreams;
  /** Starts a subcommand whose output goes where the caller says. */
  readonly spawn: (args: readonly string[], options: ToolOptions, stdio: StdioOptions) => ChildProcess;
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

export interface EndableRun extends ToolRun {
  /** Ends it at once: only for what changes nothing. */
  readonly end: () => void;
}

export interface ToolEnd {
  readonly code: number | null;
  /** What it printed apart from events. */
  readonly output: string;
  /** The same without messages: its standard output. */
  readonly result: string;
}

export function openTool(cliFile: string, log: vscode.LogOutputChannel): Tool {
  const start = (args: readonly string[], { cwd, env }: ToolOptions, stdio: StdioOptions) => {
    log.info(`hcnet ${args.join(' ')}`);
    const child = spawn(process.execPath, [cliFile, ...args], {
      cwd,
      // On the desktop, VS Code's own executable is a Node only with this variable.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1', ...env },
      // A group of its own: what ends the window's processes does not end this one in mid-write.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio,
    });
    // The other end may be gone before we have said everything.
    child.stdin?.on('error', () => undefined);
    return child;
  };
  const startPiped: Tool['start'] = (args, options) =>
    start(args, options, 'pipe') as ChildProcessWithoutNullStreams;
  return {
    spawn: start,
    start: startPiped,
    run: (args, options) => follow(startPiped(args, options), log),
  };
}

function follow(child: ChildProcessWithoutNullStreams, log: vscode.LogOutputChannel): EndableRun {
  const output: string[] = [];
  const result: string[] = [];
  const { onLine, onEvent } = lineReader((line) => {
    output.push(line);
    result.push(line);
  });
  createInterface({ input: child.stdout }).on('line', onLine);
  createInterface({ input: child.stderr }).on('line', (line) => {
    output.push(line);
    log.info(line);
  });
  return {
    onEvent,
    answer: (answer) => child.stdin.write(`${JSON.stringify(answer)}\n`),
    end: () => child.kill(),
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({ code, output: output.join('\n'), result: result.join('\n') });
      });
    }),
  };
}

/** Tells events from whatever else is printed. Whoever begins to listen late hears what was said before. */
export function lineReader(onOther: (line: string) => void) {
  const listeners: ((event: RunEvent) => void)[] = [];
  const events: RunEvent[] = [];
  return {
    onEvent: (listener: (event: RunEvent) => void) => {
      for (const event of events) listener(event);
      listeners.push(listener);
    },
    onLine: (line: string) => {
      const event = parseRunEvent(line);
      if (event === undefined) {
        onOther(line);
        return;
      }
      events.push(event);
      for (const listener of listeners) listener(event);
    },
  };
}
