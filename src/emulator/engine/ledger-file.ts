/**
 * The ledger as a text that is only ever appended to, one JSON line per commit, written before the call is
 * answered. It holds the changes as well, so the cloud itself outlives a killed emulator, not only its record.
 */
import * as z from 'zod';
import { SnapshotUnreadableError, keptSchemas, readSnapshot } from './snapshot.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Snapshot } from './snapshot.ts';
import type { TokenRecord } from './tokens.ts';
import type { ObjectChange } from '../oss/buckets.ts';
import type { Change, Resource } from './types.ts';

export type LedgerRecord =
  | { readonly entry: LedgerEntry; readonly changes: readonly Change[]; readonly token?: TokenRecord }
  /** An object was put or deleted. */
  | { readonly object: ObjectChange }
  /** Everything before this line is over: what the cloud was emptied to, or was before the file began. */
  | { readonly base: Snapshot };

export function lineOf(record: LedgerRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/**
 * The cloud after the last whole line; `undefined` for an empty text. A last line without an end is what a kill
 * leaves: its call was never answered, so it does not count.
 */
export function readLedgerFile(text: string): Snapshot | undefined {
  const lines = text.split('\n').slice(0, -1);
  const first = Math.max(
    0,
    lines.findLastIndex((line) => line.startsWith('{"base":')),
  );
  return lines.length === 0
    ? undefined
    : replay(lines.slice(first).map((line, index) => recordOf(line, first + index)));
}

/** Whether the text ends in the middle of a line. */
export function isTorn(text: string): boolean {
  return text !== '' && !text.endsWith('\n');
}

function recordOf(line: string, index: number): LedgerRecord {
  try {
    const data: unknown = JSON.parse(line);
    const { base, object } = headSchema.parse(data);
    if (base !== undefined) return { base: readSnapshot(JSON.stringify(base)) };
    if (object !== undefined) return { object };
    // As in the snapshot: zod's optional fields differ from ours only in allowing an explicit undefined.
    return commitSchema.parse(data) as LedgerRecord;
  } catch (error) {
    throw new SnapshotUnreadableError(`line ${index + 1} of the ledger is damaged`, { cause: error });
  }
}

function replay(records: readonly LedgerRecord[]): Snapshot {
  const resources = new Map<string, Resource>();
  const tokens = new Map<string, TokenRecord>();
  const ledger: LedgerEntry[] = [];
  const objects = new Map<string, ObjectChange>();
  for (const record of records) {
    if ('base' in record) {
      for (const each of record.base.resources) resources.set(keyOf(each), each);
      for (const each of record.base.tokens) tokens.set(each.key, each);
      ledger.push(...record.base.ledger);
      for (const each of record.base.objects ?? []) objects.set(objectKey(each), each);
      continue;
    }
    if ('object' in record) {
      if (record.object.object === null) objects.delete(objectKey(record.object));
      else objects.set(objectKey(record.object), record.object);
      continue;
    }
    for (const { op, resource } of record.changes) {
      if (op === 'delete' && resource.transition === undefined) resources.delete(keyOf(resource));
      else resources.set(keyOf(resource), resource);
    }
    if (record.token !== undefined) tokens.set(record.token.key, record.token);
    ledger.push(record.entry);
  }
  return {
    format: 'hcnet-emulator-1',
    resources: [...resources.values()],
    tokens: [...tokens.values()],
    ledger,
    ...(objects.size === 0 ? {} : { objects: [...objects.values()] }),
  };
}

function objectKey({ bucket, key }: ObjectChange): string {
  return `${bucket}/${key}`;
}

function keyOf(resource: Resource): string {
  return `${resource.kind} ${resource.id}`;
}

const headSchema = z.object({ base: z.unknown().optional(), object: keptSchemas.object.optional() });

const commitSchema = z.object({
  entry: keptSchemas.ledgerEntry,
  changes: z.array(z.object({ op: z.enum(['create', 'update', 'delete']), resource: keptSchemas.resource })),
  token: keptSchemas.token.optional(),
});
