/** Reads what a request asks of which object in which bucket. */
import { ApiError } from '../engine/api-error.ts';
import type { WireRequest } from '../http/request.ts';

export const ossActions = ['PutObject', 'GetObject', 'HeadObject', 'DeleteObject', 'ListObjectsV2'] as const;

export type OssAction = (typeof ossActions)[number];

export interface OssRequest {
  /** `undefined`: something that the emulator does not serve. */
  readonly action: OssAction | undefined;
  readonly bucket: string;
  /** Empty for a request about the bucket itself. */
  readonly key: string;
  /** As the host name says; empty where it says none. */
  readonly region: string;
  readonly wire: WireRequest;
}

/** `BUCKET.oss-REGION.aliyuncs.com`: https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints */
const bucketHost = /^([a-z0-9][a-z0-9-]*)\.oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com(?::\d+)?$/;

/** By the way in which it is signed, or the host that it was meant for. */
export function isOssRequest(headers: {
  readonly authorization?: string | undefined;
  readonly host?: string | undefined;
}): boolean {
  return /^OSS4?[- ]/.test(headers.authorization ?? '') || bucketHost.test(headers.host ?? '');
}

export function readOssRequest(wire: WireRequest): OssRequest {
  const [, named, region = ''] = bucketHost.exec(wire.headers.get('host') ?? '') ?? [];
  const path = decodePath(wire.path).slice(1);
  const slash = path.indexOf('/');
  const [first, rest] = slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
  const [bucket, key] = named === undefined ? [first, rest] : [named, path];
  return { action: actionOf(wire, key), bucket, key, region, wire };
}

function actionOf({ method, query }: WireRequest, key: string): OssAction | undefined {
  if (key === '') return method === 'GET' && query.get('list-type') === '2' ? 'ListObjectsV2' : undefined;
  // Whatever else can be asked of an object is asked with a query.
  return query.size === 0 ? objectActions[method] : undefined;
}

const objectActions: Readonly<Record<string, OssAction | undefined>> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
};

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ApiError('InvalidObjectName', 'The specified object is not valid.');
  }
}
