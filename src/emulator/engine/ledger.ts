/** The append-only record of what was committed, in order: the oracle of every reliability test. */
import type { Fields, Product } from './types.ts';

export interface LedgerEntry {
  readonly seq: number;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly at: number;
  /** `emulator` marks what the stand-in brought in by itself, such as an adopted circuit. */
  readonly origin: 'client' | 'emulator';
  readonly product: Product;
  readonly action: string;
  readonly region: string;
  readonly accountId: string;
  readonly requestId: string;
  readonly token?: string;
  /** As received, secrets masked. */
  readonly params: Fields;
  /** `kind id` of each, in the order of the change. */
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
}

export class Ledger {
  readonly #entries: LedgerEntry[];

  constructor(entries: readonly LedgerEntry[] = []) {
    this.#entries = [...entries];
  }

  append(entry: Omit<LedgerEntry, 'seq'>): LedgerEntry {
    const numbered = { seq: (this.#entries.at(-1)?.seq ?? 0) + 1, ...entry };
    this.#entries.push(numbered);
    return numbered;
  }

  entries(): readonly LedgerEntry[] {
    return [...this.#entries];
  }
}
