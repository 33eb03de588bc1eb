/** All faults: F1 to F22, F29 and F30 of the reliability campaign. The others befall disk, process and lock. */
import * as z from 'zod';
import { clockSkew, clockSkewSchema, nonceUsed, nonceUsedSchema } from './clock.ts';
import { conflict, conflictSchema } from './conflict.ts';
import { credentials, credentialsSchema } from './credentials.ts';
import { dependent, dependentSchema } from './dependent.ts';
import { drift, driftSchema } from './drift.ts';
import { duplicate, duplicateSchema } from './duplicate.ts';
import { failed, failedSchema } from './failed.ts';
import { hostile, hostileSchema } from './hostile.ts';
import { lateCommit, lateCommitSchema } from './late-commit.ts';
import { lostAnswer, lostAnswerSchema } from './lost-answer.ts';
import { lostRequest, lostRequestSchema } from './lost-request.ts';
import { malformed, malformedSchema } from './malformed.ts';
import { objectRace, objectRaceSchema, staleList, staleListSchema } from './object-storage.ts';
import { paging, pagingSchema } from './paging.ts';
import { permission, permissionSchema } from './permission.ts';
import { quota, quotaSchema } from './quota.ts';
import { regress, regressSchema } from './regress.ts';
import { reset, resetSchema } from './reset.ts';
import { serverError, serverErrorSchema } from './server-error.ts';
import { slow, slowSchema } from './slow.ts';
import { staleReads, staleReadsSchema } from './stale-reads.ts';
import { stuck, stuckSchema } from './stuck.ts';
import { throttling, throttlingSchema } from './throttling.ts';
import { token, tokenSchema } from './token.ts';
import { unreachable, unreachableSchema } from './unreachable.ts';
import type { Effects } from './effects.ts';

export const faultSchema = z.discriminatedUnion('kind', [
  lostAnswerSchema,
  lostRequestSchema,
  duplicateSchema,
  lateCommitSchema,
  serverErrorSchema,
  throttlingSchema,
  slowSchema,
  stuckSchema,
  failedSchema,
  staleReadsSchema,
  regressSchema,
  pagingSchema,
  tokenSchema,
  quotaSchema,
  permissionSchema,
  credentialsSchema,
  clockSkewSchema,
  nonceUsedSchema,
  malformedSchema,
  resetSchema,
  conflictSchema,
  driftSchema,
  dependentSchema,
  unreachableSchema,
  hostileSchema,
  objectRaceSchema,
  staleListSchema,
]);

export type Fault = z.output<typeof faultSchema>;

/** What it can be given to: some faults mean nothing to a read, or only to a further page of a list, or to one action. */
export type Suits = 'any' | 'write' | 'list' | 'next-page' | 'PutObject' | 'ListObjectsV2';

export function suitsOf(fault: Fault): Suits {
  if (fault.kind === 'object-race') return 'PutObject';
  if (fault.kind === 'stale-list') return 'ListObjectsV2';
  if (fault.kind === 'paging') return fault.what === 'expired' ? 'next-page' : 'list';
  return onlyWrites.has(fault.kind) ? 'write' : 'any';
}

const onlyWrites: ReadonlySet<Fault['kind']> = new Set([
  ...(['duplicate', 'late-commit', 'stuck', 'failed', 'stale-reads', 'regress', 'token'] as const),
]);

/** Which calls it can be given to: those of the OpenAPI, those of the object storage, or both. */
export function isForObjects(fault: Fault): boolean {
  return onlyObjects.has(fault.kind) || anywhere.has(fault.kind);
}

export function isForOpenApi(fault: Fault): boolean {
  return !onlyObjects.has(fault.kind);
}

const onlyObjects: ReadonlySet<Fault['kind']> = new Set(['object-race', 'stale-list'] as const);

/** What goes wrong with the server, the network or the key, whatever is asked. */
const anywhere: ReadonlySet<Fault['kind']> = new Set([
  ...(['lost-answer', 'lost-request', 'duplicate', 'late-commit', 'server-error', 'throttling'] as const),
  ...(['slow', 'permission', 'credentials', 'clock-skew', 'reset', 'unreachable'] as const),
]);

export function effectsOf(fault: Fault, ruleId: string): Effects {
  switch (fault.kind) {
    case 'lost-answer':
      return lostAnswer(fault);
    case 'lost-request':
      return lostRequest(fault);
    case 'duplicate':
      return duplicate(fault);
    case 'late-commit':
      return lateCommit(fault);
    case 'server-error':
      return serverError(fault);
    case 'throttling':
      return throttling(fault);
    case 'slow':
      return slow(fault);
    case 'stuck':
      return stuck(fault, ruleId);
    case 'failed':
      return failed(fault);
    case 'stale-reads':
      return staleReads(fault);
    case 'regress':
      return regress(fault);
    case 'paging':
      return paging(fault);
    case 'token':
      return token(fault);
    case 'quota':
      return quota(fault);
    case 'permission':
      return permission(fault);
    case 'credentials':
      return credentials(fault);
    case 'clock-skew':
      return clockSkew(fault);
    case 'nonce-used':
      return nonceUsed(fault);
    case 'malformed':
      return malformed(fault);
    case 'reset':
      return reset(fault);
    case 'conflict':
      return conflict(fault);
    case 'drift':
      return drift(fault);
    case 'foreign-dependent':
      return dependent(fault);
    case 'unreachable':
      return unreachable(fault);
    case 'hostile':
      return hostile(fault);
    case 'object-race':
      return objectRace(fault);
    case 'stale-list':
      return staleList(fault);
  }
}
