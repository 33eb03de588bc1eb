/** Order for everything drawn: `cpe-2` before `cpe-10`, and the same on every machine, whatever its language. */
export function compareNames(a: string, b: string): number {
  const left = a.match(parts) ?? [];
  const right = b.match(parts) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareParts(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

export function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => compareNames(key(a), key(b)));
}

const parts = /\d+|\D+/g;

function compareParts(a: string, b: string): number {
  const isNumeric = /^\d/.test(a) && /^\d/.test(b);
  return isNumeric ? Number(a) - Number(b) : compareText(a, b);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
