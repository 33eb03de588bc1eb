/**
 * Checks the signature ACS3-HMAC-SHA256 of a request.
 * Rules: https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ApiError } from '../engine/api-error.ts';
import { credentialFor } from '../key-ring.ts';
import type { EmulatorCredential } from '../credentials.ts';
import type { KeyRing } from '../key-ring.ts';
import type { WireRequest } from './request.ts';

/** The server accepts clocks that differ by at most this much. */
const allowedSkewMs = 15 * 60_000;

const algorithm = 'ACS3-HMAC-SHA256';

export interface SignatureChecker {
  /** The credential that signed, or an ApiError with the documented code. */
  check(request: WireRequest, now: number): EmulatorCredential;
}

export function signatureChecker(keys: KeyRing): SignatureChecker {
  const nonces = new Map<string, number>();
  return {
    check(request, now) {
      const authorization = readAuthorization(request);
      const token = request.headers.get('x-acs-security-token');
      const credential = credentialFor(keys, authorization.keyId, token, now);
      ensureClock(timeOf(request), now);
      checkBody(request);
      checkSignature(request, authorization, credential);
      useNonce(nonces, request, now);
      return credential;
    },
  };
}

export interface Signing {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
  readonly signedHeaders: readonly string[];
  readonly bodyHash: string;
}

/** The canonical request; the wire may encode the query differently, so it is decoded before and encoded again here. */
export function canonicalRequest(signing: Signing): string {
  const query = [...signing.query]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
  const names = [...signing.signedHeaders].sort();
  const headers = names.map((name) => `${name}:${(signing.headers.get(name) ?? '').trim()}\n`).join('');
  return [signing.method, signing.path, query, headers, names.join(';'), signing.bodyHash].join('\n');
}

export function sign(secret: string, canonical: string): string {
  return createHmac('sha256', secret)
    .update(`${algorithm}\n${sha256(canonical)}`)
    .digest('hex');
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

interface Authorization {
  readonly keyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

function readAuthorization(request: WireRequest): Authorization {
  const header = request.headers.get('authorization');
  if (header === undefined)
    throw new ApiError('IncompleteSignature', 'The request carries no Authorization header.');
  const match =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(header);
  const [, keyId, signedHeaders, signature] = match ?? [];
  if (keyId === undefined || signedHeaders === undefined || signature === undefined) {
    throw new ApiError(
      'IncompleteSignature',
      `The Authorization header is not of the form "${algorithm} Credential=...,SignedHeaders=...,Signature=...".`,
    );
  }
  return { keyId, signedHeaders: signedHeaders.split(';'), signature };
}

function timeOf(request: WireRequest): number {
  const sent = Date.parse(request.headers.get('x-acs-date') ?? '');
  if (Number.isNaN(sent))
    throw new ApiError('IllegalTimestamp', 'The header x-acs-date is missing or is not a time.');
  return sent;
}

export function ensureClock(sent: number, now: number): void {
  if (Math.abs(now - sent) <= allowedSkewMs) return;
  const minutes = Math.round(Math.abs(now - sent) / 60_000);
  const side = sent < now ? 'behind' : 'ahead of';
  throw new ApiError(
    'InvalidTimeStamp.Expired',
    `The clock that signed the request is ${minutes} minutes ${side} the server's clock.`,
  );
}

function checkBody(request: WireRequest): void {
  if (request.headers.get('x-acs-content-sha256') === sha256(request.body)) return;
  throw new ApiError('SignatureDoesNotMatch', 'The header x-acs-content-sha256 is not the hash of the body.');
}

function checkSignature(
  request: WireRequest,
  authorization: Authorization,
  credential: EmulatorCredential,
): void {
  const { signedHeaders } = authorization;
  const unsigned = [...request.headers.keys()].find(
    (name) => mustBeSigned(name) && !signedHeaders.includes(name),
  );
  if (unsigned !== undefined)
    throw new ApiError('SignatureDoesNotMatch', `The header ${unsigned} is not signed.`);
  const canonical = canonicalRequest({ ...request, signedHeaders, bodyHash: sha256(request.body) });
  const expected = Buffer.from(sign(credential.accessKeySecret, canonical), 'hex');
  if (timingSafeEqual(expected, Buffer.from(authorization.signature, 'hex'))) return;
  throw new ApiError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check the access key secret.',
  );
}

function mustBeSigned(header: string): boolean {
  return header === 'host' || header.startsWith('x-acs-');
}

function useNonce(nonces: Map<string, number>, request: WireRequest, now: number): void {
  for (const [nonce, at] of nonces) {
    if (now - at > 2 * allowedSkewMs) nonces.delete(nonce);
    else break;
  }
  const nonce = request.headers.get('x-acs-signature-nonce');
  if (nonce === undefined || nonce === '')
    throw new ApiError('IncompleteSignature', 'The header x-acs-signature-nonce is missing.');
  if (nonces.has(nonce))
    throw new ApiError('SignatureNonceUsed', 'The request signature nonce has been used.');
  nonces.set(nonce, now);
}

function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
