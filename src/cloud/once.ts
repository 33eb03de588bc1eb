/** Work that is done when it is first asked for, and again only if it failed. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    // What failed may succeed later.
    result.catch(() => (result = undefined));
    return result;
  };
}
