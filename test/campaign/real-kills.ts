/** Real processes of the command line that are ended with `kill -9`, against an emulator over HTTP. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Milestone } from '../../src/cloud/milestones.ts';
import { startEmulator, type RunningEmulator } from '../../src/emulator/server.ts';
import { filesBelow, findCanary, findCanaryIn } from '../support/canary.ts';
import { secretValue } from './canary.ts';
import { designText, type Variant } from './designs.ts';
import type { Played, RealKill } from './jobs.ts';
import { milestonesIn, undisturbed } from './kills.ts';
import { errandOf, operations } from './operations.ts';
import { judgeLeft, type Verdict } from './oracle.ts';

const size = 20;
const secrets = ['KEY_1'];

/** Every run passes these on its way to its first step. */
const always: readonly Milestone[] = [
  'locked',
  'snapshot-announced',
  'snapshot-kept',
  'journals-dropped',
  'run-recorded',
];

/**
 * And these as well, when the one before was ended between a call and its outcome, and the call made something: a change
 * is only sent again. Where they are not passed, the run has to end well.
 */
const recovering: readonly Milestone[] = ['recovery-looked', 'recovery-settled'];

/** Every milestone that each operation passes, once; and each time another one of the recovery after it. */
export async function* realKills(program: string): AsyncGenerator<RealKill> {
  let turn = 0;
  for (const operation of operations) {
    for (const [milestone, times] of await milestonesIn(size, operation)) {
      const isOpen = milestone === 'intent-recorded' || milestone === 'answered';
      const points = isOpen ? recovering : always;
      const again = points[turn % points.length] ?? 'locked';
      turn += 1;
      // How many snapshots a run takes depends on how long it takes; the first and the last one are always there.
      const most = milestone.startsWith('snapshot-') ? 2 : times;
      yield { program, operation, milestone, nth: 1 + ((turn * 5) % most), again };
    }
  }
}

export async function playRealKill(kill: RealKill): Promise<Played> {
  const { operation, milestone, nth, again } = kill;
  const folder = await mkdtemp(path.join(tmpdir(), 'hcnet-campaign-'));
  const emulator = await startEmulator({ transitionMs: 20, random: nth });
  try {
    return {
      groups: ['real processes'],
      name: `${operation} of ${size}, killed at ${milestone} (${nth}) and again at ${again}`,
      again: `--real-kill ${operation}:${milestone}:${nth}:${again}`,
      verdict: await playIn({ folder, emulator, program: kill.program }, kill),
    };
  } finally {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Stage {
  readonly folder: string;
  readonly emulator: RunningEmulator;
  readonly program: string;
}

async function playIn(stage: Stage, { operation, milestone, nth, again }: RealKill): Promise<Verdict> {
  const runs: Run[] = [];
  if (operation !== 'create') runs.push(await hcnet(stage, 'first', 'apply'));
  const variant = {
    create: 'first',
    update: 'updated',
    replace: 'replaced',
    rename: 'renamed',
    destroy: 'first',
  } as const;
  const command = operation === 'destroy' ? 'destroy' : 'apply';
  const killed = await hcnet(stage, variant[operation], command, `${milestone}:${nth}`);
  const killedAgain = await hcnet(stage, variant[operation], command, `${again}:1`);
  const last = await hcnet(stage, variant[operation], command);
  const plans = operation === 'destroy' ? [] : [await hcnet(stage, variant[operation], 'plan')];
  const left = { inside: stage.emulator, files: await stateIn(stage) };
  const verdict = judgeLeft(left, errandOf(size, operation), await undisturbed(size, operation));
  return {
    ...verdict,
    faults: [
      ...(killed.signal === 'SIGKILL' ? [] : [`it is not killed at ${milestone}: ${endOf(killed)}`]),
      ...(isEnded(killedAgain, again) ? [] : [`it is not killed at ${again}: ${endOf(killedAgain)}`]),
      ...failures([...runs, last, ...plans]),
      ...plans.flatMap(({ out }) => stepsIn(out)).map((step) => `a second plan would ${step}`),
      ...verdict.faults,
      ...(await secretsIn(stage, [...runs, killed, killedAgain, last])),
    ],
  };
}

interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  /** With what went to standard error. */
  readonly said: string;
}

async function hcnet(
  { folder, emulator, program }: Stage,
  variant: Variant,
  command: 'apply' | 'destroy' | 'plan',
  diesAt = '',
): Promise<Run> {
  await writeFile(path.join(folder, 'sim.hcnet'), designText(size, variant));
  const passing = ['--allow-delete', '--allow-many', '--allow-outage', '--approve-billing'];
  const options = {
    apply: ['--auto-approve', ...passing],
    destroy: ['--auto-approve'],
    plan: ['--json'],
  };
  const child = spawn(process.execPath, [program, command, 'sim.hcnet', '--verbose', ...options[command]], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      HCNET_ENDPOINT: emulator.url,
      HCNET_TEST_DIES_AT: diesAt,
      ...Object.fromEntries(secrets.map((name) => [`HCNET_SECRET_${name}`, secretValue(name)])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { code, signal, out, said: `${out}${err}` };
}

function failures(runs: readonly Run[]): string[] {
  return runs.filter(({ code }) => code !== 0).map((run) => `it ends with ${run.code}: ${endOf(run)}`);
}

function isEnded({ signal, code }: Run, at: Milestone): boolean {
  return signal === 'SIGKILL' || (recovering.includes(at) && code === 0);
}

/** Where it says what went wrong. */
function endOf({ said }: Run): string {
  return said.trim().split('\n').slice(-5).join('\n    ');
}

function stepsIn(plan: string): string[] {
  const { steps } = planSchema.parse(JSON.parse(plan));
  return steps.map(({ action, address }) => `${action} ${address}`);
}

const planSchema = z.object({ steps: z.array(z.object({ action: z.string(), address: z.string() })) });

async function stateIn({ folder }: Stage): Promise<ReadonlyMap<string, string>> {
  const files = await filesBelow(path.join(folder, '.hcnet'));
  const read = files.map(async (file) => [path.basename(file), await readFile(file, 'utf8')] as const);
  return new Map(await Promise.all(read));
}

async function secretsIn({ folder }: Stage, runs: readonly Run[]): Promise<string[]> {
  const canaries = secrets.map(secretValue);
  const found = [
    ...(await findCanaryIn(folder, canaries)),
    ...runs.flatMap(({ said }) => findCanary(said, canaries)),
  ];
  return found.map(({ form, around }) => `a secret, ${form}: ${around}`);
}
