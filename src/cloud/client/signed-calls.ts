/** Calls that outlive their credentials: renewed in time, looked for once more when refused, never of another account. */
import { CloudError, factsOf, type CloudErrorFacts } from './cloud-error.ts';
import type { Answer, CloudClient, CloudRequest } from '../context.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { CredentialSource } from '../credentials/renewal.ts';
import { EngineError } from '../engine-error.ts';
import { isPassing } from './error-class.ts';
import { products } from '../products.ts';

/** One request, once. Rejects with a `CloudError`. */
export type Send = (request: CloudRequest, credentials: Credentials | undefined) => Promise<Answer>;

export function signedCalls(source: CredentialSource, send: Send): CloudClient {
  const sameAccount = accountGuard(send);
  const sendWith = async (request: CloudRequest, credentials: Credentials): Promise<Answer> => {
    await unlessUnsigned(request, sameAccount.check(credentials));
    // Only now: what came before, credentials above all, may have taken longer than a lock lasts.
    const { before, ...sent } = request;
    await before?.();
    const answer = await send(sent, credentials);
    if (isIdentification(request)) sameAccount.learn(answer, credentials);
    return answer;
  };
  return {
    call: async (request) => {
      const credentials = await unlessUnsigned(request, source.current());
      try {
        return await sendWith(request, credentials);
      } catch (error) {
        if (!(error instanceof CloudError) || error.class !== 'credentials') throw error;
        return sendWith(request, await unlessUnsigned(request, source.renew(credentials), error));
      }
    },
  };
}

/**
 * Without credentials nothing is done, nor when they were refused: to be repeated when others may come later, else a
 * matter of credentials.
 */
async function unlessUnsigned<T>(
  request: CloudRequest,
  preparing: Promise<T>,
  refusal?: CloudError,
): Promise<T> {
  try {
    return await preparing;
  } catch (error) {
    const mayPass = error instanceof CloudError && isPassing(error.class);
    if (mayPass) throw new CloudError({ ...unsentFacts(request), class: 'not-sent', detail: undefined });
    const facts = refusal === undefined ? unsentFacts(request) : factsOf(refusal);
    throw new CloudError({ ...facts, class: 'credentials', detail: whyNot(error) });
  }
}

interface AccountGuard {
  /** Rejects with an `EngineError` when the credentials open another account than those before. */
  readonly check: (credentials: Credentials) => Promise<void>;
  readonly learn: (answer: Answer, credentials: Credentials) => void;
}

/** Whoever switches profiles or signs in anew in the middle of a run must not move the run to another account. */
function accountGuard(send: Send): AccountGuard {
  let account: unknown;
  const checked = new WeakMap<Credentials, Promise<void>>();
  const compare = async (credentials: Credentials): Promise<void> => {
    const { AccountId: found } = await send(identification, credentials);
    if (found === account) return;
    throw new EngineError(
      'account',
      `the credentials now open account ${String(found)}, and this run began in account ${String(account)}; use that account's credentials`,
    );
  };
  return {
    check: async (credentials) => {
      if (account === undefined) return;
      const known = checked.get(credentials) ?? compare(credentials);
      checked.set(credentials, known);
      // What could not be asked is asked again the next time.
      await known.catch((error: unknown) => {
        checked.delete(credentials);
        throw error;
      });
    },
    learn: (answer, credentials) => {
      account ??= answer.AccountId;
      checked.set(credentials, Promise.resolve());
    },
  };
}

const identification: CloudRequest = {
  product: 'sts',
  action: 'GetCallerIdentity',
  region: '',
  parameters: {},
};

function isIdentification({ product, action }: CloudRequest): boolean {
  return product === identification.product && action === identification.action;
}

function unsentFacts({ product, action, region }: CloudRequest): Omit<CloudErrorFacts, 'class' | 'detail'> {
  return { action, product: products[product].title, region, code: '', requestId: undefined };
}

/** Our own messages and those of `CloudError` are safe to tell; others may hold anything. */
function whyNot(error: unknown): string {
  const isSafe = error instanceof EngineError || error instanceof CloudError;
  return isSafe ? error.message : 'new credentials could not be had';
}
