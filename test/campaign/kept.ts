/** Where the files of a state are, in a world: on a disk, or in a bucket. */
import type { FileStore } from '../../src/cloud/file-store.ts';
import type { Patience } from '../../src/cloud/client/patience.ts';
import type { Chance } from './chance.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface Kept {
  /** As they are at this moment, by name; parts of a log in a bucket have names of their own. */
  readonly files: ReadonlyMap<string, string>;
  /** Another one whenever the files, or what is under way to them, have changed. */
  readonly version: number;
  /** For surgery between two runs; without a text it is taken away. */
  readonly put: (name: string, text: string | undefined) => void;
  /** Makes it refuse and lose what the trouble is about. */
  readonly disturb: (trouble: Troubles) => void;
  /** What the next process finds when one has died at this moment. */
  readonly afterDeath: (time: VirtualTime, chance: Chance, death: Death) => Kept;
  /** As a process sees them, through `alive`, which lets nothing reach it or leave it once it has ended. */
  readonly open: (alive: Alive, patience: Patience) => FileStore;
}

export type Death = 'kill' | 'power-failure';

export type Alive = <A extends readonly unknown[], T>(
  work: (...args: A) => Promise<T>,
) => (...args: A) => Promise<T>;

export interface Troubles {
  readonly disk?: DiskTrouble | undefined;
  readonly bucket?: BucketTrouble | undefined;
}

/** What a disk refuses; `undefined` lets the operation pass. */
export type DiskTrouble = (operation: DiskOperation) => Error | undefined;

export interface DiskOperation {
  readonly does: 'read' | 'create' | 'remove' | 'list' | 'append' | 'reserve';
  readonly name: string;
}

/** What goes wrong with a request to a bucket; `undefined` lets it pass. */
export type BucketTrouble = (operation: BucketOperation) => BucketFault | undefined;

export interface BucketOperation {
  readonly does: 'get' | 'put' | 'remove' | 'list';
  readonly key: string;
}

export type BucketFault =
  /** It is never done, and nothing comes back. */
  | 'lost-request'
  /** It is done, and nothing comes back. */
  | 'lost-answer'
  /** It is done, and an error comes back. */
  | 'error-after'
  /** It is refused for now. */
  | 'busy'
  | 'throttled'
  /** A list that does not show what changed in the last seconds. */
  | 'stale'
  /** It cannot be reached. */
  | 'unreachable';
