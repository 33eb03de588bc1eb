/** `/_hcnet/`: faults from outside, for tests that run the emulator as a process of its own, and for the page's form. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { FaultRuleError, readAs } from '../faults/rule.ts';
import { driftNowSchema } from '../faults/drift.ts';
import { decodePairs } from './request.ts';
import { submit } from '../page/forms.ts';
import { refusedPage } from '../page/pages.ts';
import type { FaultRule } from '../faults/rule.ts';
import type { Inside } from '../site.ts';
import type { WireRequest } from './request.ts';

/** Name of the header that carries the key. */
export const controlKeyHeader = 'x-hcnet-control-key';

export interface ControlParts extends Inside {
  readonly key: string;
}

export interface ControlAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Instead of a body: where to go on. */
  readonly location?: string;
  /** Instead of a body: a page, as people sent a form. */
  readonly page?: string;
}

export async function answerControl(parts: ControlParts, request: WireRequest): Promise<ControlAnswer> {
  const isForm = request.path === '/_hcnet/form';
  const given = isForm ? formOf(request).get('key') : request.headers.get(controlKeyHeader);
  if (!isSame(given ?? '', parts.key)) {
    return { status: 403, body: { error: `The header ${controlKeyHeader} must hold the control key` } };
  }
  try {
    return await route(parts, request);
  } catch (error) {
    if (!(error instanceof FaultRuleError)) throw error;
    return isForm
      ? { status: 400, page: refusedPage(error.message) }
      : { status: 400, body: { error: error.message } };
  }
}

async function route(parts: ControlParts, request: WireRequest): Promise<ControlAnswer> {
  const { faults } = parts;
  const [, id] = /^\/_hcnet\/faults\/([\w.-]+)$/.exec(request.path) ?? [];
  if (request.method === 'DELETE' && id !== undefined) return found(faults.remove(id));
  switch (`${request.method} ${request.path.replace('/_hcnet', '')}`) {
    case 'GET /faults':
      return { status: 200, body: faults.list() };
    case 'POST /faults':
      return { status: 201, body: { ids: rulesIn(request).map((rule) => faults.add(rule)) } };
    case 'DELETE /faults':
      faults.clear();
      return { status: 204 };
    case 'POST /drift':
      return found(parts.drift(readAs(driftNowSchema, jsonOf(request))));
    case 'POST /dependents':
      return found(parts.addDependent(idIn(jsonOf(request))));
    case 'POST /settled':
      await parts.settled();
      return { status: 204 };
    case 'POST /reset':
      parts.reset();
      return { status: 204 };
    case 'GET /ledger':
      return { status: 200, body: parts.ledger() };
    case 'GET /snapshot':
      return { status: 200, body: parts.snapshot() };
    case 'POST /form':
      return { status: 303, location: submit(parts, formOf(request)) };
    default:
      return { status: 404, body: { error: `There is no ${request.method} ${request.path}` } };
  }
}

function found(was: boolean): ControlAnswer {
  return was ? { status: 204 } : { status: 404, body: { error: 'Nothing has this id' } };
}

/** Checked by `faults.add` itself, as rules from the same process are. */
function rulesIn(request: WireRequest): readonly FaultRule[] {
  const data = jsonOf(request);
  return (Array.isArray(data) ? data : [data]) as readonly FaultRule[];
}

function idIn(data: unknown): string {
  return typeof data === 'object' && data !== null && 'id' in data ? String(data.id) : '';
}

function jsonOf(request: WireRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch (error) {
    throw new FaultRuleError('The body is not JSON', { cause: error });
  }
}

function formOf(request: WireRequest): ReadonlyMap<string, string> {
  // Forms write a blank as a plus sign.
  return decodePairs(request.body.toString('utf8').replaceAll('+', '%20'));
}

/** Equal time for every wrong key. */
function isSame(given: string, key: string): boolean {
  const hash = (each: string) => createHash('sha256').update(each).digest();
  return timingSafeEqual(hash(given), hash(key));
}
