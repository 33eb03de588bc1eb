/** A request as the gateway looks at it, whichever way it came: over HTTP, or from the program that holds the emulator. */
import type { EmulatorCredential } from '../credentials.ts';
import type { Product } from '../engine/types.ts';
import type { Seen } from '../faults/faults.ts';

export interface Arrival extends Seen {
  readonly product: Product | undefined;
  /** The version of the product's API, by which products are told apart. */
  readonly version: string;
  readonly host: string;
  /**
   * Who sent it, for a server whose clock says so; throws an ApiError with the documented code. `undefined` for what
   * may be sent by anybody, and was.
   */
  readonly signedBy: (now: number) => EmulatorCredential | undefined;
}
