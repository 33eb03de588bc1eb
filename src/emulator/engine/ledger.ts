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
  /** Forks share one list as long as only one of them goes on; each knows how much of it is its own. */
  #entries: LedgerEntry[];
  #length: number;

  constructor(entries: readonly LedgerEntry[] = []) {
    this.#entries = [...entries];
    this.#length = entries.length;
  }

  fork(): Ledger {
    const other = new Ledger();
    other.#entries = this.#entries;
    other.#length = this.#length;
    return other;
  }

  append(entry: Omit<LedgerEntry, 'seq'>): LedgerEntry {
    // Another one went on from here before.
    if (this.#entries.length > this.#length) this.#entries = this.#entries.slice(0, this.#length);
    const numbered = { seq: (this.#entries.at(-1)?.seq ?? 0) + 1, ...entry };
    this.#entries.push(numbered);
    this.#length += 1;
    return numbered;
  }

  entries(): readonly LedgerEntry[] {
    return this.#entries.slice(0, this.#length);
  }
}
