/** Sends an answer the way a broken network would: late, in drops, in part, otherwise, or not at all. */
import type { ServerResponse } from 'node:http';
import type { HangUp, Wire } from '../faults/effects.ts';

/** An answer as it would travel if nothing went wrong. */
export interface Sendable {
  readonly status: number;
  readonly body: Buffer | string;
  readonly headersFor: (body: Buffer | string) => Record<string, string | number>;
}

export async function sendFaulty(
  response: ServerResponse,
  answer: Sendable,
  wire: Wire,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  await wait(wire.delayMs ?? 0);
  if (wire.lost !== undefined) {
    hangUp(response, wire.lost);
    return;
  }
  const body = wire.body?.(String(answer.body)) ?? answer.body;
  if (wire.cut === 'headers') {
    cutHeaders(response);
    return;
  }
  response.writeHead(wire.status ?? answer.status, { ...answer.headersFor(body), ...wire.headers });
  if (wire.cut === 'body') cutBody(response, body);
  else if (wire.drip === undefined) response.end(body);
  else await drip(response, body, wire.drip, wait);
}

/** Silence leaves the connection to the client's patience, or to the end of the emulator. */
export function hangUp(response: ServerResponse, how: HangUp): void {
  if (how === 'reset') response.socket?.resetAndDestroy();
}

function cutHeaders(response: ServerResponse): void {
  const { socket } = response;
  socket?.write('HTTP/1.1 200 OK\r\ncontent-type: application/js', () => socket.resetAndDestroy());
}

function cutBody(response: ServerResponse, body: Buffer | string): void {
  const whole = Buffer.from(body);
  response.write(whole.subarray(0, Math.ceil(whole.length / 2)), () => {
    // Closed, not reset: a reset may overtake what was written, and this fault is about half a body.
    response.socket?.destroy();
  });
}

async function drip(
  response: ServerResponse,
  body: Buffer | string,
  { bytes, everyMs }: NonNullable<Wire['drip']>,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  const whole = Buffer.from(body);
  for (let start = 0; start < whole.length && !response.destroyed; start += bytes) {
    response.write(whole.subarray(start, start + bytes));
    await wait(everyMs);
  }
  response.end();
}
