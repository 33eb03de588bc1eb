/** Attributes that the text says to leave alone. */
import type { Compared } from './diff.ts';
import type { Kind } from '../kind.ts';
import { addressTag, generationTag, stackTag } from '../naming.ts';
import type { Inputs } from '../value.ts';

/** Whether a difference there is nobody's to mend. The tags that tell what is ours are not for the text to give away. */
export function isIgnored(ignore: readonly string[], attribute: string): boolean {
  if (ignore.length === 0) return false;
  if (attribute.startsWith('tags.')) return ignore.includes('tags') && !ownTags.has(attribute);
  // A part of an attribute goes with it.
  return ignore.includes(attribute.split('.')[0] ?? attribute);
}

/**
 * What is wanted, with the ignored attributes as they are: some calls send more than what has changed, and what is
 * remembered as asked for is what was last sent.
 */
export function leavingAlone(
  kind: Kind,
  ignore: readonly string[],
  { wanted, asked, seen }: Pick<Compared, 'wanted' | 'asked' | 'seen'>,
): Inputs {
  if (ignore.length === 0) return wanted;
  const out: Record<string, Inputs[string]> = { ...wanted };
  for (const name of ignore) {
    const property = kind.properties[name];
    if (property === undefined) continue;
    const told = property.json === true || property.secret === true ? undefined : seen[name];
    const value = told ?? asked[name] ?? wanted[name];
    if (value !== undefined) out[name] = value;
  }
  return out;
}

const ownTags: ReadonlySet<string> = new Set(
  [stackTag, addressTag, generationTag].map((name) => `tags.${name}`),
);
