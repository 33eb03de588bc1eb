/** Where requests go: to Alibaba Cloud, unless an address on this machine is given. */
import { connect } from 'node:net';
import { Failure } from './failure.ts';
import type { Environment } from './shell.ts';

/** `undefined`: Alibaba Cloud. */
export function readEndpoint(option: string | undefined, env: Environment): URL | undefined {
  const isOption = option !== undefined;
  const text = (option ?? env.HCNET_ENDPOINT ?? '').trim();
  if (text === '' && !isOption) return undefined;
  return parseEndpoint(text, isOption ? '--endpoint' : 'HCNET_ENDPOINT');
}

/** Fails when nobody answers there, before any request is made and any file written. */
export async function expectListener(endpoint: URL): Promise<void> {
  // The operating system answers at once on its own machine; the limit is for a firewall that keeps silent.
  const reason = await tryConnect(endpoint, 3_000);
  if (reason === undefined) return;
  throw new Failure(`nothing listens at ${endpoint.origin} (${reason})`, {
    hint: `Start the emulator with \`hcnet emulator --port ${portOf(endpoint)}\`, or correct the endpoint.`,
  });
}

function parseEndpoint(text: string, from: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== ''
  ) {
    throw new Failure(`${from} '${text}' is not the address of a server`, {
      hint: 'Write it as http://127.0.0.1:4010.',
    });
  }
  if (!isLoopback(url.hostname) || url.username !== '') {
    throw new Failure(`${from} '${url.origin}' is not on this machine, and signed requests go nowhere else`, {
      hint: 'Use an address such as http://127.0.0.1:4010, or none at all for Alibaba Cloud itself.',
    });
  }
  if (url.protocol !== 'http:') {
    throw new Failure(`${from} '${url.origin}' asks for TLS, which no emulator speaks`, {
      hint: `Write it as http://${url.host}.`,
    });
  }
  return url;
}

function isLoopback(host: string): boolean {
  // URLs write every IPv4 address in the dotted form, whatever form it was given in.
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function tryConnect(endpoint: URL, limitMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const host = endpoint.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(portOf(endpoint)), timeout: limitMs });
    const end = (reason?: string) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once('connect', () => {
      end();
    });
    socket.once('timeout', () => {
      end('no answer');
    });
    socket.once('error', () => {
      end('connection refused');
    });
  });
}

function portOf(endpoint: URL): string {
  return endpoint.port === '' ? '80' : endpoint.port;
}
