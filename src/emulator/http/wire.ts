/** Sends an answer the way a broken network would: late, in drops, in part, otherwise, or not at all. */
import { headersFor } from './respond.ts';
import type { ServerResponse } from 'node:http';
import type { HangUp, Wire } from '../faults/effects.ts';
import type { Answer } from './respond.ts';

export async function sendFaulty(
  response: ServerResponse,
  answer: Answer,
  wire: Wire,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  await wait(wire.delayMs ?? 0);
  if (wire.lost !== undefined) {
    hangUp(response, wire.lost);
    return;
  }
  const json = JSON.stringify(answer.body);
  const body = wire.body?.(json) ?? json;
  if (wire.cut === 'headers') {
    cutHeaders(response);
    return;
  }
  response.writeHead(wire.status ?? answer.status, { ...headersFor(answer, body), ...wire.headers });
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

function cutBody(response: ServerResponse, body: string): void {
  response.write(body.slice(0, Math.ceil(body.length / 2)), () => {
    // Closed, not reset: a reset may overtake what was written, and this fault is about half a body.
    response.socket?.destroy();
  });
}

async function drip(
  response: ServerResponse,
  body: string,
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
