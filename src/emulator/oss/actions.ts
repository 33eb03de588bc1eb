/** The five calls of the object storage that the engine makes. */
import { createHash } from 'node:crypto';
import { mostLagMs } from './buckets.ts';
import { emptyAnswer, entryOfToken, etagOf, listAnswer, objectAnswer } from './documents.ts';
import { pageOf } from './listing.ts';
import { OssError } from './oss-error.ts';
import type { BucketOptions, Buckets } from './buckets.ts';
import type { OssAnswer } from './documents.ts';
import type { OssRequest } from './request.ts';

export interface OssCall {
  readonly request: OssRequest;
  /** The region that it was signed for. */
  readonly region: string;
  /** Lists show the bucket as it was so many milliseconds ago. */
  readonly listLagMs: number;
}

export interface OssSettings {
  /** A bucket that nobody has made is made by the first object that is put into it. */
  readonly makesBuckets: boolean;
}

/** Throws an OssError with the documented code. */
export function perform(buckets: Buckets, call: OssCall, settings: OssSettings): OssAnswer {
  const { action, bucket } = call.request;
  if (action === 'PutObject' && settings.makesBuckets && buckets.find(bucket) === undefined)
    buckets.create(bucket, { region: call.region });
  const options = bucketFor(buckets, call);
  switch (action) {
    case 'PutObject':
      return put(buckets, call.request, options);
    case 'GetObject':
    case 'HeadObject':
      return read(buckets, call.request);
    case 'DeleteObject':
      buckets.remove(bucket, call.request.key);
      return emptyAnswer(204);
    case 'ListObjectsV2':
      return list(buckets, call);
    case undefined:
      throw new OssError(
        'NotImplemented',
        'The emulator serves PutObject, GetObject, HeadObject, DeleteObject and ListObjectsV2 without subresources.',
        501,
      );
  }
}

function bucketFor(buckets: Buckets, { request: { bucket }, region }: OssCall): BucketOptions {
  const found = buckets.find(bucket);
  if (found === undefined)
    throw new OssError('NoSuchBucket', 'The specified bucket does not exist.', 404, { Bucket: bucket });
  if (found.region === region) return found;
  throw new OssError(
    'AccessDenied',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    403,
    { Bucket: bucket, Endpoint: `oss-${found.region}.aliyuncs.com` },
  );
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putobject: versioning makes the header count for nothing. */
function put(buckets: Buckets, { bucket, key, wire }: OssRequest, options: BucketOptions): OssAnswer {
  checkDigest(wire.headers.get('content-md5'), wire.body);
  const forbids = wire.headers.get('x-oss-forbid-overwrite') === 'true' && options.versioned !== true;
  if (forbids && buckets.read(bucket, key) !== undefined) {
    throw new OssError(
      'FileAlreadyExists',
      'The object you specified already exists and can not be overwritten.',
      409,
      { EC: '0026-00000002' },
    );
  }
  buckets.write(bucket, { key, body: wire.body, headers: keptHeaders(wire.headers) });
  return emptyAnswer(200, { etag: etagOf(wire.body) });
}

function checkDigest(given: string | undefined, body: Buffer): void {
  if (given === undefined || given === createHash('md5').update(body).digest('base64')) return;
  throw new OssError('InvalidDigest', 'The Content-MD5 you specified does not match what we received.', 400);
}

function keptHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const kept = [...headers].filter(([name]) => name === 'content-type' || name.startsWith('x-oss-meta-'));
  return Object.fromEntries(kept);
}

function read(buckets: Buckets, { bucket, key }: OssRequest): OssAnswer {
  const object = buckets.read(bucket, key);
  if (object === undefined)
    throw new OssError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
  return objectAnswer(object);
}

function list(buckets: Buckets, { request: { bucket, wire }, listLagMs }: OssCall): OssAnswer {
  const { query } = wire;
  const asked = {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    startAfter: query.get('start-after') ?? '',
    after: entryOfToken(query.get('continuation-token') ?? ''),
    most: mostKeys(query.get('max-keys')),
  };
  const objects = new Map(
    buckets.list(bucket, Math.min(listLagMs, mostLagMs)).map((object) => [object.key, object]),
  );
  return listAnswer(bucket, asked, pageOf([...objects.keys()], asked), objects);
}

/** 1 to 1000, and 100 when it is not said. */
function mostKeys(given: string | undefined): number {
  const most = Number(given ?? '100');
  if (Number.isInteger(most) && most >= 1 && most <= 1000) return most;
  throw new OssError('InvalidArgument', 'The max-keys parameter must be an integer from 1 to 1000.', 400);
}
