/**
 * Checks the signature OSS4-HMAC-SHA256 of a request. Rules:
 * https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { OssError } from './oss-error.ts';
import { isTemporaryKey } from '../temporary-keys.ts';
import type { EmulatorCredential } from '../credentials.ts';
import type { KeyRing } from '../key-ring.ts';
import type { WireRequest } from '../http/request.ts';
import type { OssRequest } from './request.ts';

/** The server accepts clocks that differ by at most this much. */
const allowedSkewMs = 15 * 60_000;

/** Throws an OssError with the documented code; otherwise the region that the request was signed for. */
export function checkOssSignature(request: OssRequest, keys: KeyRing, now: number): string {
  const { wire } = request;
  const authorization = readAuthorization(wire);
  const credential = credentialOf(keys, authorization.keyId, wire.headers.get('x-oss-security-token'), now);
  checkToken(wire, credential);
  checkClock(wire, now);
  if (request.region !== '' && request.region !== authorization.region) throw wrongRegion;
  const expected = Buffer.from(sign(request, authorization, credential.accessKeySecret), 'hex');
  if (timingSafeEqual(expected, Buffer.from(authorization.signature, 'hex'))) return authorization.region;
  throw new OssError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  );
}

interface Authorization {
  readonly keyId: string;
  /** `20251126/cn-shanghai/oss/aliyun_v4_request` */
  readonly scope: string;
  readonly date: string;
  readonly region: string;
  readonly additional: readonly string[];
  readonly signature: string;
}

function readAuthorization(wire: WireRequest): Authorization {
  const header = wire.headers.get('authorization') ?? '';
  if (header === '')
    throw new OssError('AccessDenied', 'Anonymous access is forbidden for this operation.', 403);
  const match =
    /^OSS4-HMAC-SHA256 Credential=([^/,]+)\/((\d{8})\/([a-z0-9-]+)\/oss\/aliyun_v4_request), ?(?:AdditionalHeaders=([^,]+), ?)?Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  const [, keyId = '', scope = '', date = '', region = '', additional = '', signature = ''] = match ?? [];
  if (match === null) {
    throw new OssError(
      'InvalidArgument',
      'The Authorization header is not of the form that signature version 4 has, the only one that the emulator takes.',
      400,
    );
  }
  return { keyId, scope, date, region, additional: additional.split(';').filter(Boolean), signature };
}

function credentialOf(
  { lasting, temporary }: KeyRing,
  keyId: string,
  token: string | undefined,
  now: number,
): EmulatorCredential {
  const borrowed = isTemporaryKey(keyId) ? temporary.read(keyId, token ?? '') : undefined;
  if (borrowed !== undefined && now >= borrowed.expiresAt) throw expiredToken;
  const found = borrowed ?? lasting.find((each) => each.accessKeyId === keyId);
  if (found !== undefined) return found;
  const isReal = keyId.startsWith('LTAI') || keyId.startsWith('STS.');
  throw new OssError(
    'InvalidAccessKeyId',
    isReal
      ? "This is the hcnet emulator and this looks like a real Alibaba Cloud access key. Use the emulator's own key; never send a real one here."
      : 'The OSS Access Key Id you provided does not exist in our records.',
    403,
  );
}

/** https://www.alibabacloud.com/help/en/oss/user-guide/0002-00000040 */
const expiredToken = new OssError(
  'SecurityTokenExpired',
  'The security token you provided has expired.',
  403,
);

function checkToken(wire: WireRequest, credential: EmulatorCredential): void {
  if (wire.headers.get('x-oss-security-token') === credential.securityToken) return;
  throw new OssError('InvalidSecurityToken', 'The security token you provided is invalid.', 403);
}

function checkClock(wire: WireRequest, now: number): void {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(wire.headers.get('x-oss-date') ?? '') ?? [];
  if (year === undefined)
    throw new OssError('AccessDenied', 'The header x-oss-date is missing or is no time.', 403);
  const sent = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  if (Math.abs(now - sent) <= allowedSkewMs) return;
  throw new OssError(
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
    403,
    {
      RequestTime: new Date(sent).toISOString(),
      ServerTime: new Date(now).toISOString(),
      MaxAllowedSkewMilliseconds: String(allowedSkewMs),
    },
  );
}

/** https://www.alibabacloud.com/help/en/oss/support/0002-00000226 */
const wrongRegion = new OssError('InvalidArgument', 'Invalid signing region in Authorization header.', 400, {
  EC: '0002-00000226',
});

function sign(
  request: OssRequest,
  { scope, date, region, additional }: Authorization,
  secret: string,
): string {
  const text = [
    'OSS4-HMAC-SHA256',
    request.wire.headers.get('x-oss-date'),
    scope,
    createHash('sha256').update(canonicalRequest(request, additional)).digest('hex'),
  ].join('\n');
  const key = [date, region, 'oss', 'aliyun_v4_request'].reduce<Buffer>(
    (above, part) => createHmac('sha256', above).update(part).digest(),
    Buffer.from(`aliyun_v4${secret}`),
  );
  return createHmac('sha256', key).update(text).digest('hex');
}

/** The bucket stands before the key, whichever way it was named. */
function canonicalRequest({ wire, bucket, key }: OssRequest, additional: readonly string[]): string {
  const query = [...wire.query]
    .map(([name, value]): Pair => [encode(name), value])
    .sort(byName)
    .map(([name, value]) => (value === '' ? name : `${name}=${encode(value)}`));
  const headers = [...wire.headers]
    .filter(([name]) => isSigned(name) || additional.includes(name))
    .sort(byName)
    .map(([name, value]) => `${name}:${value.trim()}\n`);
  return [
    wire.method,
    encode(`/${bucket}/${key}`).replaceAll('%2F', '/'),
    query.join('&'),
    headers.join(''),
    additional.join(';'),
    wire.headers.get('x-oss-content-sha256') ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
}

type Pair = readonly [string, string];

function byName([a]: Pair, [b]: Pair): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isSigned(header: string): boolean {
  return header === 'content-type' || header === 'content-md5' || header.startsWith('x-oss-');
}

function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
