/** `hcnet emulator`: Alibaba Cloud's stand-in, until somebody ends it. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import type { EmulatorOptions, EmulatorStorage, Logger } from '../emulator/options.ts';
import type { RunningEmulator } from '../emulator/server.ts';
import { codeOf, Failure, fileFailure } from './failure.ts';
import { integer } from './arguments.ts';
import type { Frame } from './run.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';

const STATE_FILE = 'emulator.json';

export function emulatorCommand({ shell }: Frame): Command {
  return (
    new Command('emulator')
      .description('Run a stand-in for Alibaba Cloud on this machine, until Ctrl+C.')
      .option('--port <number>', 'port on 127.0.0.1; 0 takes any free one', integer(0, 65_535), 0)
      .option('--state <folder>', 'keep what is created in this folder; without it, it is gone at the end')
      .option('--transition-ms <number>', 'how long a status such as Creating lasts', integer(0, 600_000))
      .option('--verbose', 'print a line for each call')
      // The extension holds the other end: whichever way it goes away, the emulator goes with it.
      .addOption(new Option('--leash').hideHelp())
      .action((options: Options) => runEmulator(shell, options))
  );
}

interface Options {
  readonly port: number;
  readonly state?: string;
  readonly transitionMs?: number;
  readonly verbose?: true;
  readonly leash?: true;
}

async function runEmulator(shell: Shell, options: Options): Promise<void> {
  const ended = whenEnded(shell, options.leash === true);
  const emulator = await start({
    port: options.port,
    clock: shell.now,
    logger: loggerOf(shell, options.verbose === true),
    ...(options.transitionMs === undefined ? {} : { transitionMs: options.transitionMs }),
    ...(options.state === undefined
      ? {}
      : { storage: await storageIn(path.resolve(shell.cwd, options.state)) }),
  });
  // Scripts and the extension wait for this very line.
  line(shell.out, `hcnet emulator listening on ${emulator.url}`);
  await ended;
  await emulator.stop();
}

/** Loads the emulator only now: the other subcommands start faster without it. */
async function start(options: EmulatorOptions): Promise<RunningEmulator> {
  const { PortBusyError, startEmulator } = await import('../emulator/server.ts');
  const { SnapshotUnreadableError } = await import('../emulator/engine/snapshot.ts');
  try {
    return await startEmulator(options);
  } catch (error) {
    const isKnown = error instanceof PortBusyError || error instanceof SnapshotUnreadableError;
    throw isKnown ? new Failure(uncapitalised(error.message), { cause: error }) : error;
  }
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function whenEnded(shell: Shell, isOnLeash: boolean): Promise<void> {
  return new Promise((resolve) => {
    const lines = isOnLeash ? shell.input.lines() : undefined;
    const end = () => {
      forget();
      lines?.close();
      resolve();
    };
    const forget = shell.onInterrupt(end);
    lines?.onEnd(end);
  });
}

/** Makes sure, before anything is served, that the folder can be written to. */
async function storageIn(folder: string): Promise<EmulatorStorage> {
  const file = path.join(folder, STATE_FILE);
  const load = () => readIfThere(file);
  const save = (text: string) => writeFileAtomic(file, text, { mode: 0o600 });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await save((await load()) ?? '');
  } catch (error) {
    throw fileFailure(error, 'keep the state of the emulator in', folder);
  }
  return { load, save };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function loggerOf({ err }: Shell, isVerbose: boolean): Logger {
  const say = (message: string) => {
    line(err, message);
  };
  const keepQuiet = () => undefined;
  return { debug: isVerbose ? say : keepQuiet, info: keepQuiet, warn: say, error: say };
}
