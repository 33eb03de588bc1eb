/** The one item of a list that has one; a test that gets another number has a wrong fixture. */
export function only<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined || items.length > 1)
    throw new Error(`expected one item, got ${String(items.length)}`);
  return first;
}

/**
 * The sides of triangles, as pairs of corners. Two corners of each are on all of its sides, and one is not, although any
 * two of its sides have one in common: that one corner fewer will not do for all takes long to find out.
 */
export function triangles(count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_each, at) => 3 * at).flatMap((first) => [
    [first, first + 1] as const,
    [first + 1, first + 2] as const,
    [first, first + 2] as const,
  ]);
}

/** Sites `a` and `b`, and for each pair of access points an ECR with a circuit from one of them to either. */
export function hubsBetween(pairs: readonly (readonly [number, number])[], more: string): string {
  return `
network n { region cn-shanghai }
site a { prefix 10.10.0.0/16 asn 65010 }
site b { prefix 10.20.0.0/16 asn 65020 }
${pairs
  .map(
    ([one, other], at) => `
circuit a${at} from a to access-point p${one} { carrier CT }
circuit b${at} from b to access-point p${other} { carrier CT }
vbr va${at} on a${at} { vlan ${at} }
vbr vb${at} on b${at} { vlan ${at} }
ecr e${at} { attach va${at}, vb${at} }`,
  )
  .join('\n')}
${more}`;
}
