/** Idempotency: the same token with the same parameters is the same call, answered from memory. */
import { hash } from 'node:crypto';
import { LayeredMap } from './layered-map.ts';
import { ApiError } from './api-error.ts';
import { text } from './model.ts';
import type { ActionMetadata } from './metadata.ts';
import type { Call, Fields } from './types.ts';

export interface TokenRecord {
  /** Account, product, action and token. */
  readonly key: string;
  /** Hash of the parameters: they may hold secrets, so they are not kept themselves. */
  readonly params: string;
  readonly answer: Fields;
}

export function tokenOf(call: Call, action: ActionMetadata): string {
  const token = action.token === undefined ? '' : text(call.params[action.token]);
  // At most 64 ASCII characters: parameter text of ClientToken in aliyun-openapi-meta en-US/vpc/CreateVpc.json.
  if (token.length > 64 || /[^\x20-\x7e]/.test(token)) {
    throw new ApiError('InvalidParameter.ClientToken', 'A client token has at most 64 ASCII characters.');
  }
  return token;
}

export class TokenBook {
  #records: LayeredMap<TokenRecord>;

  constructor(records: readonly TokenRecord[] = []) {
    this.#records = new LayeredMap(records.map((each) => [each.key, each]));
  }

  fork(): TokenBook {
    const other = new TokenBook();
    other.#records = this.#records.copy();
    return other;
  }

  /** The recorded answer of an equal call; refuses a token that was used with other parameters. */
  recall(call: Call, token: string): Fields | undefined {
    const record = token === '' ? undefined : this.#records.get(keyOf(call, token));
    if (record === undefined) return undefined;
    if (record.params === hashOf(call.params)) return record.answer;
    throw new ApiError(
      'IdempotentParameterMismatch',
      `The client token "${token}" was used with other parameters.`,
    );
  }

  /** What was written down; nothing for a call without a token. */
  remember(call: Call, token: string, answer: Fields): TokenRecord | undefined {
    if (token === '') return undefined;
    const key = keyOf(call, token);
    const record = { key, params: hashOf(call.params), answer };
    this.#records.set(key, record);
    return record;
  }

  records(): readonly TokenRecord[] {
    return this.#records.values();
  }
}

function keyOf(call: Call, token: string): string {
  return [call.accountId, call.product, call.action, token].join(' ');
}

function hashOf(params: Fields): string {
  const sorted = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify(sorted));
}
