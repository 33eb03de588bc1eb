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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}

/** Linux: the 22nd field of /proc/PID/stat, clock ticks since boot (proc(5)); elsewhere it is not told. */
function startOf(pid: number): string | undefined {
  const text = textOf(`/proc/${pid}/stat`) ?? '';
  // The name of the program stands in parentheses and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // A process that has ended keeps its number until somebody asks what became of it, and in many containers nobody does.
  if (fields[0] === 'Z') return undefined;
  return fields[19] ?? '';
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
