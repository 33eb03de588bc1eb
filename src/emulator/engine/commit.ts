/** The one place where a client's call changes the emulated cloud, and where that is written down. */
import { maskFields } from './redact.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { Store } from './store.ts';
import type { Call, Change } from './types.ts';

export interface Commit {
  readonly call: Call;
  readonly token: string;
  readonly changes: readonly Change[];
  readonly origin: LedgerEntry['origin'];
  readonly at: number;
}

export function commit(
  store: Store,
  ledger: Ledger,
  { call, token, changes, origin, at }: Commit,
): LedgerEntry | undefined {
  if (changes.length === 0) return undefined;
  for (const change of changes) apply(store, change);
  return ledger.append({
    at,
    origin,
    product: call.product,
    action: call.action,
    region: call.region,
    accountId: call.accountId,
    requestId: call.requestId,
    ...(token === '' ? {} : { token }),
    params: maskFields(call.params),
    created: namesOf(changes, 'create'),
    updated: namesOf(changes, 'update'),
    deleted: namesOf(changes, 'delete'),
  });
}

function apply(store: Store, change: Change): void {
  const vanishes = change.op === 'delete' && change.resource.transition === undefined;
  if (vanishes) store.remove(change.resource);
  else store.put(change.resource);
}

function namesOf(changes: readonly Change[], op: Change['op']): readonly string[] {
  return changes.filter((each) => each.op === op).map((each) => `${each.resource.kind} ${each.resource.id}`);
}
