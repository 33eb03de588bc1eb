/**
 * Tells that the value of a secret has changed without holding the value: a keyed hash, which nobody can reverse or
 * try values against without the key. Pure; who keeps the key is the entry point's business.
 */
import { createHmac } from 'node:crypto';
import { sha256 } from './digest.ts';
import { isSecret, secretInputsIn, secretsIn, substituteParts, type Input, type Inputs } from './value.ts';

/** `KEY.HASH`: which key it was made with, and the hash. Versions of different keys say nothing about each other. */
export function secretVersion(key: string, name: string, value: string): string {
  const hash = createHmac('sha256', key).update(`${name}\n${value}`).digest('hex');
  return `${sha256(`hcnet version key\n${key}`).slice(0, 8)}.${hash.slice(0, 24)}`;
}

/** Of a secret that was there before an import: nobody knows its value, and no key made this. */
export const unknownVersion = 'imported';

/** Names of the secrets in these inputs whose values nobody knows. */
export function unknownSecrets(inputs: Inputs): readonly string[] {
  return [...versionsIn(inputs)].filter(([, version]) => version === unknownVersion).map(([name]) => name);
}

/** Inputs whose secrets carry these versions, by name. */
export function withVersions(inputs: Inputs, versions: ReadonlyMap<string, string>): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      withEachVersion(value, (secret) => versions.get(secret)),
    ]),
  );
}

/** What is to be compared apart from values: the names of secrets. */
export function withoutVersions(value: Input): Input {
  return withEachVersion(value, () => undefined);
}

/** Names of the secrets that are known to have another value than before, sorted. */
export function changedSecrets(before: Input | undefined, after: Input): readonly string[] {
  if (before === undefined) return [];
  const old = versionsIn(before);
  const now = versionsIn(after);
  return secretsIn(after).filter((name) => isOtherVersion(old.get(name), now.get(name)));
}

export function versionsIn(value: Input | Inputs): ReadonlyMap<string, string> {
  return new Map(
    secretInputsIn(value).flatMap(({ $secret, v }): [string, string][] =>
      v === undefined ? [] : [[$secret, v]],
    ),
  );
}

function withEachVersion(value: Input, versionOf: (name: string) => string | undefined): Input {
  const replaced = substituteParts(value, (part) => {
    if (!isSecret(part)) return part;
    const v = versionOf(part.$secret);
    return { $secret: part.$secret, ...(v === undefined ? {} : { v }) };
  });
  return replaced ?? value;
}

/** Whether both are of one key, and of different values. */
export function isOtherVersion(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined || before === after) return false;
  return keyOf(before) === keyOf(after);
}

function keyOf(version: string): string | undefined {
  return version.split('.')[0];
}
