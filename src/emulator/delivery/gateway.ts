/** From a request to a checked call and back: who signed, which product, which action, which parameters. */
import { ApiError } from '../engine/api-error.ts';
import { actionOf } from '../engine/metadata.ts';
import { readParameters } from '../engine/parameters.ts';
import { newRequestId } from '../engine/random.ts';
import { text } from '../engine/model.ts';
import { refusal } from './answer.ts';
import type { Cloud } from '../engine/cloud.ts';
import type { ExecuteHooks } from '../engine/hooks.ts';
import type { Random } from '../engine/random.ts';
import type { Call, Fields, Product } from '../engine/types.ts';
import type { Logger } from '../options.ts';
import type { Answer } from './answer.ts';
import type { Arrival } from './arrival.ts';

export interface GatewayParts {
  readonly cloud: Cloud;
  readonly clock: () => number;
  readonly random: Random;
  readonly logger: Logger;
}

/** One line of the log of calls, reads included. */
export interface CallRecord {
  readonly at: number;
  readonly product: string;
  readonly action: string;
  readonly region: string;
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  /** Ids of the fault rules that had a hold on it. */
  readonly hits: readonly string[];
}

/** A request after all checks, or after the one that refused it. */
export type Received = {
  readonly requestId: string;
  readonly product: Product | undefined;
  readonly action: string;
  readonly region: string;
  readonly host: string;
} & (
  { readonly call: Call; readonly refused?: never } | { readonly call?: never; readonly refused: ApiError }
);

/** Where a fault reaches in. Whatever is thrown becomes the refusal. */
export interface Touch {
  readonly hits?: readonly string[];
  readonly before?: (call: Call) => void;
  readonly hooks?: ExecuteHooks;
  readonly after?: (body: Fields) => Fields;
}

export class Gateway {
  readonly #parts: GatewayParts;
  readonly #recent: CallRecord[] = [];

  constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  handle(arrival: Arrival): Answer {
    return this.work(this.receive(arrival));
  }

  /** Everything that is checked once per delivery: signature, clock, nonce, action and parameters. */
  receive(arrival: Arrival, skewMs = 0): Received {
    const requestId = newRequestId(this.#parts.random);
    const { product, action, host, params } = arrival;
    const about = { requestId, product, action, host, region: params.get('RegionId') ?? '' };
    try {
      return { ...about, call: this.#call(arrival, requestId, skewMs) };
    } catch (error) {
      return { ...about, refused: this.#refusalFor(error, action) };
    }
  }

  /** Works on what was received; may be done again for a request that is delivered twice. */
  work(received: Received, touch: Touch = {}): Answer {
    const { product, action, region, requestId } = received;
    const answer = this.#answer(received, touch);
    const code = answer.status === 200 && answer.body.Success !== false ? '' : text(answer.body.Code);
    this.#record({
      at: this.#parts.clock(),
      product: product ?? '',
      action,
      region,
      status: answer.status,
      code,
      requestId,
      hits: touch.hits ?? [],
    });
    return answer;
  }

  recent(): readonly CallRecord[] {
    return this.#recent;
  }

  #answer({ call, refused, host, requestId, product, action }: Received, touch: Touch): Answer {
    const about = { host, requestId, product, action };
    if (call === undefined) return refusal({ error: refused, ...about });
    try {
      touch.before?.(call);
      const body = this.#parts.cloud.execute(call, touch.hooks);
      return { status: 200, body: touch.after?.(body) ?? body };
    } catch (error) {
      return refusal({ error: this.#refusalFor(error, action), ...about });
    }
  }

  #call(arrival: Arrival, requestId: string, skewMs: number): Call {
    const { product, action: name } = arrival;
    const credential = arrival.signedBy(this.#parts.clock() + skewMs);
    if (product === undefined) {
      throw new ApiError('InvalidVersion', `No product has the API version "${arrival.version}".`, 404);
    }
    const action = actionOf(product, name);
    if (action === undefined) {
      throw new ApiError(
        'InvalidAction.NotFound',
        `The emulator does not serve the action "${name}" of ${product}.`,
        404,
      );
    }
    const params = readParameters(product, name, action, arrival.params);
    return {
      product,
      action: name,
      region: text(params.RegionId),
      params,
      accountId: credential?.accountId ?? '',
      ...(credential?.caller === undefined ? {} : { caller: credential.caller }),
      requestId,
    };
  }

  #refusalFor(error: unknown, action: string): ApiError {
    if (error instanceof ApiError) return error;
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#parts.logger.error(`The emulator failed at ${action}: ${stack}`);
    return new ApiError('InternalError', 'The emulator met an error of its own; see its log.', 500);
  }

  #record(record: CallRecord): void {
    this.#recent.push(record);
    if (this.#recent.length > 50) this.#recent.shift();
    const { product, action, region, status, code } = record;
    this.#parts.logger.debug([product, action, region, status, code].filter((each) => each !== '').join(' '));
  }
}
