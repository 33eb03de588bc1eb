/** From an HTTP request to a checked call and back: who signed, which product, which action, which parameters. */
import { ApiError } from '../engine/api-error.ts';
import { actionOf, productOfVersion } from '../engine/metadata.ts';
import { readParameters } from '../engine/parameters.ts';
import { newRequestId } from '../engine/random.ts';
import { text } from '../engine/model.ts';
import { parametersOf } from './request.ts';
import { refusal } from './respond.ts';
import type { Cloud } from '../engine/cloud.ts';
import type { Random } from '../engine/random.ts';
import type { Call, Product } from '../engine/types.ts';
import type { Logger } from '../options.ts';
import type { WireRequest } from './request.ts';
import type { Answer } from './respond.ts';
import type { SignatureChecker } from './signature.ts';

export interface GatewayParts {
  readonly cloud: Cloud;
  readonly signatures: SignatureChecker;
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
}

export class Gateway {
  readonly #parts: GatewayParts;
  readonly #recent: CallRecord[] = [];

  constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  handle(request: WireRequest): Answer {
    const { clock, random } = this.#parts;
    const requestId = newRequestId(random);
    const action = request.headers.get('x-acs-action') ?? '';
    const product = productOfVersion(request.headers.get('x-acs-version') ?? '');
    const answer = this.#answer(request, requestId, product, action);
    const code = answer.status === 200 && answer.body.Success !== false ? '' : text(answer.body.Code);
    const region = parametersOf(request).get('RegionId') ?? '';
    this.#record({
      at: clock(),
      product: product ?? '',
      action,
      region,
      status: answer.status,
      code,
      requestId,
    });
    return answer;
  }

  recent(): readonly CallRecord[] {
    return this.#recent;
  }

  #answer(request: WireRequest, requestId: string, product: Product | undefined, action: string): Answer {
    try {
      const call = this.#call(request, requestId, product, action);
      return { status: 200, body: this.#parts.cloud.execute(call) };
    } catch (error) {
      const refused = error instanceof ApiError ? error : this.#internal(error, action);
      const host = request.headers.get('host') ?? '';
      return refusal({ error: refused, host, requestId, product, action });
    }
  }

  #call(request: WireRequest, requestId: string, product: Product | undefined, name: string): Call {
    const credential = this.#parts.signatures.check(request, this.#parts.clock());
    if (product === undefined) {
      throw new ApiError(
        'InvalidVersion',
        `No product has the API version "${request.headers.get('x-acs-version') ?? ''}".`,
        404,
      );
    }
    const action = actionOf(product, name);
    if (action === undefined) {
      throw new ApiError(
        'InvalidAction.NotFound',
        `The emulator does not serve the action "${name}" of ${product}.`,
        404,
      );
    }
    const params = readParameters(product, name, action, parametersOf(request));
    return {
      product,
      action: name,
      region: text(params.RegionId),
      params,
      accountId: credential.accountId,
      requestId,
    };
  }

  #internal(error: unknown, action: string): ApiError {
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
