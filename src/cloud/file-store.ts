/** The files of one stack: a flat folder. What is written here survives a crash, or the call rejects. */
export interface FileStore {
  /** For messages: where the files are. */
  readonly place: string;
  /** `undefined` when there is no such file. */
  readonly read: (name: string) => Promise<string | undefined>;
  /** All or nothing, also when the process or the machine dies; durable once it resolves. */
  readonly write: (name: string, text: string) => Promise<void>;
  /** Durable once it resolves. */
  readonly append: (name: string, text: string) => Promise<void>;
  /** Creates the file; `false` when there already is one. */
  readonly create: (name: string, text: string) => Promise<boolean>;
  /** Nothing happens when there is no such file. */
  readonly remove: (name: string) => Promise<void>;
  /** Sorted. Empty when there is no folder yet. */
  readonly list: () => Promise<readonly string[]>;
}
