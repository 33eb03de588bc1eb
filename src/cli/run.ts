/** The command line: which subcommands there are, and how whatever goes wrong is told. */
import { Command, CommanderError } from 'commander';
import { applyCommand } from './apply.ts';
import { backendCommand } from './backend.ts';
import { checkCommand } from './check.ts';
import { destroyCommand } from './destroy.ts';
import { diagramCommand } from './diagram.ts';
import { driftCommand } from './drift.ts';
import { emulatorCommand } from './emulator.ts';
import { explain } from './explain.ts';
import { exportCommand } from './export.ts';
import { guardedShell } from './guarded-shell.ts';
import { importCommand } from './import.ts';
import { lspCommand } from './lsp.ts';
import { planCommand } from './plan.ts';
import { colorsOf, line } from './shell.ts';
import type { BareShell, Shell } from './shell.ts';
import { stateCommand } from './state.ts';
import { unlockCommand } from './unlock.ts';
import { VERSION } from './version.ts';
import { whoamiCommand } from './whoami.ts';

/**
 * 0: fine. 1: findings, drift, or an apply that failed before it changed anything. 2: asked for wrongly, or
 * cannot be done here. 3: an apply that failed after it changed something. 4: waits for people. 5: locked by
 * another run. 6: the plan is stale. 7: refused by a guard. 130: stopped by whoever started it.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 130;

/** What every subcommand is made from: it tells its exit code through `end`. */
export interface Frame {
  readonly shell: Shell;
  readonly end: (code: ExitCode) => void;
}

/** Runs one command line. Never throws. */
export async function run(args: readonly string[], given: BareShell): Promise<ExitCode> {
  const shell = guardedShell(given);
  let code: ExitCode = 0;
  const frame: Frame = { shell, end: (given) => (code = given) };
  try {
    await commandLine(frame).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what it has to say; help and version are no failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return tell(error, shell);
  }
}

function commandLine(frame: Frame): Command {
  const { out, err } = frame.shell;
  const program = new Command('hcnet')
    .description(
      'Hybrid-cloud networks on Alibaba Cloud: check, draw, plan and apply designs written in .hcnet files.',
    )
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'Show the help of a command.')
    .addHelpText('after', EXAMPLES);
  for (const define of subcommands) program.addCommand(define(frame));
  for (const command of withSubcommands(program)) {
    command
      .exitOverride()
      .showHelpAfterError(`(\`${pathOf(command)} --help\` tells how it is used)`)
      .configureOutput({
        writeOut: out.write,
        writeErr: err.write,
        getOutHelpWidth: () => out.columns,
        getErrHelpWidth: () => err.columns,
      });
  }
  return program;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** `hcnet backend init`. */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

const subcommands: readonly ((frame: Frame) => Command)[] = [
  checkCommand,
  diagramCommand,
  planCommand,
  applyCommand,
  destroyCommand,
  driftCommand,
  importCommand,
  stateCommand,
  unlockCommand,
  exportCommand,
  backendCommand,
  whoamiCommand,
  emulatorCommand,
  lspCommand,
];

const EXAMPLES = `
Without an account, try it against the emulator:
  hcnet emulator --port 4010 &
  HCNET_ENDPOINT=http://127.0.0.1:4010 hcnet apply samples/reference.hcnet

Exit codes: 0 fine, 1 findings, drift or a failed apply, 2 wrong usage or a failure of the tool,
3 an apply that failed half-way, 4 waits for people, 5 locked by another run, 6 a stale plan,
7 refused by a guard, 130 stopped.`;

function tell(error: unknown, { err, env }: Shell): ExitCode {
  const { message, hint, exitCode } = explain(error);
  line(err, `${colorsOf(err).red('error:')} ${message}`);
  if (hint !== undefined) line(err, `  ${hint}`);
  if (isSet(env.HCNET_DEBUG) && error instanceof Error) line(err, error.stack ?? '');
  return exitCode;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}
