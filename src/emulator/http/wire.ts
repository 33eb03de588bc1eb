/** Writes an outcome to the socket: late, in drops, in part, or not at all. */
import type { ServerResponse } from 'node:http';
import type { Answered, Cut, Outcome } from '../delivery/outcome.ts';
import type { Drip } from '../faults/effects.ts';

export async function sendOutcome(
  response: ServerResponse,
  outcome: Outcome,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  if (outcome.afterMs > 0) await wait(outcome.afterMs);
  switch (outcome.kind) {
    case 'answer':
      await sendAnswer(response, outcome, wait);
      return;
    case 'cut':
      sendCut(response, outcome);
      return;
    case 'reset':
    case 'unsent':
      response.socket?.resetAndDestroy();
      return;
    case 'silence':
      // The connection is left to the client's patience, or to the end of the emulator.
      return;
  }
}

async function sendAnswer(
  response: ServerResponse,
  { status, headers, body, drip }: Answered,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  response.writeHead(status, headers);
  if (drip === undefined) response.end(body);
  else await drop(response, body, drip, wait);
}

function sendCut(response: ServerResponse, { at, status, headers, body }: Cut): void {
  const { socket } = response;
  if (at === 'headers') {
    socket?.write('HTTP/1.1 200 OK\r\ncontent-type: application/js', () => socket.resetAndDestroy());
    return;
  }
  response.writeHead(status, headers);
  response.write(body, () => {
    // Closed, not reset: a reset may overtake what was written, and this fault is about half a body.
    response.socket?.destroy();
  });
}

async function drop(
  response: ServerResponse,
  body: Buffer | string,
  { bytes, everyMs }: Drip,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  const whole = Buffer.from(body);
  for (let start = 0; start < whole.length && !response.destroyed; start += bytes) {
    response.write(whole.subarray(start, start + bytes));
    if (everyMs > 0) await wait(everyMs);
  }
  response.end();
}
