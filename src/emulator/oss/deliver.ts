/** The way of one request through the faults to the object storage, and of its answer back. */
import { joined } from '../http/delivery.ts';
import { hangUp, sendFaulty } from '../http/wire.ts';
import { readOssRequest } from './request.ts';
import type { ServerResponse } from 'node:http';
import type { DeliveryParts } from '../http/delivery.ts';
import type { WireRequest } from '../http/request.ts';
import type { Hit, Seen } from '../faults/faults.ts';
import type { OssAnswer } from './documents.ts';
import type { OssRequest } from './request.ts';
import type { OssService, ReceivedOss } from './service.ts';

export type OssDeliveryParts = Pick<DeliveryParts, 'faults' | 'later' | 'logger' | 'onFault'> & {
  readonly oss: OssService;
};

export async function deliverOss(
  parts: OssDeliveryParts,
  wire: WireRequest,
  response: ServerResponse,
): Promise<void> {
  const { oss, later } = parts;
  const request = readOssRequest(wire);
  const hits = parts.faults.meet(seenOf(request));
  const effects = hits.map((each) => each.effects);
  await later.wait(sum(effects.map((each) => each.delayMs ?? 0)));
  const dropped = effects.find((each) => each.dropped !== undefined)?.dropped;
  if (dropped !== undefined) {
    report(parts, hits, request, '');
    hangUp(response, dropped);
    return;
  }
  const received = oss.receive(request, sum(effects.map((each) => each.skewMs ?? 0)));
  const answer = workNowOrLater(parts, received, hits);
  report(parts, hits, request, received.requestId);
  await sendFaulty(response, { ...answer, headersFor: headersWith(answer) }, joined(effects), later.wait);
}

function headersWith({ status, headers }: OssAnswer): (body: Buffer | string) => Record<string, string> {
  return (body) => ({
    ...headers,
    // HTTP forbids a length where there can be no body.
    ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  });
}

function workNowOrLater(
  { oss, later }: OssDeliveryParts,
  received: ReceivedOss,
  hits: readonly Hit[],
): OssAnswer {
  const effects = hits.map((each) => each.effects);
  const lateMs = effects.find((each) => each.lateMs !== undefined)?.lateMs;
  const work = (): OssAnswer => oss.work(received, effects);
  for (const { againMs } of effects) {
    if (againMs !== undefined) later.run(againMs + (lateMs ?? 0), () => void oss.work(received, []));
  }
  if (lateMs === undefined) return work();
  later.run(lateMs, () => void work());
  return { status: 504, headers: {}, body: '', code: '' };
}

function report(
  { onFault, logger }: OssDeliveryParts,
  hits: readonly Hit[],
  { action, bucket, key }: OssRequest,
  requestId: string,
): void {
  for (const { rule } of hits) {
    logger.info(`fault ${rule.id} (${rule.fault.kind}) hits ${action ?? 'a call'} of ${bucket}/${key}`);
    onFault({ ruleId: rule.id, kind: rule.fault.kind, action: action ?? '', requestId });
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
