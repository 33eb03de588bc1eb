/** The shell of a process: its streams, its signals, its clock. */
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { createInterface } from 'node:readline';
import type { BareShell, Input, Output } from './shell.ts';

export function shellOf(process: NodeJS.Process): BareShell {
  const { env, stdin, stdout, stderr } = process;
  return {
    cwd: process.cwd(),
    home: homedir(),
    env,
    out: outputOf(stdout, env),
    err: outputOf(stderr, env),
    input: inputOf(stdin),
    onInterrupt: (listener) => onInterrupt(process, listener),
    quit: () => process.exit(1),
    now: () => Date.now(),
    newId: () => randomUUID(),
  };
}

function outputOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Output {
  const isTerminal = stream.isTTY && env.TERM !== 'dumb' && env.CI === undefined;
  const forbidsColors = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  return {
    write: (text) => stream.write(text),
    isTerminal,
    hasColors: isTerminal && !forbidsColors,
    get columns() {
      return stream.columns > 0 ? stream.columns : 100;
    },
  };
}

function inputOf(stdin: NodeJS.ReadStream): Input {
  return {
    isTerminal: stdin.isTTY,
    lines: () => {
      const reader = createInterface({ input: stdin, terminal: false });
      return {
        onLine: (listener) => reader.on('line', listener),
        // Not the reader's own end, which comes as well when it is closed from here.
        onEnd: (listener) => {
          stdin.once('end', listener).once('error', listener);
          // What has ended already does not say so again.
          if (stdin.readableEnded || stdin.destroyed) setImmediate(listener);
        },
        // An input that is paused does not keep the process alive.
        close: () => {
          reader.close();
        },
      };
    },
  };
}

function onInterrupt(process: NodeJS.Process, listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}
