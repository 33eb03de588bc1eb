/** The whole emulated cloud as one text, and back. */
import * as z from 'zod';
import { objectChangeSchema } from '../oss/buckets.ts';
import { products } from './types.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { Store } from './store.ts';
import type { ObjectChange } from '../oss/buckets.ts';
import type { TokenBook, TokenRecord } from './tokens.ts';
import type { Json, Resource } from './types.ts';

export interface Snapshot {
  readonly format: 'hcnet-emulator-1';
  readonly resources: readonly Resource[];
  readonly tokens: readonly TokenRecord[];
  readonly ledger: readonly LedgerEntry[];
  /** What is in the object storage; absent: nothing. */
  readonly objects?: readonly ObjectChange[];
}

export const emptySnapshot: Snapshot = { format: 'hcnet-emulator-1', resources: [], tokens: [], ledger: [] };

/** The kept state cannot be read; the emulator does not start, so that nothing overwrites it. */
export class SnapshotUnreadableError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(
      `The emulator's kept state cannot be read: ${reason}. Move the file away to start with an empty cloud`,
      options,
    );
    this.name = 'SnapshotUnreadableError';
  }
}

export function takeSnapshot(store: Store, tokens: TokenBook, ledger: Ledger): Snapshot {
  return {
    format: 'hcnet-emulator-1',
    resources: store.all(),
    tokens: tokens.records(),
    ledger: ledger.entries(),
  };
}

export function readSnapshot(text: string): Snapshot {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new SnapshotUnreadableError('it is not JSON', { cause: error });
  }
  const read = snapshotSchema.safeParse(data);
  if (!read.success)
    throw new SnapshotUnreadableError(z.prettifyError(read.error).split('\n')[0] ?? 'unknown form');
  // The schema checked every field; zod's optional fields differ from ours only in allowing an explicit undefined.
  return read.data as Snapshot;
}

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);

const fields = z.record(z.string(), json);

const resource = z.object({
  kind: z.string(),
  id: z.string(),
  order: z.number(),
  region: z.string(),
  owner: z.string(),
  status: z.string(),
  fields,
  tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
  createdAt: z.number(),
  changedAt: z.number(),
  transition: z
    .object({
      steps: z.array(z.object({ at: z.number(), status: z.string().nullable() })),
      locks: z.array(z.string()),
      idle: z.boolean().optional(),
      held: z.string().optional(),
    })
    .optional(),
});

const token = z.object({ key: z.string(), params: z.string(), answer: fields });

const ledgerEntry = z.object({
  seq: z.number(),
  at: z.number(),
  origin: z.enum(['client', 'emulator']),
  product: z.enum(products),
  action: z.string(),
  region: z.string(),
  accountId: z.string(),
  requestId: z.string(),
  token: z.string().optional(),
  params: fields,
  created: z.array(z.string()),
  updated: z.array(z.string()),
  deleted: z.array(z.string()),
});

/** The parts of the kept texts, for whoever reads one. */
export const keptSchemas = { resource, token, ledgerEntry, object: objectChangeSchema } as const;

const snapshotSchema = z.object({
  format: z.literal('hcnet-emulator-1'),
  resources: z.array(resource),
  tokens: z.array(token),
  ledger: z.array(ledgerEntry),
  objects: z.array(objectChangeSchema).optional(),
});
