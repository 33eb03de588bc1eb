/** Reads one HTTP request whole: chunked bodies, form bodies, percent-encoding. */
import { ApiError } from '../engine/api-error.ts';
import type { IncomingMessage } from 'node:http';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Decoded. */
  readonly query: ReadonlyMap<string, string>;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** More than any real call; what is larger is refused before it fills the memory. */
const maxBodyBytes = 4 * 1024 * 1024;

export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const [path = '/', query = ''] = split(incoming.url ?? '/');
  return {
    method: incoming.method ?? 'GET',
    path,
    query: decodePairs(query),
    headers: headersOf(incoming),
    body: await bodyOf(incoming),
  };
}

/** Query and form body are one namespace for RPC-style actions. */
export function parametersOf(request: WireRequest): ReadonlyMap<string, string> {
  const type = request.headers.get('content-type') ?? '';
  const form = type.startsWith('application/x-www-form-urlencoded')
    ? decodePairs(request.body.toString('utf8'))
    : new Map<string, string>();
  return new Map([...request.query, ...form]);
}

/** `name=value` pairs, as in a query or a form. */
export function decodePairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    pairs.set(decode(name), decode(value));
  }
  return pairs;
}

/** The protocol writes a blank as `%20`; a bare `+` is a plus. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ApiError('InvalidParameter', `"${text}" is not percent-encoded UTF-8.`);
  }
}

function headersOf(incoming: IncomingMessage): Map<string, string> {
  return new Map(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maxBodyBytes)
      throw new ApiError('RequestTooLarge', `The body is larger than ${maxBodyBytes} bytes.`, 413);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function split(url: string): readonly string[] {
  const at = url.indexOf('?');
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}
