/** A call that failed. Holds facts only: the SDK's own messages may contain URLs with secrets in them. */
import type { ErrorClass } from './error-class.ts';
import { printable } from '../printable.ts';

export interface CloudErrorFacts {
  readonly action: string;
  readonly product: string;
  readonly region: string;
  /** Empty when the answer had none, or none came. */
  readonly code: string;
  readonly requestId: string | undefined;
  readonly class: ErrorClass;
  /** The service's own words, secrets and URLs removed; absent when no readable answer came. */
  readonly detail: string | undefined;
  /** How long the service asks to be left alone, where it says so. */
  readonly retryAfterMs?: number | undefined;
}

export class CloudError extends Error implements CloudErrorFacts {
  override readonly name = 'CloudError';
  readonly action: string;
  readonly product: string;
  readonly region: string;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly class: ErrorClass;
  readonly detail: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(given: CloudErrorFacts) {
    const facts = shown(given);
    super(describe(facts));
    this.action = facts.action;
    this.product = facts.product;
    this.region = facts.region;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.class = facts.class;
    this.detail = facts.detail;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

export function factsOf(error: CloudError): CloudErrorFacts {
  const { action, product, region, code, requestId, class: found, detail, retryAfterMs } = error;
  return { action, product, region, code, requestId, class: found, detail, retryAfterMs };
}

/** What comes from outside ends up in terminals, files and editors. */
function shown(facts: CloudErrorFacts): CloudErrorFacts {
  const { code, requestId, detail } = facts;
  return {
    ...facts,
    code: printable(code, 100),
    requestId: requestId === undefined ? undefined : printable(requestId, 100),
    detail: detail === undefined ? undefined : printable(detail, 500),
  };
}

function describe(facts: CloudErrorFacts): string {
  const where = facts.region === '' ? '' : ` in ${facts.region}`;
  const code = facts.code === '' ? '' : ` (${facts.code})`;
  const request = facts.requestId === undefined ? '' : `, request ${facts.requestId}`;
  return `${facts.action}${where} ${meaning(facts)}${code}${request}`;
}

function meaning(facts: CloudErrorFacts): string {
  const detail = facts.detail === undefined ? '' : `: ${facts.detail}`;
  switch (facts.class) {
    case 'not-sent':
      return 'could not be sent: the service cannot be reached, check the network';
    case 'ambiguous':
      return isRead(facts.action)
        ? 'got no readable answer'
        : 'got no readable answer, so it may have happened or not; the next run finds out';
    case 'throttled':
      return `was refused because of too many calls${detail}`;
    case 'conflict':
    case 'token-running':
      return `was refused because something else is still going on there${detail}`;
    case 'dependency':
      return `was refused because something still uses it${detail}`;
    case 'not-found':
      return `did not find what it names${detail}`;
    case 'exists':
    case 'token-misused':
      return `was refused because it exists already${detail}`;
    case 'quota':
      return `was refused because a quota is used up${detail}`;
    case 'permission':
      return `was refused for want of permission: allow ${facts.product}:${facts.action} in RAM${detail}`;
    case 'credentials':
      return `was refused because of the credentials; check the access key, or sign in again${detail}`;
    case 'clock':
      return `was refused because this machine's clock is more than 15 minutes off${detail}`;
    case 'billing':
      return `was refused because of the account's balance or payment method${detail}`;
    case 'dry-run':
    case 'invalid':
      return `was refused${detail}`;
  }
}

function isRead(action: string): boolean {
  return /^(Describe|List|Get|Check)/.test(action);
}
