/** What is known of how many calls a second the cloud takes. */
import type { Limits } from '../context.ts';

export interface Limit {
  /** To begin with. */
  readonly perSecond: number;
  /** Never more. */
  readonly most: number;
}

/**
 * Published limits, calls a second for an account: the pages of the actions under
 * https://www.alibabacloud.com/help/en/cen/developer-reference/ and .../vpc/developer-reference/ ("QPS limit").
 */
const published: Readonly<Record<string, number>> = {
  CreateTransitRouter: 3,
  DeleteTransitRouter: 3,
  CreateCen: 5,
  DescribeCens: 5,
  ListTransitRouters: 500 / 60,
  CreateVSwitch: 5,
  ModifyPhysicalConnectionAttribute: 5,
};

const unknownReads: Limit = { perSecond: 10, most: 100 };
const unknownWrites: Limit = { perSecond: 5, most: 100 };
const unknownProduct: Limit = { perSecond: 50, most: 200 };
const unknownAccount: Limit = { perSecond: 100, most: 400 };

/** Known limits are approached from half of them: others use the account as well. */
export function actionLimit(action: string, own: Limits | undefined): Limit {
  const limit = own?.actions?.[action] ?? own?.action ?? published[action];
  if (limit !== undefined) return approached(limit);
  return /^(Describe|List|Get|Check)/.test(action) ? unknownReads : unknownWrites;
}

export function productLimit(own: Limits | undefined): Limit {
  return own?.product === undefined ? unknownProduct : approached(own.product);
}

export function accountLimit(own: Limits | undefined): Limit {
  return own?.account === undefined ? unknownAccount : approached(own.account);
}

function approached(limit: number): Limit {
  return { perSecond: limit / 2, most: limit };
}
