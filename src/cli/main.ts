/** The headless tool: `hcnet check`, `plan`, `apply` and so on. Everything of the process itself is touched here. */
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { createInterface } from 'node:readline';
import process from 'node:process';
import { run } from './run.ts';
import type { BareShell, Input, Output } from './shell.ts';

// The SDK of the cloud uses what Node advises against; nobody who runs this tool can change that.
process.noDeprecation = true;

// What the SDKs print when they are asked to with this variable holds signatures and security tokens.
delete process.env.DEBUG;

// A reader that has seen enough, such as `head`, hangs up; there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = isNodeTooOld() ? 2 : await run(process.argv.slice(2), shellOf(process));

/** package.json says so as well, but nothing enforces it when the file is called directly. */
function isNodeTooOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isTooOld = major < 22 || (major === 22 && minor < 12);
  if (isTooOld)
    process.stderr.write(`error: hcnet needs Node 22.12 or later; this is Node ${process.versions.node}\n`);
  return isTooOld;
}

function shellOf({ env, stdin, stdout, stderr }: NodeJS.Process): BareShell {
  return {
    cwd: process.cwd(),
    home: homedir(),
    env,
    out: outputOf(stdout, env),
    err: outputOf(stderr, env),
    input: inputOf(stdin),
    onInterrupt,
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
        onEnd: (listener) => stdin.once('end', listener).once('error', listener),
        // An input that is paused does not keep the process alive.
        close: () => {
          reader.close();
        },
      };
    },
  };
}

function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}
