/** The way of one request through the faults to the gateway, and of its answer back. */
import { touchOf } from '../faults/touch.ts';
import { productOfVersion } from '../engine/metadata.ts';
import { parametersOf } from './request.ts';
import { headersFor, sendJson } from './respond.ts';
import { hangUp, sendFaulty } from './wire.ts';
import type { ServerResponse } from 'node:http';
import type { Wire } from '../faults/effects.ts';
import type { Faults, Hit, Seen } from '../faults/faults.ts';
import type { TouchParts } from '../faults/touch.ts';
import type { FaultHit, Logger } from '../options.ts';
import type { Gateway, Received } from './gateway.ts';
import type { WireRequest } from './request.ts';
import type { Answer } from './respond.ts';

export interface DeliveryParts extends TouchParts {
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly later: Later;
  readonly logger: Logger;
  readonly onFault: (hit: FaultHit) => void;
}

/** Waiting, with an account of what still waits to be done. */
export interface Later {
  readonly wait: (ms: number) => Promise<void>;
  /** Does it after that time, unless the emulator has been stopped. */
  readonly run: (ms: number, work: () => void) => void;
}

export async function deliver(
  parts: DeliveryParts,
  request: WireRequest,
  response: ServerResponse,
): Promise<void> {
  const hits = parts.faults.meet(seenOf(request));
  if (hits.length === 0) sendJson(response, parts.gateway.handle(request));
  else await deliverHit(parts, request, response, hits);
}

async function deliverHit(
  parts: DeliveryParts,
  request: WireRequest,
  response: ServerResponse,
  hits: readonly Hit[],
): Promise<void> {
  const { gateway, later } = parts;
  const effects = hits.map((each) => each.effects);
  await later.wait(sum(effects.map((each) => each.delayMs ?? 0)));
  const dropped = effects.find((each) => each.dropped !== undefined)?.dropped;
  if (dropped !== undefined) {
    report(parts, hits, seenOf(request).action, '');
    hangUp(response, dropped);
    return;
  }
  const skewMs = sum(effects.map((each) => each.skewMs ?? 0));
  const received = gateway.receive(request, skewMs);
  const work = (): Answer => gateway.work(received, touchOf(parts, hits));
  const lateMs = effects.find((each) => each.lateMs !== undefined)?.lateMs;
  const answer = lateMs === undefined ? work() : unanswered(received);
  if (lateMs !== undefined) later.run(lateMs, () => void work());
  for (const { againMs } of effects) {
    if (againMs !== undefined) deliverAgain(parts, received, againMs + (lateMs ?? 0));
  }
  report(parts, hits, received.action, received.requestId);
  const sendable = {
    status: answer.status,
    body: JSON.stringify(answer.body),
    headersFor: (body: Buffer | string) => headersFor(answer, body),
  };
  await sendFaulty(response, sendable, { ...joined(effects), ...dateOf(parts, skewMs, effects) }, later.wait);
}

/** The second delivery is an ordinary one, and nobody reads its answer. At once means before the first is answered. */
function deliverAgain({ gateway, later }: DeliveryParts, received: Received, ms: number): void {
  const again = (): void => void gateway.work(received);
  if (ms === 0) again();
  else later.run(ms, again);
}

function report(
  { onFault, logger }: DeliveryParts,
  hits: readonly Hit[],
  action: string,
  requestId: string,
): void {
  for (const { rule } of hits) {
    logger.info(`fault ${rule.id} (${rule.fault.kind}) hits ${action}`);
    onFault({ ruleId: rule.id, kind: rule.fault.kind, action, requestId });
  }
}

function seenOf(request: WireRequest): Seen {
  const [, accessKeyId = ''] = /Credential=([^,]+)/.exec(request.headers.get('authorization') ?? '') ?? [];
  return {
    product: productOfVersion(request.headers.get('x-acs-version') ?? ''),
    action: request.headers.get('x-acs-action') ?? '',
    params: parametersOf(request),
    accessKeyId,
  };
}

/** What there is to say about a call that is still to be worked on: nothing. */
function unanswered(received: Received): Answer {
  return { status: 504, body: { RequestId: received.requestId } };
}

/** Of two rules that say how the answer travels, the later one wins; pauses and headers add up. */
export function joined(effects: readonly { readonly wire?: Wire }[]): Wire {
  return effects.reduce<Wire>(
    (all, { wire = {} }) => ({
      ...all,
      ...wire,
      headers: { ...all.headers, ...wire.headers },
      delayMs: (all.delayMs ?? 0) + (wire.delayMs ?? 0),
    }),
    {},
  );
}

/** A client tells people how wrong their clock is by the server's own. */
function dateOf(
  { clock }: DeliveryParts,
  skewMs: number,
  effects: readonly { readonly wire?: Wire }[],
): Pick<Wire, 'headers'> {
  if (skewMs === 0) return {};
  const { headers } = joined(effects);
  return { headers: { ...headers, date: new Date(clock() + skewMs).toUTCString() } };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
