import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSender } from '../../../src/cloud/client/client.ts';
import type { CloudContext } from '../../../src/cloud/context.ts';
import type { CredentialSources } from '../../../src/cloud/credentials/credentials.ts';
import { findCredentials } from '../../../src/cloud/credentials/find.ts';
import { renewing } from '../../../src/cloud/credentials/renewal.ts';
import { identify } from '../../../src/cloud/look/identify.ts';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { isEmptyPlan } from '../../../src/cloud/plan/plan.ts';
import { signedCalls } from '../../../src/cloud/client/signed-calls.ts';
import { demoCredentials } from '../../../src/emulator/credentials.ts';
import { applyAll, startBench, topologyOf, type Bench } from '../support/bench.ts';
import { wholeDesign } from '../support/designs.ts';

const { accountId, accessKeyId, accessKeySecret } = demoCredentials;
const arn = `acs:ram::${accountId}:role/net-admin`;

const withKey = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
  ALIBABA_CLOUD_ROLE_ARN: arn,
};

interface Signed {
  readonly context: CloudContext;
  /** How often credentials were looked for. */
  readonly looks: () => number;
}

/** The bench, signing with what the environment says. `now` is the clock by which credentials are renewed. */
async function signedBy(
  bench: Bench,
  environment: CredentialSources['environment'],
  now: () => number,
): Promise<Signed> {
  const { logger } = bench.context;
  const send = createSender({ endpoint: bench.emulator.url, logger, now });
  let looks = 0;
  const provider = await findCredentials({
    environment,
    homeFolder: '/nowhere',
    now,
    readFile: (file) => readFile(file, 'utf8').catch(() => undefined),
    askSts: (credentials, request) => {
      looks += 1;
      return send({ product: 'sts', ...request }, credentials);
    },
    fetchText: () => Promise.reject(new Error('no network')),
  });
  const client = signedCalls(renewing(provider, { now }), send);
  return { context: { ...bench.context, client }, looks: () => looks };
}

/** A bench whose keys are over every hundred calls, by no clock but its own. */
async function benchOfShortKeys(): Promise<Bench & { readonly countCalls: (signed: Signed) => Signed }> {
  let jumped = 0;
  let calls = 0;
  const temporaryKeyMs = 60_000;
  const bench = await benchFor({ temporaryKeyMs, clock: () => Date.now() + jumped });
  const countCalls = ({ context, looks }: Signed): Signed => {
    const call: CloudContext['client']['call'] = (request) => {
      calls += 1;
      if (calls % 100 === 0) jumped += temporaryKeyMs + 1;
      return context.client.call(request);
    };
    return { context: { ...context, client: { call } }, looks };
  };
  return { ...bench, countCalls };
}

async function benchFor(options: Parameters<typeof startBench>[0] = {}): Promise<Bench> {
  const bench = await startBench(options);
  onTestFinished(() => bench.emulator.stop());
  return bench;
}

async function applied({ context }: Signed): Promise<boolean> {
  const topology = topologyOf(wholeDesign);
  const report = await applyAll(context, await makePlan(context, topology));
  const failed = report.results.filter(({ result }) => result !== 'done');
  expect(failed).toEqual([]);
  return isEmptyPlan(await makePlan(context, topology));
}

describe('a whole apply as a role', () => {
  test('is made with keys that are renewed before they end', async () => {
    const bench = await benchFor();
    const start = Date.now();
    // An hour, the life of a key, goes by in a third of a second.
    const signed = await signedBy(bench, withKey, () => start + (Date.now() - start) * 10_000);
    expect(await applied(signed)).toBe(true);
    expect(signed.looks()).toBeGreaterThan(1);
    expect(bench.log.join('\n')).not.toContain('InvalidSecurityToken');
  });

  test('is made although every key is found out to be over only when it is refused', async () => {
    const bench = await benchOfShortKeys();
    // By this clock no key ever gets old.
    const signed = bench.countCalls(await signedBy(bench, withKey, () => 0));
    expect(await applied(signed)).toBe(true);
    expect(signed.looks()).toBeGreaterThan(1);
    expect(bench.log.join('\n')).toContain('InvalidSecurityToken.Expired');
    // However often a call was refused and sent again, each thing was made once.
    const made = bench.emulator.ledger().flatMap(({ created }) => created);
    expect(new Set(made).size).toBe(made.length);
  });

  test('is made with the token of another party, which is renewed as well', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'hcnet-oidc-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const tokenFile = path.join(folder, 'token');
    const claims = Buffer.from(JSON.stringify({ sub: 'ci' })).toString('base64url');
    writeFileSync(tokenFile, `e30.${claims}.c2ln\n`);
    const bench = await benchOfShortKeys();
    const environment = {
      ALIBABA_CLOUD_ROLE_ARN: arn,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: `acs:ram::${accountId}:oidc-provider/ci`,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: tokenFile,
    };
    const signed = bench.countCalls(await signedBy(bench, environment, () => 0));
    expect(await applied(signed)).toBe(true);
    expect(await identify(signed.context.client)).toEqual({
      account: accountId,
      arn: `acs:ram::${accountId}:assumed-role/net-admin/hcnet`,
      type: 'AssumedRoleUser',
    });
  });
});

test('a token travels in the body, and not in the address that servers write into their logs', async () => {
  const bench = await benchFor();
  const addresses: string[] = [];
  const proxy = createServer((incoming, response) => {
    addresses.push(incoming.url ?? '');
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"Code":"AuthenticationFail.OIDCToken.Invalid","Message":"","RequestId":"r"}');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const send = createSender({
    endpoint: `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`,
    logger: bench.context.logger,
    now: () => 0,
  });
  const parameters = { RoleArn: arn, RoleSessionName: 's', OIDCToken: 'canary' };
  const request = { product: 'sts', action: 'AssumeRoleWithOIDC', region: '', parameters } as const;
  await expect(send(request, undefined)).rejects.toMatchObject({ class: 'credentials' });
  expect(addresses).toEqual(['/']);
});

test('keys that look real never leave for an endpoint', async () => {
  const bench = await benchFor();
  for (const id of ['LTAI5tRealLooking', 'STS.RealLooking']) {
    const environment = { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's' };
    const { context } = await signedBy(bench, environment, () => 0);
    await expect(identify(context.client)).rejects.toThrow(/looks like one of Alibaba Cloud/);
  }
  expect(bench.log).toEqual([]);
});

test('of a role of another account the emulator says that it does not exist', async () => {
  const bench = await benchFor();
  const environment = { ...withKey, ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::9999999999999999:role/x' };
  const { context } = await signedBy(bench, environment, () => 0);
  await expect(identify(context.client)).rejects.toThrow(
    /the role acs:ram::9999999999999999:role\/x cannot be assumed: AssumeRole did not find what it names/,
  );
});
