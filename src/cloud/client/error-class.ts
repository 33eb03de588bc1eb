/** What an error of the cloud means for the engine. One table; everything else asks it. */

export type ErrorClass =
  /** The request never left. Send again. */
  | 'not-sent'
  /** It may have happened or not. Look, then send again with the same token. */
  | 'ambiguous'
  | 'throttled'
  /** Something else is going on with the object or its parent. Wait and send again. */
  | 'conflict'
  /** A delete met something that still uses the object. Wait, then name what it is. */
  | 'dependency'
  | 'not-found'
  | 'exists'
  | 'quota'
  | 'permission'
  | 'credentials'
  | 'clock'
  | 'billing'
  /** The first call with this token still runs. Wait and send again with the same token. */
  | 'token-running'
  /** The token was used with other parameters: the first call did commit. */
  | 'token-misused'
  /** A check without effect passed (`DryRun`). */
  | 'dry-run'
  /** The request is wrong. Sending it again changes nothing. */
  | 'invalid';

export interface ErrorFacts {
  /** Empty when the answer had none. */
  readonly code: string;
  /** Absent when no answer came. */
  readonly status?: number;
}

/**
 * Sources: terraform-provider-alicloud `alicloud/errors.go` and the retry lists of the resources
 * (`alicloud/resource_alicloud_*.go`), and the error code page of each product, for example
 * https://www.alibabacloud.com/help/en/cen/developer-reference/api-cbn-2017-09-12-errorcodes or
 * https://www.alibabacloud.com/help/en/oss/user-guide/http-403-error-code.
 * The first row that matches decides. `OperationFailed.DistibuteLock` is spelled as the service spells it.
 */
const table: readonly (readonly [ErrorClass, RegExp])[] = [
  ['dry-run', /^(DryRunOperation|DRYRUN\.SUCCESS)$/],
  // Not a resource that is missing: the request itself is unknown.
  ['invalid', /^Invalid(Action|Version|Api|Product)\b/],
  ['throttled', /throttling|^System\.?Busy$|^ServiceOverload|(Qps|TrafficRate|ActiveRequest)LimitExceeded$/i],
  ['token-running', /TokenProcessing$/],
  ['token-misused', /^IdempotentParameterMismatch$/],
  ['clock', /^(InvalidTimeStamp\.Expired|IllegalTimestamp|RequestTimeTooSkewed)$/],
  [
    'credentials',
    /^(InvalidAccessKeyId|InvalidSecurityToken|SecurityTokenExpired|SignatureDoesNotMatch|IncompleteSignature|MissingAccessKeyId|MissingSecurityToken|AccessKeyIdAndSecurityTokenNotMatch|InvalidCredentials|AuthenticationFail)/,
  ],
  [
    'billing',
    /^(InsufficientBalance|Arrearage|InDebt|OperationFailed\.(NoAvailablePaymentMethod|PconnTrafficNotEnable)|Risk\.|InvalidAccountStatus)/,
  ],
  ['quota', /QuotaExceed|ExceedingQuota|LimitExceed|^Quota\.|^ExceededLimit/i],
  [
    'dependency',
    /^DependencyViolation|^InvalidOperation\.(AttachedChildInstanceExist|CenBandwidthLimitsNotZero)$|^Zone\.VpcExists$|^EndpointServiceConnectionDependence$|^OperationFailed\.CidrBlockAllocated$|^AssociationExist\.TransitQosQueueExist$/,
  ],
  // Unverified: SecurityGroupAlreadyAttached, Zone.Exists and Zone.VpcExists. The other codes of Private DNS are
  // terraform-provider-alicloud's.
  [
    'exists',
    /AlreadyExist|AlreadyAttached$|^AssociationExist|\.Duplicated?$|^Duplicated|^RouterEntryConflict|WithSameDestinationCidrBlock$|^InvalidVlanId\.Used$|^Zone\.Exists$|^Record\.(Exists|Invalid\.Conflict)$|^Order\.Opened$|^Exist\./,
  ],
  [
    'not-found',
    /NotFound|^EntityNotExist|^NoSuch(Key|Bucket)$|^404$|^ParameterCenInstanceId$|^ParameterInstanceId$|^ParameterBwpInstanceId$|^INSTANCE_NOT_EXISTS$|^InstanceNotExist|^ContactNotExists$|^OperationFailed\.CidrNotExist$|^(Zone|Record)\.NotExists$|^Zone\.VpcNotExists\.|^IllegalParam\.(TransitRouterRouteEntryId|QosId|JobId|Region)$/,
  ],
  [
    'conflict',
    /^(TaskConflict|OperationConflict|Operation\.Blocking|Conflict\.\w+|ConcurrentCallNotSupported|EndpointLocked|EndpointServiceLocked|EcQoSConflict|VpnTask\.CONFLICT)$/,
  ],
  [
    'conflict',
    /^OperationFailed\.(TaskConflict|ConcurrentOperation|DistibuteLock|NotifyCenCreate|QueryCenIpv6Status|AllocateCidrFailed|SslNotSupport)$/,
  ],
  ['conflict', /^(VpnGateway|VpnConnection|Appliance|VpnRouteEntry)\.Configuring$/],
  [
    'conflict',
    /^Incorrect\w*Status|IncorrectStatus|^InvalidStatus|^InvalidVBRStatus$|^InstanceStatus\.NotSupport$/,
  ],
  [
    'conflict',
    /^InvalidOperation\.(CenInstanceStatus|CloudRouteStatusNotAllow|NoChildInstanceEitherRegion)$/,
  ],
  ['conflict', /^Endpoint(Connection|Service)?OperationDenied$/],
  ['conflict', /^OperationDenied\.(VbrHasRouteEntryInMiddleStatus|OtherSubnetProcessing|GatewayAssociated)$/],
  ['permission', /^(Forbidden|NoPermission|AccessDenied|NotAuthorized)/],
  ['ambiguous', /^(ServiceUnavailable|InternalError|UnknownError|SignatureNonceUsed|RequestTimeout)/],
  // What the request says, or what stands against it until somebody changes the design.
  [
    'invalid',
    /^Missing|^IllegalParam|^InvalidParameter|^Invalid\w+\.(Malformed|NotEnabled)$|^OperationDenied/,
  ],
];

/**
 * An error without a known code is ambiguous when no answer came or the server failed, else the status says what it
 * can: terraform-provider-alicloud takes 404 for "gone" at every resource, whatever the code.
 */
export function classify({ code, status }: ErrorFacts): ErrorClass {
  const named = classOfCode(code);
  if (named !== undefined) return named;
  if (status === 429) return 'throttled';
  if (status === 403) return 'permission';
  if (status === 404) return 'not-found';
  if (code === '' && (status === undefined || status < 400)) return 'ambiguous';
  return status === undefined || status >= 500 ? 'ambiguous' : 'invalid';
}

/** `undefined` for a code that the table does not know. */
export function classOfCode(code: string): ErrorClass | undefined {
  return table.find(([, pattern]) => pattern.test(code))?.[0];
}

/** Whether the same request may succeed later without anybody changing anything. */
export function isPassing(found: ErrorClass): boolean {
  return (
    found === 'not-sent' ||
    found === 'ambiguous' ||
    found === 'throttled' ||
    found === 'conflict' ||
    found === 'dependency' ||
    found === 'token-running'
  );
}
