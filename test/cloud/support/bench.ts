/** A running emulator, a context that talks to it, and designs as text. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { applyPlan, type ApplyOptions } from '../../../src/cloud/apply/apply.ts';
import { createClient } from '../../../src/cloud/client/client.ts';
import type { CloudContext, CloudRequest } from '../../../src/cloud/context.ts';
import { fixedCredentials } from '../../../src/cloud/credentials/renewal.ts';
import { passableGuards } from '../../../src/cloud/plan/guards.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import type { ApplyReport } from '../../../src/cloud/apply/report.ts';
import { emulatorLimits, emulatorTiming } from '../../../src/cloud/timing.ts';
import { demoCredentials } from '../../../src/emulator/credentials.ts';
import type { Resource } from '../../../src/emulator/engine/types.ts';
import type { EmulatorOptions } from '../../../src/emulator/options.ts';
import { startEmulator, type RunningEmulator } from '../../../src/emulator/server.ts';
import type { Topology } from '../../../src/model/topology.ts';
import { designFrom } from '../../support/design.ts';
import { memoryStore, type MemoryStore } from './memory-store.ts';

export interface Bench {
  readonly emulator: RunningEmulator;
  readonly store: MemoryStore;
  readonly context: CloudContext;
  readonly log: string[];
  /** Every request that was sent, in order. */
  readonly requests: CloudRequest[];
  /** A second machine: another folder, the same cloud. */
  readonly elsewhere: () => CloudContext;
}

export async function startBench(options: EmulatorOptions = {}): Promise<Bench> {
  const emulator = await startEmulator({ transitionMs: 5, random: 1, ...options });
  const log: string[] = [];
  const requests: CloudRequest[] = [];
  const store = memoryStore();
  const contextWith = (files: MemoryStore): CloudContext => contextFor(emulator, files, log, requests);
  return {
    emulator,
    store,
    context: contextWith(store),
    log,
    requests,
    elsewhere: () => contextWith(memoryStore()),
  };
}

/** One for all tests of a file; each of them finds it empty. */
export function useBench(options: EmulatorOptions = {}): Bench {
  let bench: Bench | undefined;
  beforeAll(async () => {
    bench = await startBench(options);
  });
  beforeEach(() => {
    emptyBench(current());
  });
  afterAll(() => bench?.emulator.stop());
  const current = (): Bench => {
    if (bench === undefined) throw new Error('the bench is there in tests, not before');
    return bench;
  };
  return {
    get emulator() {
      return current().emulator;
    },
    get store() {
      return current().store;
    },
    get context() {
      return current().context;
    },
    get log() {
      return current().log;
    },
    get requests() {
      return current().requests;
    },
    elsewhere: () => current().elsewhere(),
  };
}

export function emptyBench({ emulator, store, requests }: Bench): void {
  emulator.reset();
  store.files.clear();
  requests.length = 0;
}

/** Applies a plan as somebody does who has seen what its guards say. */
export function applyAll(
  context: CloudContext,
  plan: Plan,
  options: ApplyOptions = {},
): Promise<ApplyReport> {
  return applyPlan(context, plan, { allow: passableGuards, ...options });
}

/** Kind and id of everything that the engine made, sorted. */
export function ownResources({ emulator }: Bench): string[] {
  const own = emulator.snapshot().resources.filter((each) => !comesByItself(each));
  return own.map((each) => `${each.kind} ${each.id}`).sort();
}

/** What people made, or appears together with something else. */
function comesByItself({ kind, fields }: Resource): boolean {
  return kind === 'physical-connection' || (kind === 'route-table' && fields.RouteTableType === 'System');
}

export function topologyOf(text: string | Readonly<Record<string, string>>): Topology {
  const design = designFrom(text);
  if (design.syntaxErrors.length > 0) throw new Error(design.syntaxErrors.join('\n'));
  return design.topology;
}

function contextFor(
  emulator: RunningEmulator,
  store: MemoryStore,
  log: string[],
  requests: CloudRequest[],
): CloudContext {
  const write = (message: string): void => {
    log.push(message);
  };
  const logger = { debug: write, info: write, warn: write, error: write };
  const client = createClient({
    credentials: fixedCredentials(demoCredentials),
    endpoint: emulator.url,
    logger,
    now: () => performance.now(),
  });
  let ids = 0;
  return {
    stack: 'test',
    target: `emulator at ${new URL(emulator.url).host}`,
    client: {
      call: (request) => {
        requests.push(request);
        return client.call(request);
      },
    },
    files: store,
    clock: {
      now: () => Date.now(),
      sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    },
    random: { uuid: () => `id-${String((ids += 1))}`, fraction: () => 0.5 },
    secrets: { read: (ref) => Promise.resolve(`value-of-${ref.name}`) },
    logger,
    owner: { host: 'here', pid: process.pid, startedAt: () => '' },
    timing: {
      ...emulatorTiming,
      pollFirstMs: 5,
      pollMostMs: 50,
      backoffFirstMs: 5,
      backoffMostMs: 50,
      graceMs: 30,
      secondLookMs: 5,
      confirmMs: 1,
    },
    limits: emulatorLimits,
  };
}
