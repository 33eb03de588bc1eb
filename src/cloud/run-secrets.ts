/** Reads the values of secrets: all of them before the first call, for a run must not stop half way for want of a key. */
import type { CloudContext } from './context.ts';
import { EngineError } from './engine-error.ts';
import { secretFrom } from './secrets.ts';

export async function secretsOf(
  context: CloudContext,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const missing: string[] = [];
  for (const name of new Set(names)) {
    const value = await context.secrets.read(secretFrom(name));
    if (value === undefined || value === '') missing.push(name);
    else found.set(name, value);
  }
  if (missing.length === 0) return found;
  const texts = missing.map((name) => `'${secretFrom(name).name}'`).join(', ');
  throw new EngineError(
    'secrets',
    `no value for the secret ${texts}; set it as an environment variable of that name, or where the design says`,
  );
}
