/** The one item of a list that has one; a test that gets another number has a wrong fixture. */
export function only<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined || items.length > 1)
    throw new Error(`expected one item, got ${String(items.length)}`);
  return first;
}
