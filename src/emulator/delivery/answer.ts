/** Answers and refusals as the products write them. */
import { actionOf } from '../engine/metadata.ts';
import type { ApiError } from '../engine/api-error.ts';
import type { Fields, Product } from '../engine/types.ts';

export interface Answer {
  readonly status: number;
  readonly body: Fields;
}

export interface Refused {
  readonly error: ApiError;
  readonly host: string;
  readonly requestId: string;
  readonly product?: Product | undefined;
  readonly action?: string | undefined;
}

/** The error document: RequestId, HostId, Code, Message; products with a result envelope add it. */
export function refusal({ error, host, requestId, product, action }: Refused): Answer {
  const shape =
    product === undefined || action === undefined ? undefined : actionOf(product, action)?.response;
  const envelope = shape?.Success === undefined ? {} : { Success: false };
  const body = { RequestId: requestId, HostId: host, Code: error.code, Message: error.message, ...envelope };
  return { status: error.status, body };
}
