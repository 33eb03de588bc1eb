/** Names of the language from names that people gave in consoles, which may be anything or nothing. */
import { printable } from '../printable.ts';

export interface Naming {
  readonly name: string;
  /** What it is called in the cloud, where that is not the name. */
  readonly label: string | undefined;
}

export interface Names {
  /**
   * A name that nothing else has in the scope: the first of the wishes that makes one, else `otherwise`. Top-level
   * names share a scope, so that no reference can mean two things.
   */
  readonly take: (scope: string, wishes: readonly (string | undefined)[], otherwise: string) => Naming;
}

export function newNames(reserved: ReadonlySet<string>): Names {
  const taken = new Map<string, Set<string>>();
  return {
    take: (scope, wishes, otherwise) => {
      const wish = wishes.find((each) => each !== undefined && slugOf(each) !== undefined);
      const base = (wish === undefined ? undefined : slugOf(wish)) ?? otherwise;
      const own = taken.get(scope) ?? new Set(reserved);
      taken.set(scope, own);
      const name = free(reserved.has(base) ? `${base}-1` : base, own);
      own.add(name);
      const given = wishes.find((each) => each !== undefined && each !== '');
      return { name, label: given === undefined || given === name ? undefined : labelOf(given) };
    },
  };
}

/** `Prod VPC (SH)` becomes `Prod-VPC-SH`; `undefined` when nothing is left that a name could be made of. */
export function slugOf(text: string): string | undefined {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9_]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, mostLetters)
    .replaceAll(/-+$/g, '');
  if (!/[A-Za-z]/.test(plain)) return undefined;
  return /^[A-Za-z_]/.test(plain) ? plain : `n-${plain}`;
}

const mostLetters = 48;

/** A label is there to be read; what is too long for that is cut. */
function labelOf(text: string): string {
  return printable(text, 80);
}

function free(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
}
