/** Secrets that are known again wherever they turn up. */

const canary = 'canary-value-of-';

export function secretValue(name: string): string {
  return canary + name;
}

export function hasSecret(text: string): boolean {
  return text.includes(canary);
}

/** Throws when a secret is about to be written; the run fails with that, and the scenario with it. */
export function refuseSecrets(text: string, place: string): void {
  if (hasSecret(text)) throw new Error(`a secret is written to ${place}`);
}
