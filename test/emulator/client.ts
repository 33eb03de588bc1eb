/** Drives the emulator as the engine does: with the public OpenAPI client and the published versions. */
import { createRequire } from 'node:module';
import { demoCredentials } from '../../src/emulator/credentials.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import type OpenApiModule from '@alicloud/openapi-client';
import type OpenApiUtilModule from '@alicloud/openapi-util';
import type TeaUtilModule from '@alicloud/tea-util';
import type { EmulatorCredential } from '../../src/emulator/credentials.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';

// The packages are CommonJS; required, they look the same to Node and to the test runner.
const require = createRequire(import.meta.url);
const OpenApi = require('@alicloud/openapi-client') as typeof OpenApiModule;
const OpenApiUtil = require('@alicloud/openapi-util') as typeof OpenApiUtilModule;
const { RuntimeOptions } = require('@alicloud/tea-util') as typeof TeaUtilModule;

const versions = {
  vpc: '2016-04-28',
  cbn: '2017-09-12',
  expressconnectrouter: '2023-09-01',
  privatelink: '2020-04-15',
  cms: '2019-01-01',
  pvtz: '2018-01-01',
  ecs: '2014-05-26',
  sts: '2015-04-01',
} as const;

export type ProductName = keyof typeof versions;

export type Body = Record<string, unknown>;

export interface Cloud {
  readonly emulator: RunningEmulator;
  readonly clock: { now: number };
  call(product: ProductName, action: string, params?: Body): Promise<Body>;
  /** The refusal of a call that must fail: its code. */
  refused(product: ProductName, action: string, params?: Body): Promise<string>;
  /** Somebody else, or nobody: calls without a signature. */
  as(credential: EmulatorCredential | undefined): Cloud;
  /** The same account at another emulator, which may be a process of its own. */
  to(port: number): Cloud;
}

/** A cloud whose clock moves only when a test moves it, unless the test chooses another. */
export async function startCloud(options: EmulatorOptions = {}, patienceMs = 10_000): Promise<Cloud> {
  const clock = { now: Date.now() };
  const emulator = await startEmulator({ random: 1, transitionMs: 0, clock: () => clock.now, ...options });
  return cloudOf(emulator, clock, demoCredentials, patienceMs);
}

/** An emulator that somebody else started, and whose clock is its own. */
export function cloudAt(emulator: RunningEmulator): Pick<Cloud, 'call' | 'refused'> {
  return cloudOf(emulator, { now: 0 }, demoCredentials, 10_000);
}

function cloudOf(
  emulator: RunningEmulator,
  clock: { now: number },
  credential: EmulatorCredential | undefined,
  patienceMs: number,
  port = emulator.port,
): Cloud {
  const call = async (product: ProductName, action: string, params: Body = {}): Promise<Body> => {
    const config = new OpenApi.Config({
      ...(credential === undefined ? {} : signingWith(credential)),
      endpoint: `127.0.0.1:${port}`,
      protocol: 'http',
      readTimeout: patienceMs,
      connectTimeout: patienceMs,
    });
    const client = new OpenApi.default(config);
    const api = new OpenApi.Params({
      action,
      version: versions[product],
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: credential === undefined ? 'Anonymous' : 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const flat = OpenApiUtil.default.query(params);
    // The Express Connect Router takes everything in the form body, the others in the query.
    const request = new OpenApi.OpenApiRequest(
      product === 'expressconnectrouter' ? { body: flat } : { query: flat },
    );
    const answer: Body = await client.callApi(api, request, new RuntimeOptions({}));
    return answer.body as Body;
  };
  return {
    emulator,
    clock,
    call,
    refused: async (product, action, params) => {
      try {
        const body = await call(product, action, params);
        if (body.Success === false) return String(body.Code);
      } catch (error) {
        return codeOf(error);
      }
      throw new Error(`${action} was not refused`);
    },
    as: (other) => cloudOf(emulator, clock, other, patienceMs, port),
    to: (other) => cloudOf(emulator, clock, credential, patienceMs, other),
  };
}

function signingWith({ accessKeyId, accessKeySecret, securityToken }: EmulatorCredential): {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
} {
  return { accessKeyId, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** The value at a dotted path of an answer: `Vpcs.Vpc.0.Status`. */
export function at(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as Body)[key] : undefined),
      body,
    );
}

export function idOf(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new Error(`the answer has no ${name}: ${JSON.stringify(body)}`);
  return value;
}
