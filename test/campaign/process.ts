/** A process of hcnet on a machine of the world: it can be told to end at any moment, and then does nothing more. */
import { CloudError, type CloudErrorFacts } from '../../src/cloud/client/cloud-error.ts';
import type { Answer, CloudClient, CloudContext, CloudRequest, Owner } from '../../src/cloud/context.ts';
import { classify } from '../../src/cloud/client/error-class.ts';
import type { Milestone } from '../../src/cloud/milestones.ts';
import type { Patience } from '../../src/cloud/client/patience.ts';
import { products } from '../../src/cloud/products.ts';
import { realTiming } from '../../src/cloud/timing.ts';
import type { Outcome } from '../../src/emulator/delivery/outcome.ts';
import { secretValue } from './canary.ts';
import type { Alive } from './kept.ts';
import type { World } from './world.ts';

export interface ProcessOptions {
  readonly stack: string;
  readonly onMilestone?: (milestone: Milestone, process: SimProcess) => void;
  readonly host?: string;
  /** Processes of the same machine that have not ended. */
  readonly isAlive?: (pid: number) => boolean;
  /** The network between this machine and the cloud; `undefined` lets a request pass. */
  readonly network?: (request: CloudRequest) => string | undefined;
  /** Called when a request leaves. */
  readonly onSend?: (request: CloudRequest) => void;
}

export interface SimProcess {
  readonly pid: number;
  readonly context: CloudContext;
  readonly isDead: () => boolean;
  /** Ends it: nothing that it has under way comes back to it, and nothing new leaves it. */
  readonly kill: () => void;
  /** Until it is let go on, nothing comes back to it and nothing leaves it. */
  readonly stop: () => () => void;
  readonly log: readonly string[];
  readonly sent: readonly CloudRequest[];
  readonly hasPassed: (milestone: Milestone) => boolean;
}

/** No two processes of a campaign have one number. */
let started = 0;

/** The client gives up on an answer after this time, as `client.ts` does. */
const timeoutMs = 30_000;

export function startProcess(world: World, options: ProcessOptions): SimProcess {
  const { time, spoil = (context: CloudContext) => context } = world;
  started += 1;
  const pid = started;
  const log: string[] = [];
  const sent: CloudRequest[] = [];
  const passed = new Set<Milestone>();
  const write = (message: string): void => {
    log.push(message);
  };
  let isDead = false;
  let stopped: Promise<void> | undefined;
  const never = new Promise<never>(() => undefined);
  /** Nothing gets back into a process that has ended. */
  const back = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      while (stopped !== undefined) await stopped;
      if (isDead) await never;
    }
  };
  const alive: Alive =
    (work) =>
    (...args) =>
      isDead ? never : back(work(...args));
  const patience: Patience = {
    clock: { now: () => time.now, sleep: alive((ms, signal) => sleepUntil(world, ms, signal)) },
    random: { uuid: () => uuid(world), fraction: world.chance.fraction },
    timing: realTiming,
  };
  const process: SimProcess = {
    isDead: () => isDead,
    kill: () => {
      isDead = true;
    },
    stop: () => {
      let goOn: () => void = () => undefined;
      stopped = new Promise((resolve) => {
        goOn = () => {
          stopped = undefined;
          resolve();
        };
      });
      return goOn;
    },
    pid,
    log,
    sent,
    hasPassed: (milestone) => passed.has(milestone),
    context: spoil({
      stack: options.stack,
      target: 'emulator at sim',
      client: { call: alive(clientOf(world, options, sent).call) },
      files: world.kept.open(alive, patience),
      ...patience,
      secrets: { read: ({ name }) => Promise.resolve(secretValue(name)) },
      logger: { debug: () => undefined, info: write, warn: write, error: write },
      owner: ownerOf(options, pid),
      limits: { action: 100_000, product: 100_000, account: 100_000 },
      onMilestone: (milestone) => {
        passed.add(milestone);
        if (!isDead) options.onMilestone?.(milestone, process);
      },
    }),
  };
  return process;
}

function ownerOf({ host = 'here', isAlive = () => false }: ProcessOptions, pid: number): Owner {
  return {
    host,
    pid,
    boot: `boot of ${host}`,
    processes: 'all',
    startedAt: (other) => (other === pid || isAlive(other) ? '' : undefined),
  };
}

function uuid({ chance }: World): string {
  return Array.from({ length: 4 }, () => chance.integer(0, 0xffff_ffff).toString(16)).join('-');
}

function sleepUntil({ time }: World, ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return time.sleep(ms);
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    time.after(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}

function clientOf(world: World, { network, onSend }: ProcessOptions, sent: CloudRequest[]): CloudClient {
  return {
    call: async (request) => {
      const failure = network?.(request);
      if (failure !== undefined)
        throw new CloudError({ ...facts(request), code: failure, class: 'not-sent' });
      await request.before?.();
      onSend?.(request);
      sent.push(request);
      const timeout = world.time.sleep(timeoutMs).then(() => silence);
      const outcome = await Promise.race([world.send(request), timeout]);
      // When no answer will ever come, one waits for it all the same.
      return answerOf(outcome.kind === 'silence' ? await timeout : outcome, request);
    },
  };
}

const silence: Outcome = { kind: 'silence', afterMs: 0 };

/** What `client.ts` makes of the same on the wire; a test holds the two together. */
export function answerOf(outcome: Outcome, request: CloudRequest): Answer {
  if (outcome.kind === 'unsent')
    throw new CloudError({ ...facts(request), code: outcome.code, class: 'not-sent' });
  if (outcome.kind !== 'answer') throw new CloudError({ ...facts(request), class: 'ambiguous' });
  const body = bodyOf(outcome);
  if (body === undefined) throw new CloudError({ ...facts(request), class: 'ambiguous' });
  const isRefused = outcome.status >= 400 || body.Success === false || body.Success === 'false';
  if (!isRefused) return body;
  const code = typeof body.Code === 'string' ? body.Code : '';
  throw new CloudError({
    ...facts(request),
    code,
    requestId: typeof body.RequestId === 'string' ? body.RequestId : undefined,
    class: classify({
      code,
      status: outcome.status >= 400 ? outcome.status : Number(body.HttpStatusCode ?? 400),
    }),
    detail: typeof body.Message === 'string' ? body.Message : undefined,
  });
}

function bodyOf(
  outcome: Outcome & { readonly kind: 'answer' },
): Readonly<Record<string, unknown>> | undefined {
  try {
    const body = outcome.json();
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    return isObject ? (body as Record<string, unknown>) : undefined;
  } catch {
    // Not JSON: the client can make nothing of it either.
    return undefined;
  }
}

function facts({ action, product, region }: CloudRequest): CloudErrorFacts {
  return {
    action,
    product: products[product].title,
    region,
    code: '',
    requestId: undefined,
    class: 'invalid',
    detail: undefined,
  };
}
