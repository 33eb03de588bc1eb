/** A failure that is the user's to mend: what is wrong, and what to do next. */
export class Failure extends Error {
  /** 1: the design or the cloud does not allow it. 2: it was asked for wrongly, or cannot be done here. */
  readonly exitCode: 1 | 2;
  /** The next step, as a sentence. */
  readonly hint: string | undefined;

  constructor(message: string, options: FailureOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.exitCode = options.exitCode ?? 2;
    this.hint = options.hint;
  }
}

export interface FailureOptions {
  readonly exitCode?: 1 | 2;
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Turns a failed file operation into a sentence about the file; hands on what is not one. */
export function fileFailure(error: unknown, doing: string, path: string): unknown {
  const reason = fileReasons[codeOf(error) ?? ''];
  if (reason === undefined) return error;
  return new Failure(`cannot ${doing} ${path}: ${reason.what}`, { hint: reason.next, cause: error });
}

/** The code of a system error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const fileReasons: Readonly<Record<string, { readonly what: string; readonly next: string }>> = {
  ENOENT: { what: 'it does not exist', next: 'Check the spelling, or the folder you are in.' },
  ENOTDIR: {
    what: 'a part of the path is a file, not a folder',
    next: 'Choose a path whose folders are folders.',
  },
  EISDIR: { what: 'it is a folder, not a file', next: 'Name a file in it.' },
  EEXIST: { what: 'something of that name is in the way', next: 'Choose another name, or move it away.' },
  EACCES: { what: 'permission denied', next: 'Give yourself access to it, or choose another place.' },
  EPERM: {
    what: 'the system does not permit it',
    next: 'Give yourself access to it, or choose another place.',
  },
  EROFS: { what: 'the file system is read-only', next: 'Choose a place that can be written to.' },
  ENOSPC: { what: 'the disk is full', next: 'Free some space and try again.' },
  ENAMETOOLONG: { what: 'the name is too long', next: 'Choose a shorter one.' },
  ELOOP: { what: 'its links lead in a circle', next: 'Mend the symbolic links.' },
  EMFILE: { what: 'too many files are open', next: 'Raise the limit (`ulimit -n`) and try again.' },
};
