/** The answers of the object storage as they stand on the wire: headers, bytes, XML. */
import { Builder } from 'xml2js';
import { createHash } from 'node:crypto';
import type { StoredObject } from './buckets.ts';
import type { ListPage, ListQuery } from './listing.ts';
import type { OssError } from './oss-error.ts';

export interface OssAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
  /** Empty when nothing was refused. */
  readonly code: string;
}

const builder = new Builder({ xmldec: { version: '1.0', encoding: 'UTF-8' }, renderOpts: { pretty: false } });

export function objectAnswer(object: StoredObject): OssAnswer {
  const headers = { ...object.headers, ...describing(object) };
  return { status: 200, headers, body: object.body, code: '' };
}

export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): OssAnswer {
  return { status, headers, body: '', code: '' };
}

/** For an object that was put as a whole, the MD5 of what is in it. */
export function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`;
}

function describing({ body, at }: StoredObject): Record<string, string> {
  return { 'etag': etagOf(body), 'last-modified': new Date(at).toUTCString() };
}

export function listAnswer(
  bucket: string,
  query: ListQuery,
  page: ListPage,
  objects: ReadonlyMap<string, StoredObject>,
): OssAnswer {
  const contents = page.keys.flatMap((key) => {
    const object = objects.get(key);
    return object === undefined ? [] : [contentOf(object)];
  });
  const document = {
    Name: bucket,
    Prefix: query.prefix,
    MaxKeys: query.most,
    Delimiter: query.delimiter,
    IsTruncated: page.next !== undefined,
    ...(page.next === undefined ? {} : { NextContinuationToken: tokenOf(page.next) }),
    Contents: contents,
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: prefix })),
    KeyCount: page.keys.length + page.prefixes.length,
  };
  return xmlAnswer(200, { ListBucketResult: document }, '');
}

/** A token is opaque to clients. */
export function tokenOf(entry: string): string {
  return Buffer.from(entry).toString('base64url');
}

export function entryOfToken(token: string): string {
  return Buffer.from(token, 'base64url').toString('utf8');
}

export function errorAnswer(
  error: OssError,
  about: { readonly requestId: string; readonly host: string },
): OssAnswer {
  const { code, message, status, details } = error;
  const document = {
    Code: code,
    Message: message,
    RequestId: about.requestId,
    HostId: about.host,
    ...details,
  };
  return xmlAnswer(status, { Error: document }, code);
}

function contentOf({ key, body, at }: StoredObject): Record<string, unknown> {
  return {
    Key: key,
    LastModified: new Date(at).toISOString(),
    ETag: etagOf(body),
    Type: 'Normal',
    Size: body.length,
    StorageClass: 'Standard',
  };
}

function xmlAnswer(status: number, document: object, code: string): OssAnswer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: builder.buildObject(document),
    code,
  };
}
