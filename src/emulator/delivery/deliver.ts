/** The way of one request through the faults to the gateway, and of its answer back. */
import { touchOf } from '../faults/touch.ts';
import { outcomeOf, plainOutcome } from './outcome.ts';
import type { Wire } from '../faults/effects.ts';
import type { Faults, Hit } from '../faults/faults.ts';
import type { TouchParts } from '../faults/touch.ts';
import type { FaultHit, Logger } from '../options.ts';
import type { Answer } from './answer.ts';
import type { Arrival } from './arrival.ts';
import type { Gateway, Received } from './gateway.ts';
import type { Later } from './later.ts';
import type { Outcome } from './outcome.ts';

export interface DeliveryParts extends TouchParts {
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly later: Later<LateCall>;
  readonly logger: Logger;
  readonly onFault: (hit: FaultHit) => void;
}

/** What a fault has put off: a request on its way, or the work on one that has arrived. */
export type LateCall = { readonly hits: readonly Hit[] } & (
  { readonly arrival: Arrival; readonly received?: never } | { readonly received: Received }
);

/** Resolves when the cloud is done with the request; how long the answer takes from then on is in the outcome. */
export async function deliver(parts: DeliveryParts, arrival: Arrival): Promise<Outcome> {
  const hits = parts.faults.meet(arrival);
  if (hits.length === 0) return plainOutcome(parts.gateway.handle(arrival));
  const delayMs = sum(hits.map(({ effects }) => effects.delayMs ?? 0));
  if (delayMs > 0) await parts.later.wait(delayMs, { arrival, hits });
  return arrive(parts, arrival, hits);
}

/** Nobody reads the answer. */
export function workLate(parts: DeliveryParts, late: LateCall): void {
  if (late.received === undefined) arrive(parts, late.arrival, late.hits);
  else work(parts, late.received, late.hits);
}

function arrive(parts: DeliveryParts, arrival: Arrival, hits: readonly Hit[]): Outcome {
  const { gateway, later } = parts;
  const effects = hits.map((each) => each.effects);
  const dropped = effects.find((each) => each.dropped !== undefined)?.dropped;
  if (dropped !== undefined) {
    report(parts, hits, arrival.action, '');
    return { kind: dropped, afterMs: 0 };
  }
  const skewMs = sum(effects.map((each) => each.skewMs ?? 0));
  const received = gateway.receive(arrival, skewMs);
  const lateMs = effects.find((each) => each.lateMs !== undefined)?.lateMs;
  const answer = lateMs === undefined ? work(parts, received, hits) : unanswered(received);
  if (lateMs !== undefined) later.run(lateMs, { received, hits });
  for (const { againMs } of effects) {
    if (againMs !== undefined) deliverAgain(parts, received, againMs + (lateMs ?? 0));
  }
  report(parts, hits, received.action, received.requestId);
  return outcomeOf(answer, { ...joined(effects), ...dateOf(parts, skewMs, effects) });
}

/** The second delivery is an ordinary one, and nobody reads its answer. At once means before the first is answered. */
function deliverAgain(parts: DeliveryParts, received: Received, ms: number): void {
  if (ms === 0) work(parts, received, []);
  else parts.later.run(ms, { received, hits: [] });
}

function work(parts: DeliveryParts, received: Received, hits: readonly Hit[]): Answer {
  return parts.gateway.work(received, touchOf(parts, hits));
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
