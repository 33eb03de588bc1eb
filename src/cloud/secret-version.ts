/**
 * Tells that the value of a secret has changed without holding the value: a keyed hash, which nobody can reverse or
 * try values against without the key. Pure; who keeps the key is the entry point's business.
 */
import { createHmac } from 'node:crypto';
import { sha256 } from './digest.ts';
import { isSecret, secretsIn, substituteParts, type Input, type Inputs, type SecretInput } from './value.ts';

/** `KEY.HASH`: which key it was made with, and the hash. Versions of different keys say nothing about each other. */
export function secretVersion(key: string, name: string, value: string): string {
  const hash = createHmac('sha256', key).update(`${name}\n${value}`).digest('hex');
  return `${sha256(`hcnet version key\n${key}`).slice(0, 8)}.${hash.slice(0, 24)}`;
}

/** Inputs whose secrets carry these versions, by name. */
export function withVersions(inputs: Inputs, versions: ReadonlyMap<string, string>): Inputs {
  return mapSecrets(inputs, ({ $secret }) => {
    const version = versions.get($secret);
    return { $secret, ...(version === undefined ? {} : { v: version }) };
  });
}

/** What is to be compared apart from values: the names of secrets. */
export function withoutVersions(value: Input): Input {
  return substituteParts(value, (part) => (isSecret(part) ? { $secret: part.$secret } : part)) ?? value;
}

/** Names of the secrets that are known to have another value than before, sorted. */
export function changedSecrets(before: Input | undefined, after: Input): readonly string[] {
  if (before === undefined) return [];
  const old = versionsIn(before);
  const now = versionsIn(after);
  return secretsIn(after).filter((name) => isOtherVersion(old.get(name), now.get(name)));
}

export function versionsIn(value: Input | Inputs): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  mapSecrets({ value }, (part) => {
    if (part.v !== undefined) found.set(part.$secret, part.v);
    return part;
  });
  return found;
}

function mapSecrets(inputs: Inputs, replace: (secret: SecretInput) => SecretInput): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      substituteParts(value, (part) => (isSecret(part) ? replace(part) : part)) ?? value,
    ]),
  );
}

/** Whether both are of one key, and of different values. */
export function isOtherVersion(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined || before === after) return false;
  return keyOf(before) === keyOf(after);
}

function keyOf(version: string): string | undefined {
  return version.split('.')[0];
}
