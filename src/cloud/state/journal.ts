/** The write-ahead journal: what is about to be sent is on disk before it is sent. */
import { z } from 'zod';
import { crc32c } from '../digest.ts';
import { EngineError } from '../engine-error.ts';
import type { ResourceState } from './state.ts';
import type { Input } from '../value.ts';

export type JournalRecord =
  /** A run begins; records that follow belong on top of the state with this serial. */
  | {
      readonly type: 'run';
      readonly serial: number;
      readonly lineage: string;
      readonly account: string | undefined;
      readonly target: string;
    }
  /** A call is about to be sent. Without an `outcome` nobody knows whether it happened. */
  | Intent
  | {
      readonly type: 'outcome';
      /** The id of the intent, which may stand in the journal of an earlier run. */
      readonly intent: string;
      readonly ok: boolean;
      /** It turned out that the call never happened: the same one, with the same token, may be sent again. */
      readonly never?: true | undefined;
      readonly id?: string | undefined;
      /** ISO time of the answer. */
      readonly at?: string | undefined;
      readonly requestId?: string | undefined;
      readonly class?: string | undefined;
      readonly code?: string | undefined;
    }
  /** The whole of what is known about an address now; `null`: it is empty. */
  | { readonly type: 'resource'; readonly address: string; readonly resource: ResourceState | null }
  /** The resource at one address goes on under another, and leaves the first to its successor. */
  | { readonly type: 'moved'; readonly from: string; readonly to: string }
  /** Its element has another name: the resource and all that stands on it know it under that from now on. */
  | { readonly type: 'renamed'; readonly from: string; readonly to: string }
  /** All addresses that the text implies and that are not made; see `imported.ts`. */
  | { readonly type: 'left-out'; readonly addresses: readonly string[] }
  /** All that an import found, and all that it did not: half of it would be taken for the whole. */
  | {
      readonly type: 'imported';
      readonly resources: Readonly<Record<string, ResourceState>>;
      readonly leftOut: readonly string[];
    }
  /** Everything above is in the state with this serial, once that is there. */
  | { readonly type: 'checkpoint'; readonly serial: number };

export interface Intent {
  readonly type: 'intent';
  /** Serial of the run, and number in it. */
  readonly id: string;
  readonly op: 'create' | 'update' | 'delete';
  readonly address: string;
  readonly kind: string;
  readonly region: string;
  readonly generation: number;
  readonly revision: number;
  readonly attempt: number;
  readonly action: string;
  readonly token: string;
  /** Secrets as references. */
  readonly parameters: Readonly<Record<string, Input>>;
  /** What the address holds if the call succeeds. */
  readonly resource: ResourceState | null;
  /** For creations: a look just before has shown that nothing was there that could be taken for what it makes. */
  readonly wasAbsent?: true;
}

const recordSchema = z.looseObject({
  type: z.enum([
    'run',
    'intent',
    'outcome',
    'resource',
    'moved',
    'renamed',
    'left-out',
    'imported',
    'checkpoint',
  ]),
});

export function formatRecord(record: JournalRecord): string {
  const json = JSON.stringify(record);
  return `${json}\t${crc32c(json)}\n`;
}

/** A torn last line is dropped, for its call was not sent; a bad line elsewhere stops everything. */
export function parseJournal(text: string, place: string): JournalRecord[] {
  const [written = ''] = text.split('\0', 1);
  const lines = written.split('\n');
  const tail = lines.pop() ?? '';
  const records = lines.map((line, index) => parseLine(line, index, lines.length, tail, place));
  return records.filter((record) => record !== undefined);
}

function parseLine(
  line: string,
  index: number,
  count: number,
  tail: string,
  place: string,
): JournalRecord | undefined {
  const tab = line.lastIndexOf('\t');
  const json = line.slice(0, Math.max(tab, 0));
  if (tab < 0 || crc32c(json) !== line.slice(tab + 1)) {
    if (index === count - 1 && tail === '') return undefined;
    throw new EngineError(
      'journal',
      `line ${index + 1} of the journal in ${place} is damaged; nothing was changed. Keep the folder, and restore it from a backup`,
    );
  }
  const record: unknown = JSON.parse(json);
  if (!recordSchema.safeParse(record).success) {
    throw new EngineError(
      'journal',
      `line ${index + 1} of the journal in ${place} is of an unknown kind; update hcnet`,
    );
  }
  // The checksum vouches for the shape: only `formatRecord` writes lines that pass it.
  return record as JournalRecord;
}
