/** `hcnet emulator`: Alibaba Cloud's stand-in, until somebody ends it. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
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
      .option('--transition <kind=ms>', 'the same for one kind, such as vpn-gateway=60000', kindTime, {})
      .option('--jitter <percent>', 'by how much these times vary', integer(0, 100))
      .option('--latency-ms <number>', 'how long each call is on its way, there and back', integer(0, 60_000))
      .option('--rate <number>', 'calls per second; the others are refused for now', integer(1, 100_000))
      .option('--consistency-ms <number>', 'how long reads may lag behind writes', integer(0, 600_000))
      .option(
        '--seed <number>',
        'makes ids and everything else that chance decides repeat',
        integer(0, 999_999_999),
      )
      .option('--control', 'let faults be injected, from the page and with the key that is printed')
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
  readonly transition: Readonly<Record<string, number>>;
  /** Percent. */
  readonly jitter?: number;
  readonly latencyMs?: number;
  readonly rate?: number;
  readonly consistencyMs?: number;
  readonly seed?: number;
  readonly control?: true;
  readonly verbose?: true;
  readonly leash?: true;
}

async function runEmulator(shell: Shell, options: Options): Promise<void> {
  const ended = whenEnded(shell, options.leash === true);
  const emulator = await start({
    port: options.port,
    clock: shell.now,
    logger: loggerOf(shell, options.verbose === true),
    ...given(options),
    ...(options.state === undefined
      ? {}
      : { storage: await storageIn(path.resolve(shell.cwd, options.state)) }),
  });
  // Scripts and the extension wait for this very line.
  line(shell.out, `hcnet emulator listening on ${emulator.url}`);
  if (emulator.controlKey !== undefined) line(shell.out, `control key: ${emulator.controlKey}`);
  await ended;
  await emulator.stop();
}

/** What was chosen, under the emulator's own names; what was not is its own to choose. */
function given(options: Options): EmulatorOptions {
  const { transitionMs, transition, jitter, latencyMs, rate, consistencyMs, seed, control } = options;
  const chosen = {
    ...{ transitionMs, transitionMsOf: transition, latencyMs, rate, consistencyMs, control },
    jitter: jitter === undefined ? undefined : jitter / 100,
    random: seed,
  };
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
}

/** `vpn-gateway=60000`, and those that were named before. */
function kindTime(text: string, before: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const [, kind, ms] = /^([a-z-]+)=(\d{1,7})$/.exec(text) ?? [];
  if (kind === undefined || ms === undefined)
    throw new InvalidArgumentError('It must be a kind and a number of milliseconds: vpn-gateway=60000.');
  return { ...before, [kind]: Number(ms) };
}

async function ensureKinds(named: readonly string[]): Promise<void> {
  const { models } = await import('../emulator/resources/all.ts');
  const kinds = models.map((each) => each.kind).sort();
  const unknown = named.find((each) => !kinds.includes(each));
  if (unknown === undefined) return;
  throw new Failure(`the emulator has no kind '${unknown}'; it has ${kinds.join(', ')}`);
}

/** Loads the emulator only now: the other subcommands start faster without it. */
async function start(options: EmulatorOptions): Promise<RunningEmulator> {
  await ensureKinds(Object.keys(options.transitionMsOf ?? {}));
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
