/** Which things hang together. */

/** Joins the two ends of every link; the answer gives each thing the representative of all it hangs with. */
export function components<T extends object>(links: Iterable<readonly [T, T]>): (item: T) => T {
  const parents = new Map<T, T>();
  const rootOf = (item: T): T => {
    let root = item;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    // What was passed on the way points to the root from now on, which keeps later walks short.
    for (let at = item; at !== root;) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  for (const [a, b] of links) {
    const [rootA, rootB] = [rootOf(a), rootOf(b)];
    if (rootA !== rootB) parents.set(rootB, rootA);
  }
  return rootOf;
}
