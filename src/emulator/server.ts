/** Starts the stand-in for Alibaba Cloud's OpenAPI on this machine. */
import { createServer } from 'node:http';
import { demoCredentials } from './credentials.ts';
import { demoCircuits } from './data/demo-circuits.ts';
import { Cloud } from './engine/cloud.ts';
import { handlerTable } from './engine/handlers.ts';
import { isTorn, lineOf, readLedgerFile } from './engine/ledger-file.ts';
import { seededRandom } from './engine/random.ts';
import { emptySnapshot, readSnapshot } from './engine/snapshot.ts';
import { Shadows } from './faults/shadows.ts';
import { openEnds } from './http/later.ts';
import { serve } from './http/serve.ts';
import { keeper } from './keeper.ts';
import { silentLogger } from './options.ts';
import { models, services } from './resources/all.ts';
import { seedCircuits } from './resources/circuit-adoption.ts';
import { siteOf } from './site.ts';
import { temporaryKeys } from './temporary-keys.ts';
import type { Server } from 'node:http';
import type { Random } from './engine/random.ts';
import type { Snapshot } from './engine/snapshot.ts';
import type { Keeper } from './keeper.ts';
import type { EmulatorOptions } from './options.ts';
import type { Inside } from './site.ts';
import type { TemporaryKeys } from './temporary-keys.ts';

export interface RunningEmulator extends Inside {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** What `/_hcnet/` asks for in the header `x-hcnet-control-key`; undefined without the option `control`. */
  readonly controlKey: string | undefined;
  /** Saves what is to be kept and closes every socket, idle ones as well. */
  stop(): Promise<void>;
}

/** Another program listens on the port that was asked for. */
export class PortBusyError extends Error {
  readonly port: number;

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is in use by another program; choose another port, or 0 for any free one`, options);
    this.name = 'PortBusyError';
    this.port = port;
  }
}

/**
 * Starts the emulator on 127.0.0.1.
 * Fails with PortBusyError, with SnapshotUnreadableError when the kept state is damaged, or with FaultRuleError.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const logger = options.logger ?? silentLogger;
  const base = { clock: options.clock ?? (() => Date.now()), random: randomOf(options.random), logger };
  const kept = await keptState(options);
  const keys = temporaryKeys((options.credentials ?? [demoCredentials])[0]?.accessKeySecret ?? '');
  const shadows = new Shadows();
  const saver: Keeper = keeper(options.storage, () => JSON.stringify(cloud.snapshot()), logger);
  const cloud = new Cloud(
    {
      ...base,
      models,
      handlers: handlerTable(models, services),
      settings: settingsOf(options, keys),
      changed: () => {
        saver.touch();
      },
      record: (record) => options.ledgerFile?.append(lineOf(record)),
      lens: (world, call) => shadows.lens(world, call),
    },
    kept,
  );
  // The rules that held something ended with the last run.
  cloud.release();
  const seed = (): void => {
    seedCircuits(cloud, options.circuits ?? {}, accountOf(options));
  };
  seed();
  const later = openEnds(options.wait, logger);
  const site = siteOf(options, { ...base, cloud, keys, shadows, later, seed });
  const server = createServer((incoming, response) => {
    void serve(site, incoming, response);
  });
  // Clients reuse idle connections and wait seconds between polls; closing one under a request looks like a lost answer.
  server.keepAliveTimeout = 10 * 60_000;
  const port = await listen(server, options.port ?? 0);
  return {
    ...site.inside,
    url: `http://127.0.0.1:${port}`,
    port,
    controlKey: site.control?.key,
    stop: () => {
      later.stop();
      return stop(server, saver);
    },
  };
}

/** The ledger file is written with each commit and so is never behind the storage, unless it is new. */
async function keptState({ storage, ledgerFile }: EmulatorOptions): Promise<Snapshot | undefined> {
  const written = (await ledgerFile?.load()) ?? '';
  const saved = (await storage?.load()) ?? '';
  const replayed = readLedgerFile(written);
  const kept = replayed ?? (saved === '' ? undefined : readSnapshot(saved));
  // The next reading begins at the last base: after the torn line, or with what only the storage knew.
  if (isTorn(written)) ledgerFile?.append(`\n${lineOf({ base: kept ?? emptySnapshot })}`);
  else if (kept !== undefined && replayed === undefined) ledgerFile?.append(lineOf({ base: kept }));
  return kept;
}

function accountOf(options: EmulatorOptions): string {
  return (options.credentials ?? [demoCredentials])[0]?.accountId ?? '';
}

function settingsOf(
  options: EmulatorOptions,
  keys: TemporaryKeys,
): ConstructorParameters<typeof Cloud>[0]['settings'] {
  return {
    accounts: (options.credentials ?? [demoCredentials]).map((each) => each.accountId),
    temporaryKeys: keys,
    ...(options.temporaryKeyMs === undefined ? {} : { temporaryKeyMs: options.temporaryKeyMs }),
    transitionMs: options.transitionMs ?? 300,
    adoptUnknownCircuits: options.adoptUnknownCircuits ?? true,
    circuits: { ...demoCircuits, ...options.circuits },
  };
}

function randomOf(random: EmulatorOptions['random']): Random {
  if (typeof random === 'number') return seededRandom(random);
  return random ?? (() => Math.random());
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new PortBusyError(port, { cause: error })
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      // A TCP server that listens has an address object; strings are for pipes.
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function stop(server: Server, saver: Keeper): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // Clients keep idle connections open for reuse; without this, closing would wait for them.
  server.closeAllConnections();
  await closed;
  await saver.flush();
}
