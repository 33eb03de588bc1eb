/** One page of a list: https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectsv2 */

export interface ListQuery {
  readonly prefix: string;
  /** What follows the prefix up to here is one entry; empty: every object is. */
  readonly delimiter: string;
  readonly startAfter: string;
  /** The last entry of the page before; empty: the first page. */
  readonly after: string;
  readonly most: number;
}

export interface ListPage {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
  /** The last entry, when more follow. */
  readonly next: string | undefined;
}

export function pageOf(all: readonly string[], query: ListQuery): ListPage {
  const keys: string[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  for (const key of [...all].filter((each) => each.startsWith(query.prefix)).sort(byBytes)) {
    const { entry, isPrefix } = entryOf(key, query);
    if (byBytes(key, query.startAfter) <= 0 || byBytes(entry, query.after) <= 0 || entry === last) continue;
    if (keys.length + prefixes.length === query.most) return { keys, prefixes, next: last };
    last = entry;
    (isPrefix ? prefixes : keys).push(entry);
  }
  return { keys, prefixes, next: undefined };
}

function entryOf(
  key: string,
  { prefix, delimiter }: ListQuery,
): { readonly entry: string; readonly isPrefix: boolean } {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0
    ? { entry: key, isPrefix: false }
    : { entry: key.slice(0, end + delimiter.length), isPrefix: true };
}

/** Keys are sorted by their UTF-8 bytes. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
