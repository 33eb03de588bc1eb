/** Starts the stand-in for Alibaba Cloud's OpenAPI on this machine. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { isTorn, lineOf, readLedgerFile } from './engine/ledger-file.ts';
import { emptySnapshot, readSnapshot } from './engine/snapshot.ts';
import { keyRingOf } from './key-ring.ts';
import { serve } from './http/serve.ts';
import { signatureChecker } from './http/signature.ts';
import { keeper } from './keeper.ts';
import { silentLogger } from './options.ts';
import { newSite } from './site.ts';
import type { Server } from 'node:http';
import type { Snapshot } from './engine/snapshot.ts';
import type { Keeper } from './keeper.ts';
import type { EmulatorOptions } from './options.ts';
import type { Inside } from './site.ts';

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
  const { ledgerFile } = options;
  const saver: Keeper = keeper(
    options.storage,
    () => JSON.stringify(site.inside.snapshot()),
    options.logger ?? silentLogger,
  );
  const site = newSite(options, {
    kept: await keptState(options),
    changed: () => {
      saver.touch();
    },
    record: (record) => ledgerFile?.append(lineOf(record)),
  });
  const signatures = signatureChecker(keyRingOf(options.credentials));
  const control = options.control === undefined ? undefined : { ...site.inside, key: keyOf(options.control) };
  const served = { ...site, signatures, control };
  const server = createServer((incoming, response) => {
    void serve(served, incoming, response);
  });
  // Clients reuse idle connections and wait seconds between polls; closing one under a request looks like a lost answer.
  server.keepAliveTimeout = 10 * 60_000;
  const port = await listen(server, options.port ?? 0);
  return {
    ...site.inside,
    url: `http://127.0.0.1:${port}`,
    port,
    controlKey: control?.key,
    stop: () => {
      site.stop();
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

/** A key of chance, not of the seed: a seed is known to whoever reads the test. */
function keyOf(control: NonNullable<EmulatorOptions['control']>): string {
  return control === true ? randomBytes(18).toString('base64url') : control.key;
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
