import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classify, isPassing, type ErrorClass } from '../../src/cloud/error-class.ts';

const examples: readonly (readonly [string, ErrorClass])[] = [
  ['Throttling', 'throttled'],
  ['Throttling.User', 'throttled'],
  ['Rejected.Throttling', 'throttled'],
  ['Operation.Blocking', 'conflict'],
  ['TaskConflict', 'conflict'],
  ['Conflict.Lock', 'conflict'],
  ['IncorrectStatus.VpcSwitch', 'conflict'],
  ['IncorrectVSwitchStatus', 'conflict'],
  ['InvalidStatus.ResourceStatus', 'conflict'],
  ['OperationFailed.DistibuteLock', 'conflict'],
  ['OperationDenied.VbrHasRouteEntryInMiddleStatus', 'conflict'],
  ['LastTokenProcessing', 'token-running'],
  ['OperationFailed.IdempotentTokenProcessing', 'token-running'],
  ['IdempotentParameterMismatch', 'token-misused'],
  ['DependencyViolation.BgpPeer', 'dependency'],
  ['InvalidOperation.AttachedChildInstanceExist', 'dependency'],
  ['ResourceNotFound.EcrId', 'not-found'],
  ['InvalidVpcID.NotFound', 'not-found'],
  ['INSTANCE_NOT_EXISTS', 'not-found'],
  ['OperationFailed.CreateRouteEntryWithSameDestinationCidrBlock', 'exists'],
  ['RouterEntryConflict.Duplicated', 'exists'],
  ['InvalidVlanId.Used', 'exists'],
  ['QuotaExceeded.Vpc', 'quota'],
  ['Forbidden.RAM', 'permission'],
  ['NoPermission', 'permission'],
  ['InvalidAccessKeyId.NotFound', 'credentials'],
  ['SignatureDoesNotMatch', 'credentials'],
  ['InvalidSecurityToken.Expired', 'credentials'],
  ['InvalidTimeStamp.Expired', 'clock'],
  ['SignatureNonceUsed', 'ambiguous'],
  ['ServiceUnavailable', 'ambiguous'],
  ['DryRunOperation', 'dry-run'],
  ['MissingParameter', 'invalid'],
  ['InvalidCidrBlock', 'invalid'],
];

test.each(examples)('%s means %s', (code, found) => {
  expect(classify({ code, status: 400 })).toBe(found);
});

test('without a code the status decides, and without both nobody knows', () => {
  expect(classify({ code: '', status: 500 })).toBe('ambiguous');
  expect(classify({ code: '', status: 429 })).toBe('throttled');
  expect(classify({ code: '', status: 403 })).toBe('permission');
  expect(classify({ code: '' })).toBe('ambiguous');
  expect(classify({ code: 'SomethingNew', status: 400 })).toBe('invalid');
  expect(classify({ code: 'SomethingNew', status: 503 })).toBe('ambiguous');
});

describe.runIf(existsSync('../shared/alicloud-lifecycles.json'))('by the reference folder', () => {
  const lifecycles = existsSync('../shared/alicloud-lifecycles.json')
    ? (JSON.parse(readFileSync('../shared/alicloud-lifecycles.json', 'utf8')) as {
        readonly resources: Readonly<
          Record<string, { readonly retry?: readonly string[]; readonly gone?: readonly string[] }>
        >;
      })
    : { resources: {} };
  const codesOf = (list: readonly string[] | undefined): string[] =>
    (list ?? []).map((entry) => entry.replace(/ \(.*/, '')).filter((code) => /^[A-Za-z][\w.]+$/.test(code));

  /** Retried there for reasons of their own; kinds say so themselves (`retryOn`), or the token makes it harmless. */
  const special = new Set(['IdempotentParameterMismatch', 'Forbidden.Release', 'ExceedingQuota']);

  test('every code that Terraform retries may pass here as well', () => {
    const codes = Object.values(lifecycles.resources).flatMap((resource) => codesOf(resource.retry));
    const lost = [...new Set(codes)].filter(
      (code) => !special.has(code) && !isPassing(classify({ code, status: 400 })),
    );
    expect(lost).toEqual([]);
  });

  test('every code that means "gone" there does so here, by the table or by the kind', () => {
    const codes = Object.values(lifecycles.resources).flatMap((resource) => codesOf(resource.gone));
    const others = [...new Set(codes)].filter((code) => classify({ code, status: 404 }) !== 'not-found');
    // A write that meets this status waits; a deletion that meets it is over (kind vpn-gateway).
    expect(others).toEqual(['IncorrectStatus.VpnGateway', 'InternalError']);
  });
});
