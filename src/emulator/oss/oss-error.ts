/** Refusals of the object storage: codes, messages and numbers (EC) as its documentation lists them. */
import { ApiError } from '../engine/api-error.ts';

export class OssError extends ApiError {
  /** Further elements of the error document. */
  readonly details: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status: number, details: Readonly<Record<string, string>> = {}) {
    super(code, message, status);
    this.name = 'OssError';
    this.details = details;
  }
}

/** Faults speak the language of the OpenAPI; the object storage has other words for the same. */
export function asOssError(error: ApiError): OssError {
  if (error instanceof OssError) return error;
  const { code, message, status } = translations.find(([pattern]) => pattern.test(error.code))?.[1] ?? error;
  return new OssError(code, message, status);
}

interface Words {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/** https://www.alibabacloud.com/help/en/oss/user-guide/http-403-error-code and .../http-status-code-503 */
const translations: readonly (readonly [RegExp, Words])[] = [
  [
    /^(Forbidden|NoPermission)/,
    {
      code: 'AccessDenied',
      message: 'You have no right to access this object because of bucket acl.',
      status: 403,
    },
  ],
  [
    /^InvalidSecurityToken\.Expired$/,
    { code: 'SecurityTokenExpired', message: 'The security token you provided has expired.', status: 403 },
  ],
  [
    /^InvalidAccessKeyId\.Inactive$/,
    { code: 'InvalidAccessKeyId', message: 'The OSS Access Key Id you provided is disabled.', status: 403 },
  ],
  [/^Throttling/, { code: 'QpsLimitExceeded', message: 'Please reduce your request rate.', status: 429 }],
];
