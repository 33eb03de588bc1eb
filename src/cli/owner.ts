/** Who runs here, so that a lock of a process that has ended can be told from one that is held. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import type { Owner } from '../cloud/context.ts';
import { codeOf } from './failure.ts';

export function thisProcess(): Owner {
  const boot = bootId();
  const processes = processNamespace();
  const user = userName();
  return {
    host: hostname(),
    pid: process.pid,
    ...(boot === undefined ? {} : { boot }),
    ...(processes === undefined ? {} : { processes }),
    ...(user === undefined ? {} : { user }),
    startedAt: (pid) => (isAlive(pid) ? startOf(pid) : undefined),
  };
}

/** Linux: also `false` for one that nobody has buried yet, which is the case of many a container; proc(5). */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !DEAD.has(statOf(pid)[0] ?? '');
  } catch (error) {
    // It lives and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}

const DEAD = new Set(['Z', 'X']);

/** Linux: the 22nd field of /proc/PID/stat, clock ticks since boot (proc(5)); elsewhere it is not told. */
function startOf(pid: number): string {
  return statOf(pid)[19] ?? '';
}

/** From the third field on; empty where there is no such file. */
function statOf(pid: number): readonly string[] {
  const text = textOf(`/proc/${pid}/stat`) ?? '';
  // The name of the program stands in parentheses and may hold anything.
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Linux: random(4). */
function bootId(): string | undefined {
  return textOf('/proc/sys/kernel/random/boot_id')?.trim();
}

/** Linux: pid_namespaces(7). */
function processNamespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not Linux, or not ours to read.
    return undefined;
  }
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number without a name.
    return undefined;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not Linux, or not ours to read.
    return undefined;
  }
}
