/** The way of one request through the faults to the gateway, and of its answer back. */
import { touchOf } from '../faults/touch.ts';
import { droppedOutcome, outcomeOf, plainOutcome } from './outcome.ts';
import type { Force, Wire } from '../faults/effects.ts';
import type { Faults } from '../faults/faults.ts';
import type { TouchParts } from '../faults/touch.ts';
import type { FaultHit, Logger } from '../options.ts';
import type { Answer } from './answer.ts';
import type { Arrival } from './arrival.ts';
import type { Conditions } from './conditions.ts';
import type { Gateway, Received } from './gateway.ts';
import type { Later } from './later.ts';
import type { Outcome } from './outcome.ts';

export interface DeliveryParts extends TouchParts {
  readonly gateway: Gateway;
  readonly conditions: Conditions;
  readonly faults: Faults;
  readonly later: Later<LateCall>;
  readonly logger: Logger;
  readonly onFault: (hit: FaultHit) => void;
}

/** What a fault has put off: a request on its way, or the work on one that has arrived. */
export type LateCall = { readonly forces: readonly Force[] } & (
  { readonly arrival: Arrival; readonly received?: never } | { readonly received: Received }
);

/** Resolves when the cloud is done with the request; how long the answer takes from then on is in the outcome. */
export async function deliver(parts: DeliveryParts, arrival: Arrival): Promise<Outcome> {
  const forces = [...parts.conditions.meet(), ...parts.faults.meet(arrival)];
  if (forces.length === 0) return plainOutcome(parts.gateway.handle(arrival));
  const delayMs = sum(forces.map(({ effects }) => effects.delayMs ?? 0));
  if (delayMs > 0) await parts.later.wait(delayMs, { arrival, forces });
  return arrive(parts, arrival, forces);
}

/** Nobody reads the answer. */
export function workLate(parts: DeliveryParts, late: LateCall): void {
  if (late.received === undefined) arrive(parts, late.arrival, late.forces);
  else work(parts, late.received, late.forces);
}

function arrive(parts: DeliveryParts, arrival: Arrival, forces: readonly Force[]): Outcome {
  const { gateway, later } = parts;
  const effects = forces.map((each) => each.effects);
  const dropped = effects.find((each) => each.dropped !== undefined)?.dropped;
  if (dropped !== undefined) {
    report(parts, forces, arrival.action, '');
    return droppedOutcome(dropped);
  }
  const skewMs = sum(effects.map((each) => each.skewMs ?? 0));
  const received = gateway.receive(arrival, skewMs);
  const lateMs = effects.find((each) => each.lateMs !== undefined)?.lateMs;
  const answer = lateMs === undefined ? work(parts, received, forces) : unanswered(received);
  if (lateMs !== undefined) later.run(lateMs, { received, forces });
  for (const { againMs } of effects) {
    if (againMs !== undefined) deliverAgain(parts, received, againMs + (lateMs ?? 0));
  }
  report(parts, forces, received.action, received.requestId);
  return outcomeOf(answer, { ...joined(effects), ...dateOf(parts, skewMs, effects) });
}

/** The second delivery is an ordinary one, and nobody reads its answer. At once means before the first is answered. */
function deliverAgain(parts: DeliveryParts, received: Received, ms: number): void {
  if (ms === 0) work(parts, received, []);
  else parts.later.run(ms, { received, forces: [] });
}

function work(parts: DeliveryParts, received: Received, forces: readonly Force[]): Answer {
  return parts.gateway.work(received, touchOf(parts, forces));
}

function report(
  { onFault, logger }: DeliveryParts,
  forces: readonly Force[],
  action: string,
  requestId: string,
): void {
  for (const { source, kind } of forces) {
    if (kind === undefined) continue;
    logger.info(`fault ${source} (${kind}) hits ${action}`);
    onFault({ ruleId: source, kind, action, requestId });
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
