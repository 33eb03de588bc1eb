/**
 * How long a service asks to be left alone. The SDK (`@alicloud/openapi-client` 0.4.15, `doRequest`) throws an error
 * without the headers of the answer, so they are seen where Node reports every answer that arrives, and told apart by
 * the nonce of the request.
 */
import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';

export interface Nonce {
  /** Sent as `x-acs-signature-nonce`. */
  readonly text: string;
  /** What the answer to it asked for so far; absent: nothing. */
  readonly retryAfterMs: () => number | undefined;
  /** Nobody will ask any more. */
  readonly forget: () => void;
}

const asked = new Map<string, { retryAfterMs?: number | undefined }>();
let isListening = false;

export function newNonce(): Nonce {
  if (!isListening) subscribe('http.client.response.finish', note);
  isListening = true;
  const text = randomUUID();
  const entry: { retryAfterMs?: number | undefined } = {};
  asked.set(text, entry);
  return { text, retryAfterMs: () => entry.retryAfterMs, forget: () => asked.delete(text) };
}

type Headers = Readonly<Record<string, unknown>>;

/**
 * `x-acs-retry-after` is in milliseconds (`@alicloud/openapi-core` waits so long), the header of HTTP in seconds or a
 * date, which is compared with the server's own: RFC 9110, 10.2.3.
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const own = wholeNumber(headers['x-acs-retry-after']);
  if (own !== undefined) return own;
  const seconds = wholeNumber(headers['retry-after']);
  if (seconds !== undefined) return seconds * 1000;
  const wait = Date.parse(String(headers['retry-after'])) - Date.parse(String(headers.date));
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** The messages of the channel are Node's own, and looked into no further than needed. */
function note(message: unknown): void {
  const { request, response } = message as {
    readonly request?: { readonly getHeader?: (name: string) => unknown };
    readonly response?: { readonly headers?: Headers };
  };
  const entry = asked.get(String(request?.getHeader?.('x-acs-signature-nonce')));
  if (entry !== undefined) entry.retryAfterMs = retryAfterOf(response?.headers ?? {});
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
