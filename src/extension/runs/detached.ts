/** Runs that outlive the window: their output is a file, which whoever wants to know about them reads. */
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { lineReader } from '../tool.ts';
import type { Tool, ToolEnd, ToolOptions, ToolRun } from '../tool.ts';
import { eventsFile, stopFile } from './record.ts';
import type { RunRecord } from './record.ts';
import { tail } from './tail.ts';

export interface StartedRun extends ToolRun {
  readonly pid: number;
}

/** @param folder for its record */
export async function startDetached(
  { tool, log }: { readonly tool: Tool; readonly log: vscode.LogOutputChannel },
  args: readonly string[],
  { folder, ...options }: ToolOptions & { readonly folder: string },
): Promise<StartedRun> {
  // Appending, so that what both streams write stays whole.
  const file = openSync(eventsFile(folder), 'a', 0o600);
  const child = tool.spawn([...args, '--detached', folder], options, ['pipe', file, file]);
  closeSync(file);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await once(child, 'spawn');
  const output: string[] = [];
  const { onLine, onEvent } = lineReader((line) => {
    output.push(line);
    log.info(line);
  });
  const following = tail(eventsFile(folder), onLine);
  return {
    pid: child.pid ?? 0,
    onEvent,
    answer: (answer) => child.stdin?.write(`${JSON.stringify(answer)}\n`),
    ended: ended.then(async (code) => {
      await following.end();
      return endOf(code, output);
    }),
  };
}

const LOOK_EVERY_MS = 500;

/** A run that another window has started: all that it has said, and what it says from now on. */
export function attach({ folder, pid }: RunRecord): ToolRun {
  const output: string[] = [];
  const { onLine, onEvent } = lineReader((line) => output.push(line));
  // Its question was answered in the window that asked it.
  const onOwnEvent: ToolRun['onEvent'] = (listener) => {
    onEvent((event) => {
      if (event.type !== 'question') listener(event);
    });
  };
  const hasSaidAll = new Promise<void>((resolve) => {
    onEvent(({ type }) => {
      if (type === 'end' || type === 'failure') resolve();
    });
  });
  const following = tail(eventsFile(folder), onLine);
  return {
    onEvent: onOwnEvent,
    answer: ({ type }) => {
      if (type === 'cancel') void writeFile(stopFile(folder), '');
    },
    ended: Promise.race([hasSaidAll, whenGone(pid)]).then(async () => {
      await following.end();
      return endOf(null, output);
    }),
  };
}

/** Both streams are one file here. */
function endOf(code: number | null, lines: readonly string[]): ToolEnd {
  const output = lines.join('\n');
  return { code, output, result: output };
}

async function whenGone(pid: number): Promise<void> {
  while (isThere(pid)) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isUnburied(pid);
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Linux: a process that has ended keeps its number until its parent asks, and in many containers nobody does. */
function isUnburied(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    // Not Linux.
    return false;
  }
}
