/** The only door to Alibaba Cloud: signed OpenAPI calls, one attempt each, errors reduced to facts. */
import openApiModule, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client';
import openApiUtilModule from '@alicloud/openapi-util';
import { RuntimeOptions } from '@alicloud/tea-util';
import { actionTraits, positionOf } from './actions.ts';
import { CloudError, factsOf } from './cloud-error.ts';
import type { Answer, CloudClient, CloudRequest, Logger } from '../context.ts';
import { looksReal, type Credentials } from '../credentials/credentials.ts';
import type { CredentialSource } from '../credentials/renewal.ts';
import { EngineError } from '../engine-error.ts';
import { classify } from './error-class.ts';
import { hostOf, products, type Product } from '../products.ts';
import { redactor, type Redact } from '../redact.ts';
import { newNonce } from './retry-after.ts';
import { signedCalls, type Send } from './signed-calls.ts';
import type { Wire } from '../value.ts';

export interface ClientOptions extends SenderOptions {
  readonly credentials: CredentialSource;
}

export interface SenderOptions {
  /** `http://127.0.0.1:4711`; only the machine itself, so that nothing can redirect signed requests. */
  readonly endpoint?: string | undefined;
  readonly logger: Logger;
  readonly now: () => number;
}

type OpenApi = InstanceType<typeof openApiModule.default>;
const OpenApi = exportedDefault(openApiModule);
const OpenApiUtil = exportedDefault(openApiUtilModule);

/**
 * The SDK gives up after 3 s unless told otherwise, and its connect time-out also fires on a connected but silent
 * socket; both must be long, and a time-out never proves that the service did nothing.
 */
const timeoutMs = 30_000;

export function createClient(options: ClientOptions): CloudClient {
  return signedCalls(options.credentials, createSender(options));
}

/**
 * Sends one request once, signed with the credentials given, or anonymously without. Rejects with a `CloudError`, or
 * with an `EngineError` when the credentials have no business where it would go.
 */
export function createSender(options: SenderOptions): Send {
  const override = options.endpoint === undefined ? undefined : loopbackHost(options.endpoint);
  // Connections of credentials that are no longer used go with them.
  const signers = new WeakMap<Credentials, Signer>();
  const anonymous = createSigner(undefined, override);
  return async (request, credentials) => {
    const signer = credentials === undefined ? anonymous : signerFor(signers, credentials, override);
    const started = options.now();
    const nonce = newNonce();
    try {
      const answer = await send(signer, request, nonce.text);
      logCall(options, request, started, textOf(answer.RequestId));
      return answer;
    } catch (error) {
      const known = error instanceof CloudError ? error : reduce(error, request, signer.redact);
      const cloudError = new CloudError({ ...factsOf(known), retryAfterMs: nonce.retryAfterMs() });
      logCall(options, request, started, cloudError.requestId, cloudError.code || cloudError.class);
      throw cloudError;
    } finally {
      nonce.forget();
    }
  };
}

/** What belongs to one set of credentials. */
interface Signer {
  readonly isAnonymous: boolean;
  readonly clientFor: (product: Product, region: string) => OpenApi;
  readonly redact: Redact;
}

function signerFor(
  signers: WeakMap<Credentials, Signer>,
  credentials: Credentials,
  override: string | undefined,
): Signer {
  const known = signers.get(credentials);
  if (known !== undefined) return known;
  if (override !== undefined) refuseRealKey(credentials);
  const made = createSigner(credentials, override);
  signers.set(credentials, made);
  return made;
}

function createSigner(credentials: Credentials | undefined, override: string | undefined): Signer {
  const clients = new Map<string, OpenApi>();
  return {
    isAnonymous: credentials === undefined,
    clientFor: (product, region) => {
      const host = override ?? hostOf(product, region);
      const known = clients.get(host);
      if (known !== undefined) return known;
      const made = connect(credentials, host, override === undefined ? 'HTTPS' : 'HTTP');
      clients.set(host, made);
      return made;
    },
    redact: redactor([credentials?.accessKeySecret, credentials?.securityToken]),
  };
}

/** Whatever the endpoint turns out to be, it is not Alibaba Cloud. */
function refuseRealKey({ accessKeyId }: Credentials): void {
  if (!looksReal(accessKeyId)) return;
  throw new EngineError(
    'account',
    'the access key looks like one of Alibaba Cloud, which goes nowhere else; use the endpoint without a profile or sign-in, and it gets the key of the emulator',
  );
}

/** Reads `http://HOST:PORT` of the machine itself; anything else is refused. */
export function loopbackHost(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isLoopback = url !== undefined && /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(url.hostname);
  if (url?.protocol !== 'http:' || !isLoopback || url.pathname !== '/' || url.search !== '') {
    throw new EngineError(
      'design',
      `the endpoint '${endpoint}' is not accepted: only http://127.0.0.1:PORT, so that requests cannot be redirected`,
    );
  }
  return url.host;
}

function connect(credentials: Credentials | undefined, endpoint: string, protocol: string): OpenApi {
  return new OpenApi(
    new Config({
      ...(credentials === undefined ? {} : keysOf(credentials)),
      endpoint,
      protocol,
      readTimeout: timeoutMs,
      connectTimeout: timeoutMs,
      userAgent: 'hcnet',
    }),
  );
}

function keysOf({ accessKeyId, accessKeySecret, securityToken }: Credentials): {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
} {
  return { accessKeyId, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
}

async function send(signer: Signer, request: CloudRequest, nonce: string): Promise<Answer> {
  const product = products[request.product];
  const params = new Params({
    action: request.action,
    version: product.version,
    protocol: 'HTTPS',
    pathname: '/',
    method: 'POST',
    authType: signer.isAnonymous ? 'Anonymous' : 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const traits = actionTraits(request.product, request.action);
  const parameters: Record<string, Wire> = { ...request.parameters };
  if (traits.region && request.region !== '' && parameters.RegionId === undefined) {
    parameters.RegionId = request.region;
  }
  const runtime = new RuntimeOptions({
    autoretry: false,
    readTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
  const headers = { 'x-acs-signature-nonce': nonce };
  const answer: unknown = await signer
    .clientFor(product, request.region)
    .callApi(
      params,
      new OpenApiRequest({ headers, ...placed(product, request.action, OpenApiUtil.query(parameters)) }),
      runtime,
    );
  return checked(answer, request);
}

type Flat = Readonly<Record<string, string>>;

function placed(
  product: Product,
  action: string,
  flat: Flat,
): { readonly query?: Flat; readonly body?: Flat } {
  const by = Object.groupBy(Object.entries(flat), ([name]) =>
    positionOf(product, action, name.split('.')[0] ?? name),
  );
  return {
    ...(by.query === undefined ? {} : { query: Object.fromEntries(by.query) }),
    ...(by.body === undefined ? {} : { body: Object.fromEntries(by.body) }),
  };
}

/** Some products say `Success: false` under HTTP 200, and the SDK lets that pass. */
function checked(answer: unknown, request: CloudRequest): Answer {
  const body = isRecord(answer) ? answer.body : undefined;
  if (!isRecord(body)) throw new CloudError({ ...facts(request), class: 'ambiguous' });
  if (body.Success !== false && body.Success !== 'false') return body;
  const code = textOf(body.Code) ?? textOf(body.DynamicCode) ?? '';
  throw new CloudError({
    ...facts(request),
    code,
    requestId: textOf(body.RequestId),
    class: classify({ code, status: Number(body.HttpStatusCode ?? 400) }),
    detail: textOf(body.Message),
  });
}

/** Turns whatever the SDK threw into facts; its message and stack may hold the whole URL, so they stay behind. */
function reduce(error: unknown, request: CloudRequest, redact: Redact): CloudError {
  if (!isRecord(error)) return new CloudError({ ...facts(request), class: 'ambiguous' });
  const code = textOf(error.code) ?? '';
  if (notSentCodes.has(code)) return new CloudError({ ...facts(request), code, class: 'not-sent' });
  const body = isRecord(error.data) ? error.data : {};
  const status = Number(body.statusCode);
  if (Number.isNaN(status)) {
    // Time-outs, resets and unreadable bodies have no status: nobody knows what the service did.
    const isOwnRefusal = code === 'InvalidCredentials';
    return new CloudError({ ...facts(request), code, class: isOwnRefusal ? 'credentials' : 'ambiguous' });
  }
  const known = code === 'undefined' ? '' : code;
  const detail = textOf(body.Message);
  return new CloudError({
    ...facts(request),
    code: known,
    requestId: textOf(body.RequestId),
    class: classify({ code: known, status }),
    detail: detail === undefined ? undefined : redact(detail),
  });
}

/** Failures of the connection before a byte of the request was written. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function facts(request: CloudRequest): ConstructorParameters<typeof CloudError>[0] {
  return {
    action: request.action,
    product: products[request.product].title,
    region: request.region,
    code: '',
    requestId: undefined,
    class: 'invalid',
    detail: undefined,
  };
}

function logCall(
  options: SenderOptions,
  request: CloudRequest,
  started: number,
  requestId = '-',
  outcome = 'ok',
): void {
  const ms = Math.round(options.now() - started);
  options.logger.debug(
    `${request.action} ${request.region || '-'} ${outcome} ${String(ms)} ms, request ${requestId}`,
  );
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The SDK is CommonJS: Node and esbuild hand out the whole module as its default import, other loaders what it
 * exports as default.
 */
function exportedDefault<T>(imported: { readonly default: T }): T {
  return (imported as { readonly default: T | undefined }).default ?? (imported as unknown as T);
}
