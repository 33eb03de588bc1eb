/** Writes answers and refusals as the products do. */
import { actionOf } from '../engine/metadata.ts';
import { text } from '../engine/model.ts';
import type { ServerResponse } from 'node:http';
import type { ApiError } from '../engine/api-error.ts';
import type { Fields, Product } from '../engine/types.ts';

export interface Answer {
  readonly status: number;
  readonly body: Fields;
}

export function sendJson(response: ServerResponse, answer: Answer): void {
  const json = JSON.stringify(answer.body);
  response.writeHead(answer.status, headersFor(answer, json));
  response.end(json);
}

export function headersFor(answer: Answer, body: Buffer | string): Record<string, string | number> {
  return {
    'content-type': 'application/json;charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-acs-request-id': text(answer.body.RequestId),
  };
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
