/** Starts the stand-in for Alibaba Cloud's OpenAPI on this machine. */
import { createServer } from 'node:http';
import { demoCredentials } from './credentials.ts';
import { demoCircuits } from './data/demo-circuits.ts';
import { Cloud } from './engine/cloud.ts';
import { handlerTable } from './engine/handlers.ts';
import { ApiError } from './engine/api-error.ts';
import { newRequestId, seededRandom } from './engine/random.ts';
import { readSnapshot } from './engine/snapshot.ts';
import { Gateway } from './http/gateway.ts';
import { readRequest } from './http/request.ts';
import { refusal, sendJson } from './http/respond.ts';
import { signatureChecker } from './http/signature.ts';
import { statusPage } from './http/status-page.ts';
import { keeper } from './keeper.ts';
import { silentLogger } from './options.ts';
import { models, services } from './resources/all.ts';
import { seedCircuits } from './resources/circuit-adoption.ts';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { LedgerEntry } from './engine/ledger.ts';
import type { Random } from './engine/random.ts';
import type { Snapshot } from './engine/snapshot.ts';
import type { Keeper } from './keeper.ts';
import type { EmulatorOptions } from './options.ts';

export interface RunningEmulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** Everything committed since the cloud began, oldest first. */
  ledger(): readonly LedgerEntry[];
  snapshot(): Snapshot;
  /** Empties the cloud, the ledger and the memory of client tokens. */
  reset(): void;
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
 * Fails with PortBusyError, or with SnapshotUnreadableError when the kept state is damaged.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const clock = options.clock ?? (() => Date.now());
  const random = randomOf(options.random);
  const logger = options.logger ?? silentLogger;
  const credentials = options.credentials ?? [demoCredentials];
  const kept = await options.storage?.load();
  const saver: Keeper = keeper(options.storage, () => JSON.stringify(cloud.snapshot()), logger);
  const cloud = new Cloud(
    {
      models,
      handlers: handlerTable(models, services),
      settings: settingsOf(options),
      clock,
      random,
      changed: () => {
        saver.touch();
      },
    },
    kept === undefined || kept === '' ? undefined : readSnapshot(kept),
  );
  const seed = (): void => {
    seedCircuits(cloud, options.circuits ?? {}, credentials[0]?.accountId ?? '');
  };
  seed();
  const gateway = new Gateway({ cloud, signatures: signatureChecker(credentials), clock, random, logger });
  const server = createServer((incoming, response) => {
    void serve(gateway, cloud, random, incoming, response);
  });
  // Clients reuse idle connections and wait seconds between polls; closing one under a request looks like a lost answer.
  server.keepAliveTimeout = 10 * 60_000;
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    ledger: () => cloud.ledger(),
    snapshot: () => cloud.snapshot(),
    reset: () => {
      cloud.reset();
      seed();
    },
    stop: () => stop(server, saver),
  };
}

async function serve(
  gateway: Gateway,
  cloud: Cloud,
  random: Random,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (incoming.method === 'GET' && incoming.headers['x-acs-action'] === undefined) {
      sendPage(incoming, response, () => statusPage(cloud.resources(), gateway.recent()));
      return;
    }
    sendJson(response, gateway.handle(await readRequest(incoming)));
  } catch (error) {
    // The client hung up, or what it sent cannot be read as a request at all.
    if (response.destroyed || response.headersSent) return;
    const refused =
      error instanceof ApiError ? error : new ApiError('InvalidParameter', 'The request cannot be read.');
    sendJson(
      response,
      refusal({ error: refused, host: incoming.headers.host ?? '', requestId: newRequestId(random) }),
    );
  }
}

function sendPage(incoming: IncomingMessage, response: ServerResponse, page: () => string): void {
  const status = isLocalName(incoming.headers.host) ? (incoming.url === '/' ? 200 : 404) : 403;
  response.writeHead(status, {
    'content-type': status === 200 ? 'text/html;charset=utf-8' : 'text/plain;charset=utf-8',
    // The page needs no script, image or frame, and shows text that others wrote.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  });
  response.end(status === 200 ? page() : `${String(status)}\n`);
}

/** A website could point a name of its own at this machine; its browser would send that name. */
function isLocalName(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
}

function settingsOf(options: EmulatorOptions): ConstructorParameters<typeof Cloud>[0]['settings'] {
  return {
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
