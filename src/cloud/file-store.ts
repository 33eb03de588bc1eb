/**
 * The files of one stack: a flat folder, or a prefix in a bucket. What is written here survives a crash, or the call
 * rejects. There is no overwriting: what exists is only ever read or removed, so nobody can undo what another wrote.
 */
export interface FileStore {
  /** For messages: where the files are. */
  readonly place: string;
  /** Other machines write here as well. */
  readonly isShared?: boolean;
  /** `undefined` when there is no such file. */
  readonly read: (name: string) => Promise<string | undefined>;
  /** Creates the file, whole and durable. Of any number that try, one gets `true`; `false` when there is one. */
  readonly create: (name: string, text: string) => Promise<boolean>;
  /** Of a file or a log. Nothing happens when there is none. */
  readonly remove: (name: string) => Promise<void>;
  /**
   * Names of files and logs, each once. Empty when there is no folder yet. Shows at least what this process has
   * created, and whatever was there before that.
   */
  readonly list: () => Promise<readonly string[]>;
  /** A file that grows, and has one writer. */
  readonly log: (name: string) => LogFile;
}

export interface LogFile {
  /** Up to the first NUL byte: what lies behind is only reserved. Empty when there is no such file. */
  readonly read: () => Promise<string>;
  /** Makes sure that so many more bytes fit, so that a full disk shows before they are needed. */
  readonly reserve: (bytes: number) => Promise<void>;
  /** Durable once it resolves. Not to be called again before it has. */
  readonly append: (text: string) => Promise<void>;
  /** Ends writing; the file stays. */
  readonly close: () => Promise<void>;
}
