/** Puts ids in place of references. Secrets stay references until a call is sent. */
import { isSecret, substituteParts, type Input, type Inputs } from './value.ts';

/** What a reference leads to; `undefined` while that is not known. */
export type Lookup = (address: string, path: string) => string | undefined;

/** Inputs with every reference replaced, or `undefined` when one leads to nothing that exists. */
export function resolveInputs(inputs: Inputs, lookup: Lookup): Inputs | undefined {
  const out: Record<string, Input> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const known = resolveInput(value, lookup);
    if (known === undefined) return undefined;
    out[name] = known;
  }
  return out;
}

/** As much of the inputs as is known. */
export function resolveKnown(inputs: Inputs, lookup: Lookup): Inputs {
  const out: Record<string, Input> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const known = resolveInput(value, lookup);
    if (known !== undefined) out[name] = known;
  }
  return out;
}

export function resolveInput(value: Input, lookup: Lookup): Input | undefined {
  return substituteParts(value, (part) => (isSecret(part) ? part : lookup(part.$ref, part.path)));
}
