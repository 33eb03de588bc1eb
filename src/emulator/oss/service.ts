/** The object storage behind the emulator's port: checks who asks, does what is asked, lets faults reach in. */
import { newRequestId } from '../engine/random.ts';
import { ApiError } from '../engine/api-error.ts';
import { perform } from './actions.ts';
import { errorAnswer } from './documents.ts';
import { asOssError } from './oss-error.ts';
import { checkOssSignature } from './signature.ts';
import type { KeyRing } from '../key-ring.ts';
import type { Random } from '../engine/random.ts';
import type { Effects, Force } from '../faults/effects.ts';
import type { CallRecord } from '../delivery/gateway.ts';
import type { Logger } from '../options.ts';
import type { OssSettings } from './actions.ts';
import type { Buckets } from './buckets.ts';
import type { OssAnswer } from './documents.ts';
import type { OssRequest } from './request.ts';

export interface OssParts {
  readonly buckets: Buckets;
  readonly settings: OssSettings;
  readonly keys: KeyRing;
  readonly clock: () => number;
  readonly random: Random;
  readonly logger: Logger;
}

/** A request after what is checked once per delivery. */
export interface ReceivedOss {
  readonly request: OssRequest;
  readonly requestId: string;
  /** The region that it was signed for, or why it is refused. */
  readonly signed: { readonly region: string } | { readonly refused: ApiError };
}

export class OssService {
  readonly buckets: Buckets;
  readonly #parts: OssParts;
  readonly #recent: CallRecord[] = [];

  constructor(parts: OssParts) {
    this.#parts = parts;
    this.buckets = parts.buckets;
  }

  receive(request: OssRequest, skewMs: number): ReceivedOss {
    const { clock, random, keys } = this.#parts;
    // 24 hexadecimal digits, as in the examples of the documentation.
    const requestId = newRequestId(random).replaceAll('-', '').slice(0, 24);
    try {
      const region = checkOssSignature(request, keys, clock() + skewMs);
      return { request, requestId, signed: { region } };
    } catch (error) {
      return { request, requestId, signed: { refused: this.#refusal(error) } };
    }
  }

  /** May be done again for a request that is delivered twice. */
  work(received: ReceivedOss, forces: readonly Force[]): OssAnswer {
    const { request, requestId, signed } = received;
    const answer = this.#answer(
      received,
      forces.map((each) => each.effects),
    );
    const { region } = 'region' in signed ? signed : request;
    const action = request.action ?? request.wire.method;
    const { status, code } = answer;
    const hits = forces.map((each) => each.source);
    const at = this.#parts.clock();
    this.#recent.push({ at, product: 'oss', action, region, status, code, requestId, hits });
    if (this.#recent.length > 50) this.#recent.shift();
    this.#parts.logger.debug(`oss ${action} ${request.bucket}/${request.key} ${status} ${code}`.trim());
    return {
      ...answer,
      headers: { ...answer.headers, 'x-oss-request-id': requestId, 'server': 'AliyunOSS' },
    };
  }

  recent(): readonly CallRecord[] {
    return this.#recent;
  }

  #answer(received: ReceivedOss, effects: readonly Effects[]): OssAnswer {
    const { request, requestId, signed } = received;
    try {
      if ('refused' in signed) throw signed.refused;
      this.#before(request, effects);
      const lags = effects.map((each) => each.listLagMs ?? 0);
      const call = { request, region: signed.region, listLagMs: Math.max(0, ...lags) };
      const answer = perform(this.buckets, call, this.#parts.settings);
      const refused = effects.map((each) => each.refuseAfter?.()).find((each) => each !== undefined);
      if (refused !== undefined) throw refused;
      return answer;
    } catch (error) {
      const host = request.wire.headers.get('host') ?? '';
      return errorAnswer(asOssError(this.#refusal(error)), { requestId, host });
    }
  }

  /** What happens in the bucket, or to the caller, before it is this request's turn. */
  #before({ action, bucket, key }: OssRequest, effects: readonly Effects[]): void {
    for (const { race, refuse } of effects) {
      if (race !== undefined && this.buckets.find(bucket) !== undefined)
        this.buckets.write(bucket, { key, body: Buffer.from(race), headers: {} });
      const refused = refuse?.({ product: 'oss', action: action ?? '', params: {} });
      if (refused !== undefined) throw refused;
    }
  }

  #refusal(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#parts.logger.error(`The emulator failed at the object storage: ${stack}`);
    return new ApiError('InternalError', 'The emulator met an error of its own; see its log.', 500);
  }
}
