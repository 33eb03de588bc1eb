/**
 * Stands between a client and the emulator, hears everything, and now and then refuses a call and quotes it: address,
 * token and body, as they are and encoded. Services do so with less, and whoever prints what they say tells secrets.
 */
import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface QuotingProxy {
  readonly url: string;
  /** The next call of each of these actions is refused and quoted. */
  readonly quote: (...actions: readonly string[]) => void;
  /** Everything that clients sent, and every answer of STS: where secrets really are. */
  readonly heard: () => string;
  /** What STS gave, in the order in which it was asked. */
  readonly temporaryKeys: () => readonly { readonly secret: string; readonly token: string }[];
  readonly stop: () => Promise<void>;
}

export async function startQuotingProxy(emulatorUrl: string): Promise<QuotingProxy> {
  const quoted = new Set<string>();
  const heard: string[] = [];
  const keys: { readonly secret: string; readonly token: string }[] = [];
  const server = createServer((incoming, response) => {
    void pass(incoming, response, emulatorUrl, { quoted, heard, keys });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    quote: (...actions) => {
      for (const action of actions) quoted.add(action);
    },
    heard: () => heard.join('\n'),
    temporaryKeys: () => keys,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

interface Ears {
  readonly quoted: Set<string>;
  readonly heard: string[];
  readonly keys: { readonly secret: string; readonly token: string }[];
}

async function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  emulatorUrl: string,
  { quoted, heard, keys }: Ears,
): Promise<void> {
  const body = await textOf(incoming);
  const action = String(incoming.headers['x-acs-action']);
  const whole = `${incoming.method ?? ''} ${incoming.url ?? ''} ${JSON.stringify(incoming.headers)} ${body}`;
  heard.push(whole);
  if (quoted.delete(action)) {
    refuse(response, quotation(incoming, body, (quotations += 1)));
    return;
  }
  // The header `host` stays, since it is signed.
  const { method, headers } = incoming;
  const sent = forward(`${emulatorUrl}${incoming.url ?? ''}`, { method, headers }, (answer) => {
    void textOf(answer).then(
      (text) => {
        if (action.startsWith('AssumeRole')) keys.push(...keysIn(text));
        response.writeHead(answer.statusCode ?? 500, withoutLength(answer.headers)).end(text);
      },
      () => response.destroy(),
    );
  });
  // What the emulator breaks off is broken off here as well.
  sent.on('error', () => response.destroy());
  sent.end(body);
}

let quotations = 0;

/** Each time something else comes first: whoever shows what a service says may cut it short. */
function quotation({ url = '', headers }: IncomingMessage, body: string, turn: number): string {
  const token = String(headers['x-acs-security-token']);
  const parts = [
    decodeURIComponent(url),
    url,
    Buffer.from(decodeURIComponent(url)).toString('base64'),
    JSON.stringify({ token }),
    Buffer.from(`token=${token}`).toString('base64url'),
    body,
  ];
  const first = turn % parts.length;
  return [...parts.slice(first), ...parts.slice(0, first)].join(' ');
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(400, { 'content-type': 'application/json;charset=utf-8' });
  response.end(JSON.stringify({ Code: 'InvalidParameter.Quoted', Message: message, RequestId: 'quoted' }));
}

function withoutLength(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(
    (entry): entry is [string, string | string[]] =>
      entry[1] !== undefined && !['content-length', 'transfer-encoding'].includes(entry[0]),
  );
  return Object.fromEntries(kept);
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function keysIn(answer: string): readonly { readonly secret: string; readonly token: string }[] {
  const [, secret] = /"AccessKeySecret":"([^"]+)"/.exec(answer) ?? [];
  const [, token] = /"SecurityToken":"([^"]+)"/.exec(answer) ?? [];
  return secret === undefined || token === undefined ? [] : [{ secret, token }];
}
