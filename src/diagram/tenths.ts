/** Finer than any screen shows, and short in a file. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
