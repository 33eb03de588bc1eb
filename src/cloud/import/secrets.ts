/** Values of secrets cannot be read back: the text gets a name for each, and nobody sees what it stands for. */
import type { SecretRef } from '../../model/topology.ts';
import type { Desk } from './desk.ts';

/** `BGP_KEY_TELECOM`, unique in the design. */
export function secretFor(desk: Desk, words: readonly (string | number)[]): SecretRef {
  const wanted = words
    .join('_')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_');
  return { from: 'default', name: desk.names.take('secrets', [wanted], 'SECRET').name };
}
