/** The way of one request through the faults to the object storage, and of its answer back. */
import { joined } from '../delivery/deliver.ts';
import { carried, droppedOutcome } from '../delivery/outcome.ts';
import { readOssRequest } from './request.ts';
import type { DeliveryParts } from '../delivery/deliver.ts';
import type { Later } from '../delivery/later.ts';
import type { Outcome } from '../delivery/outcome.ts';
import type { Force, Wire } from '../faults/effects.ts';
import type { Seen } from '../faults/faults.ts';
import type { WireRequest } from '../http/request.ts';
import type { OssAnswer } from './documents.ts';
import type { OssRequest } from './request.ts';
import type { OssService, ReceivedOss } from './service.ts';

export interface ObjectDeliveryParts extends Pick<DeliveryParts, 'faults' | 'logger' | 'onFault'> {
  readonly service: OssService;
  readonly later: Later<LateObjectCall>;
}

/** What a fault has put off. */
export interface LateObjectCall {
  readonly received: ReceivedOss;
  readonly forces: readonly Force[];
}

/** Resolves when the storage is done with the request; how long the answer takes from then on is in the outcome. */
export async function deliverObjectCall(parts: ObjectDeliveryParts, wire: WireRequest): Promise<Outcome> {
  const request = readOssRequest(wire);
  const forces = parts.faults.meet(seenOf(request));
  const effects = forces.map((each) => each.effects);
  const delayMs = sum(effects.map((each) => each.delayMs ?? 0));
  if (delayMs > 0) await parts.later.wait(delayMs);
  const dropped = effects.find((each) => each.dropped !== undefined)?.dropped;
  if (dropped !== undefined) {
    report(parts, forces, request, '');
    return droppedOutcome(dropped);
  }
  const received = parts.service.receive(request, sum(effects.map((each) => each.skewMs ?? 0)));
  const answer = workNowOrLater(parts, { received, forces });
  report(parts, forces, request, received.requestId);
  return outcomeOf(answer, joined(effects));
}

/** Nobody reads the answer. */
export function workObjectCall(service: OssService, { received, forces }: LateObjectCall): OssAnswer {
  return service.work(received, forces);
}

function workNowOrLater({ service, later }: ObjectDeliveryParts, call: LateObjectCall): OssAnswer {
  const effects = call.forces.map((each) => each.effects);
  const lateMs = effects.find((each) => each.lateMs !== undefined)?.lateMs;
  for (const { againMs } of effects) {
    if (againMs !== undefined) later.run(againMs + (lateMs ?? 0), { received: call.received, forces: [] });
  }
  if (lateMs === undefined) return workObjectCall(service, call);
  later.run(lateMs, call);
  return { status: 504, headers: {}, body: '', code: '' };
}

function outcomeOf({ status, headers, body }: OssAnswer, wire: Wire): Outcome {
  const came = wire.body?.(String(body)) ?? body;
  const whole = {
    kind: 'answer',
    afterMs: wire.delayMs ?? 0,
    drip: wire.drip,
    status: wire.status ?? status,
    headers: { ...headers, ...lengthOf(status, came), ...wire.headers },
    body: came,
    json: () => JSON.parse(String(came)) as unknown,
  } as const;
  return carried(whole, wire);
}

/** HTTP forbids a length where there can be no body. */
function lengthOf(status: number, body: Buffer | string): Record<string, number> {
  return status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
}

function report(
  { onFault, logger }: ObjectDeliveryParts,
  forces: readonly Force[],
  { action, bucket, key }: OssRequest,
  requestId: string,
): void {
  for (const { source, kind = '' } of forces) {
    logger.info(`fault ${source} (${kind}) hits ${action ?? 'a call'} of ${bucket}/${key}`);
    onFault({ ruleId: source, kind, action: action ?? '', requestId });
  }
}

function seenOf({ action, bucket, key, wire }: OssRequest): Seen {
  const [, accessKeyId = ''] = /Credential=([^/,]+)/.exec(wire.headers.get('authorization') ?? '') ?? [];
  const params = new Map([...wire.query, ['bucket', bucket], ['key', key]]);
  return { product: 'oss', action: action ?? '', params, accessKeyId };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
