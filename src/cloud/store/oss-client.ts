/** The only door to OSS: signed requests, one attempt each, errors reduced to facts. */
import OSS from 'ali-oss';
import { CloudError, type CloudErrorFacts } from '../client/cloud-error.ts';
import { loopbackHost } from '../client/client.ts';
import type { Logger } from '../context.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { classify } from '../client/error-class.ts';
import { redactor, type Redact } from '../redact.ts';
import type { ObjectPage, ObjectStore, StoredObject } from './object-store.ts';

export interface OssOptions {
  readonly bucket: string;
  /** `cn-shanghai`. */
  readonly region: string;
  /** By the endpoint that machines of the cloud in that region reach, and no others. */
  readonly isInternal: boolean;
  /** `http://127.0.0.1:4711`; only the machine itself, so that nothing can redirect signed requests. */
  readonly endpoint?: string | undefined;
  /** Asked before each request, so that temporary ones can be renewed. */
  readonly credentials: () => Promise<Credentials>;
  readonly logger: Logger;
  readonly now: () => number;
}

/** As for the other products: long, for a time-out never proves that nothing was done. */
const timeoutMs = 30_000;

/** Custom metadata: https://www.alibabacloud.com/help/en/oss/user-guide/manage-object-metadata-10 */
const writerHeader = 'x-oss-meta-hcnet-writer';

export function createOssStore(options: OssOptions): ObjectStore {
  const { bucket, region } = options;
  const clientFor = clients(options);
  const call = async <T>(action: Action, key: string, send: (client: OSS) => Promise<T>): Promise<T> => {
    const started = options.now();
    const credentials = await options.credentials();
    try {
      const answer = await send(clientFor(credentials));
      logCall(options, { action, key, started });
      return answer;
    } catch (error) {
      const redact = redactor([credentials.accessKeySecret, credentials.securityToken]);
      const failure = reduce(error, { action, region, redact });
      logCall(options, { action, key, started, failure });
      throw failure;
    }
  };
  return {
    place: `oss://${bucket}`,
    page: options.endpoint,
    get: (key) => orUndefined(call('GetObject', key, (client) => get(client, key))),
    put: (key, object) => orFalse(call('PutObject', key, (client) => put(client, key, object))),
    remove: (key) =>
      call('DeleteObject', key, async (client) => {
        await client.delete(key, { timeout: timeoutMs });
      }),
    list: (folder, token) => call('ListObjects', folder, (client) => list(client, folder, token)),
  };
}

/** As RAM calls them: https://www.alibabacloud.com/help/en/oss/user-guide/ram-policy-overview */
type Action = 'GetObject' | 'PutObject' | 'DeleteObject' | 'ListObjects';

/** One client for each set of credentials that comes; all share their connections. */
function clients(options: OssOptions): (credentials: Credentials) => OSS {
  let known: { readonly credentials: Credentials; readonly client: OSS } | undefined;
  return (credentials) => {
    if (known?.credentials !== credentials) known = { credentials, client: connect(options, credentials) };
    return known.client;
  };
}

function connect({ bucket, region, isInternal, endpoint }: OssOptions, credentials: Credentials): OSS {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  return new OSS({
    accessKeyId,
    accessKeySecret,
    // The interval only keeps the SDK from writing to the console that it will not renew what we renew.
    ...(securityToken === undefined ? {} : { stsToken: securityToken, refreshSTSTokenInterval: 300_000 }),
    bucket,
    region: `oss-${region}`,
    internal: isInternal,
    ...(endpoint === undefined ? { secure: true } : { endpoint: `http://${addressOf(endpoint)}` }),
    authorizationV4: true,
    timeout: timeoutMs,
  });
}

/** By number: the SDK takes an address without the bucket in front of it only when it is one. */
function addressOf(endpoint: string): string {
  return loopbackHost(endpoint).replace(/^(localhost|\[::1\])/, '127.0.0.1');
}

async function get(client: OSS, key: string): Promise<StoredObject> {
  const answer = await client.get(key, { timeout: timeoutMs });
  const content: unknown = answer.content;
  const headers = answer.res.headers as Readonly<Record<string, string | undefined>>;
  return {
    text: Buffer.isBuffer(content) ? content.toString('utf8') : '',
    writer: headers[writerHeader] ?? '',
  };
}

async function put(client: OSS, key: string, { text, writer }: StoredObject): Promise<true> {
  await client.put(key, Buffer.from(text), {
    timeout: timeoutMs,
    mime: 'application/octet-stream',
    // https://www.alibabacloud.com/help/en/oss/developer-reference/putobject
    headers: { 'x-oss-forbid-overwrite': 'true', [writerHeader]: writer },
  });
  return true;
}

async function list(client: OSS, folder: string, token: string | undefined): Promise<ObjectPage> {
  const query = {
    'prefix': folder,
    'delimiter': '/',
    'max-keys': '1000',
    ...(token === undefined ? {} : { 'continuation-token': token }),
  };
  const answer = await client.listV2(query, { timeout: timeoutMs });
  // The SDK makes an empty list of whatever document it gets, and `null` of what is not in it.
  const { objects, prefixes, keyCount, nextContinuationToken } = answer as Partial<Listed>;
  const found = [...(objects ?? []).map(({ name }) => name), ...(prefixes ?? [])];
  if (found.length !== keyCount) throw new Error('this is no list of objects');
  return {
    names: found.map((name) => name.slice(folder.length)).filter((name) => name !== ''),
    token: nextContinuationToken ?? undefined,
  };
}

interface Listed {
  readonly objects: readonly { readonly name: string }[];
  readonly prefixes: readonly string[] | null;
  readonly keyCount: number;
  readonly nextContinuationToken: string | null;
}

async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudError && error.code === 'NoSuchKey') return undefined;
    throw error;
  }
}

async function orFalse(answer: Promise<true>): Promise<boolean> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudError && error.code === 'FileAlreadyExists') return false;
    throw error;
  }
}

interface About {
  readonly action: Action;
  readonly region: string;
  readonly redact: Redact;
}

/** The SDK's own messages and stacks may hold addresses and headers, so they stay behind. */
function reduce(error: unknown, { action, region, redact }: About): CloudError {
  const { code, status, requestId, message } = partsOf(error);
  const facts: CloudErrorFacts = {
    action,
    region,
    product: 'oss',
    code,
    requestId,
    class: 'ambiguous',
    detail: undefined,
  };
  if (status > 0) {
    const detail = code === '' || message === undefined ? undefined : redact(message);
    return new CloudError({ ...facts, class: classify({ code, status }), detail });
  }
  const [, notSent] = notSentWords.exec(message ?? '') ?? [];
  if (notSent !== undefined) return new CloudError({ ...facts, code: notSent, class: 'not-sent' });
  return new CloudError({ ...facts, code: '' });
}

/** Of failures of the connection before a byte was written, the SDK keeps the code in its message only. */
const notSentWords =
  /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)\b/;

function partsOf(error: unknown): {
  readonly code: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly message: string | undefined;
} {
  const parts =
    typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {};
  const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    code: textOf(parts.code) ?? '',
    status: typeof parts.status === 'number' && parts.status > 0 ? parts.status : 0,
    requestId: textOf(parts.requestId),
    message: textOf(parts.message),
  };
}

interface Logged {
  readonly action: Action;
  readonly key: string;
  readonly started: number;
  readonly failure?: CloudError;
}

function logCall({ logger, region, now }: OssOptions, { action, key, started, failure }: Logged): void {
  const outcome = failure === undefined ? 'ok' : failure.code || failure.class;
  const ms = String(Math.round(now() - started));
  logger.debug(`oss:${action} ${region} ${outcome} ${ms} ms, ${key}, request ${failure?.requestId ?? '-'}`);
}
