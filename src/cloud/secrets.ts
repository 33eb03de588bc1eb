/** Names of secrets in inputs: `env:TELECOM_BGP_KEY`. */
import type { SecretRef } from '../model/topology.ts';
import { invariant } from './invariant.ts';
import type { SecretInput } from './value.ts';

const stores = ['default', 'env', 'file', 'vscode'] as const;

export function secretInput(secret: SecretRef): SecretInput {
  return { $secret: `${secret.from}:${secret.name}` };
}

export function secretFrom(name: string): SecretRef {
  const colon = name.indexOf(':');
  const from = stores.find((store) => store === name.slice(0, colon));
  invariant(from !== undefined, `no secret store in ${name}`);
  return { from, name: name.slice(colon + 1) };
}
