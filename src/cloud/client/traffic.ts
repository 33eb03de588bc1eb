/**
 * Keeps the engine a polite guest: no more calls than the cloud takes, a pause when a service is down, and one when
 * the credentials are refused and somebody can sign in again.
 */
import { breaker, type Breaker } from './breaker.ts';
import { bucket, type Bucket } from './bucket.ts';
import { CloudError } from './cloud-error.ts';
import type { Answer, CloudClient, CloudContext, CloudRequest } from '../context.ts';
import { accountLimit, actionLimit, productLimit, type Limit } from './rates.ts';
import type { ProductName } from '../products.ts';

const polite = new WeakSet<CloudClient>();

/** The same context with a client that waits its turn. */
export function politely(context: CloudContext): CloudContext {
  if (polite.has(context.client)) return context;
  const buckets = new Map<string, Bucket>();
  const breakers = new Map<ProductName, Breaker>();
  const bucketOf = (key: string, limit: Limit): Bucket => {
    const known = buckets.get(key) ?? bucket(context, limit);
    buckets.set(key, known);
    return known;
  };
  const breakerOf = (product: ProductName): Breaker => {
    const known = breakers.get(product) ?? breaker(context, product);
    breakers.set(product, known);
    return known;
  };
  const once = async (request: CloudRequest): Promise<Answer> => {
    const { product, action, urgency } = request;
    const own = bucketOf(`${product} ${action}`, actionLimit(action, context.limits));
    const shared = bucketOf(product, productLimit(context.limits));
    const all = bucketOf('account', accountLimit(context.limits));
    const fuse = breakerOf(product);
    await fuse.ready();
    await own.take(urgency);
    await shared.take(urgency);
    await all.take(urgency);
    try {
      const answer = await context.client.call(request);
      fuse.worked();
      return answer;
    } catch (error) {
      if (error instanceof CloudError) learn(error, { own, all, fuse });
      throw error;
    }
  };
  const client: CloudClient = { call: withSignIn(context, once) };
  polite.add(client);
  return { ...context, client };
}

function learn(
  error: CloudError,
  { own, all, fuse }: { readonly own: Bucket; readonly all: Bucket; readonly fuse: Breaker },
): void {
  if (error.class === 'throttled') {
    // `Throttling.User` counts all calls of the account, others those of one action.
    if (/user/i.test(error.code)) all.tooMuch(error.retryAfterMs);
    else own.tooMuch(error.retryAfterMs);
  }
  if (error.class === 'not-sent' || error.class === 'ambiguous') fuse.failed();
  else fuse.worked();
}

/** All calls wait while one person signs in once. A call that was refused for its signature has done nothing. */
function withSignIn(context: CloudContext, call: CloudClient['call']): CloudClient['call'] {
  let signingIn: Promise<boolean> | undefined;
  let isRefused = false;
  return async (request) => {
    for (;;) {
      await signingIn;
      try {
        return await call(request);
      } catch (error) {
        if (!(error instanceof CloudError) || error.class !== 'credentials' || isRefused) throw error;
        signingIn ??= context.signIn?.(error.message) ?? Promise.resolve(false);
        const isBack = await signingIn;
        signingIn = undefined;
        // Who does not want to is not asked again for each call that is left.
        isRefused ||= !isBack;
        if (isRefused) throw error;
      }
    }
  };
}
