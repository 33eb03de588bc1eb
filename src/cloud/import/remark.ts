/** What an import has to say: what the language cannot express, or nobody could read. */

export interface Remark {
  /** What it is about, as people know it: a name and an id. */
  readonly what: string;
  readonly why: string;
  /** What somebody may do about it. */
  readonly next: string;
  /** The element beside which the text mentions it. */
  readonly path?: string | undefined;
}
