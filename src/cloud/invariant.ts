/** States what must hold; failing it is a bug of this program and not a fault of its user. */
export function invariant(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`bug: ${what}`);
}

/** The end of an exhaustive `switch`. */
export function assertNever(value: never): never {
  throw new Error(`bug: unexpected ${JSON.stringify(value)}`);
}
