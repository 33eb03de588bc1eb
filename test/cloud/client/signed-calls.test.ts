import { describe, expect, test } from 'vitest';
import { CloudError } from '../../../src/cloud/client/cloud-error.ts';
import type { Answer, CloudRequest } from '../../../src/cloud/context.ts';
import type { Credentials } from '../../../src/cloud/credentials/credentials.ts';
import { renewing } from '../../../src/cloud/credentials/renewal.ts';
import { EngineError } from '../../../src/cloud/engine-error.ts';
import type { ErrorClass } from '../../../src/cloud/client/error-class.ts';
import { signedCalls } from '../../../src/cloud/client/signed-calls.ts';

const create: CloudRequest = { product: 'vpc', action: 'CreateVpc', region: 'cn-shanghai', parameters: {} };
const whoami: CloudRequest = { product: 'sts', action: 'GetCallerIdentity', region: '', parameters: {} };

function refusal(found: ErrorClass, code = 'InvalidSecurityToken.Expired'): CloudError {
  return new CloudError({
    action: 'CreateVpc',
    product: 'Vpc',
    region: 'cn-shanghai',
    code,
    requestId: 'r',
    class: found,
    detail: undefined,
  });
}

/** A service that takes some keys, each of an account; and a place that gives one key after the other. */
function service(parts: {
  readonly keys: readonly (string | Error)[];
  /** By key; a key that is not here is refused. */
  readonly accounts: Readonly<Record<string, string>>;
}) {
  const sent: string[] = [];
  let next = 0;
  const load = (): Promise<Credentials> => {
    const key = parts.keys[Math.min(next, parts.keys.length - 1)];
    next += 1;
    if (typeof key !== 'string') return Promise.reject(key ?? new Error('no key'));
    return Promise.resolve({ accessKeyId: key, accessKeySecret: 'canary' });
  };
  const send = (request: CloudRequest, credentials: Credentials | undefined): Promise<Answer> => {
    const key = credentials?.accessKeyId ?? '';
    sent.push(`${key} ${request.action}`);
    const account = parts.accounts[key];
    return account === undefined
      ? Promise.reject(refusal('credentials'))
      : Promise.resolve({ AccountId: account });
  };
  const source = renewing({ source: 'test', load }, { now: () => 0 });
  return { sent, client: signedCalls(source, send) };
}

async function failureOf(work: Promise<unknown>): Promise<CloudError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CloudError);
  return error as CloudError;
}

describe('a call that is refused for its credentials', () => {
  test('is sent once more with those that are found by then', async () => {
    const { client, sent } = service({ keys: ['old', 'new'], accounts: { new: '1' } });
    await client.call(create);
    expect(sent).toEqual(['old CreateVpc', 'new CreateVpc']);
    await client.call(create);
    expect(sent).toEqual(['old CreateVpc', 'new CreateVpc', 'new CreateVpc']);
  });

  test('is refused for good when those are refused as well', async () => {
    const { client, sent } = service({ keys: ['old', 'older'], accounts: {} });
    expect(await failureOf(client.call(create))).toMatchObject({
      class: 'credentials',
      code: 'InvalidSecurityToken.Expired',
    });
    expect(sent).toEqual(['old CreateVpc', 'older CreateVpc']);
  });

  test('says why no others could be had', async () => {
    const why = new EngineError('account', 'nobody is signed in any more; sign in again');
    const { client } = service({ keys: ['old', why], accounts: {} });
    expect((await failureOf(client.call(create))).message).toBe(
      'CreateVpc in cn-shanghai was refused because of the credentials; check the access key, or sign in again: nobody is signed in any more; sign in again (InvalidSecurityToken.Expired), request r',
    );
  });

  test('may be repeated when those who give others may answer later', async () => {
    const { client } = service({ keys: ['old', refusal('ambiguous'), 'new'], accounts: { new: '1' } });
    expect(await failureOf(client.call(create))).toMatchObject({ class: 'not-sent', action: 'CreateVpc' });
    await client.call(create);
  });

  test('tells nothing of a failure that may hold secrets', async () => {
    const { client } = service({ keys: ['old', new Error('canary in a message')], accounts: {} });
    const error = await failureOf(client.call(create));
    expect(error.detail).toBe('new credentials could not be had');
    expect(`${error.message} ${String(error.stack)}`).not.toContain('canary');
  });
});

describe('a call for which credentials cannot be had', () => {
  test('may be repeated when the place that gives them may answer later', async () => {
    for (const found of ['not-sent', 'ambiguous', 'throttled'] as const) {
      const { client, sent } = service({ keys: [refusal(found)], accounts: {} });
      // Nothing was sent, so nobody has to look whether it happened.
      expect(await failureOf(client.call(create))).toMatchObject({ class: 'not-sent', action: 'CreateVpc' });
      expect(sent).toEqual([]);
    }
  });

  test('is a matter of credentials otherwise', async () => {
    const why = new EngineError('account', 'the role cannot be assumed');
    const { client } = service({ keys: [why], accounts: {} });
    expect(await failureOf(client.call(create))).toMatchObject({
      class: 'credentials',
      detail: 'the role cannot be assumed',
    });
  });
});

describe('in the middle of a run', () => {
  test('a new key is asked for its account, once, before anything is signed with it', async () => {
    const accounts: Record<string, string> = { old: '1', new: '1' };
    const { client, sent } = service({ keys: ['old', 'new'], accounts });
    await client.call(whoami);
    await client.call(create);
    delete accounts.old;
    await Promise.all([client.call(create), client.call(create)]);
    await client.call(create);
    expect(sent.slice(2)).toEqual([
      'old CreateVpc',
      'old CreateVpc',
      'new GetCallerIdentity',
      'new CreateVpc',
      'new CreateVpc',
      'new CreateVpc',
    ]);
  });

  test('nothing is done in another account, and the run goes on when the first one is back', async () => {
    const accounts: Record<string, string> = { old: '1', foreign: '2', back: '1' };
    const { client, sent } = service({ keys: ['old', 'foreign', 'back'], accounts });
    await client.call(whoami);
    delete accounts.old;
    expect(await failureOf(client.call(create))).toMatchObject({
      class: 'credentials',
      detail:
        "the credentials now open account 2, and this run began in account 1; use that account's credentials",
    });
    await client.call(create);
    expect(sent).not.toContain('foreign CreateVpc');
    expect(sent.at(-1)).toBe('back CreateVpc');
  });
});
