/** Order of things that depend on each other. */

export interface Graph {
  /** Dependencies before dependents; among equals by name. */
  readonly order: readonly string[];
  /** The addresses of one circle, if there is any; those are missing in `order`. */
  readonly circle: readonly string[] | undefined;
}

/** Kahn's algorithm with a sorted front, so that equal input gives equal order. */
export function sortGraph(dependencies: ReadonlyMap<string, readonly string[]>): Graph {
  const waitingFor = new Map<string, number>();
  const dependents = new Map<string, string[]>();
  for (const [address, needs] of dependencies) {
    const known = needs.filter((need) => dependencies.has(need));
    waitingFor.set(address, known.length);
    for (const need of known) dependents.set(need, [...(dependents.get(need) ?? []), address]);
  }
  const order: string[] = [];
  let front = [...waitingFor].filter(([, count]) => count === 0).map(([address]) => address);
  while (front.length > 0) {
    const next: string[] = [];
    for (const address of front.sort()) {
      order.push(address);
      for (const dependent of dependents.get(address) ?? []) {
        const left = (waitingFor.get(dependent) ?? 0) - 1;
        waitingFor.set(dependent, left);
        if (left === 0) next.push(dependent);
      }
    }
    front = next;
  }
  const left = [...waitingFor].filter(([, count]) => count > 0).map(([address]) => address);
  return { order, circle: left.length === 0 ? undefined : circleIn(left, dependencies) };
}

/** How long the longest chain is that begins with each address and goes on with its dependents: it is done first. */
export function heights(
  order: readonly string[],
  dependencies: ReadonlyMap<string, readonly string[]>,
  lengthOf: (address: string) => number = () => 1,
): Map<string, number> {
  const found = new Map<string, number>(order.map((address) => [address, lengthOf(address)]));
  for (const address of order.toReversed()) {
    const height = found.get(address) ?? 0;
    for (const need of dependencies.get(address) ?? []) {
      if (found.has(need)) found.set(need, Math.max(found.get(need) ?? 0, lengthOf(need) + height));
    }
  }
  return found;
}

function circleIn(left: readonly string[], dependencies: ReadonlyMap<string, readonly string[]>): string[] {
  const members = new Set(left);
  const path: string[] = [];
  let at = left[0];
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = dependencies.get(at)?.find((need) => members.has(need));
  }
  return at === undefined ? path : [...path.slice(path.indexOf(at)), at];
}
