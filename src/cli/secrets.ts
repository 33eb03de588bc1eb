/** Where the values behind `secret ...` come from when the headless tool runs. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SecretSource } from '../cloud/context.ts';
import { secretVersion } from '../cloud/secret-version.ts';
import { isKeptByName, secretKey, secretRefs, spellSecret } from '../model/secrets.ts';
import type { SecretRef, Topology } from '../model/topology.ts';
import { codeOf, Failure, fileFailure } from './failure.ts';
import type { Environment } from './shell.ts';

export interface SecretPlaces {
  readonly env: Environment;
  /** Files are named relative to this one: the folder of the design. */
  readonly folder: string;
  /** What VS Code keeps, by name; `undefined` when the tool was not started by it. */
  readonly handed: Readonly<Record<string, string>> | undefined;
  /** Stands in for each secret that is missing; `undefined`: a missing secret is a failure. */
  readonly placeholder: string | undefined;
  /**
   * Keys of secrets that may be missing: an import has found them in use, and nobody knows their values. Only asked for
   * when one is missing.
   */
  readonly mayLack?: () => Promise<ReadonlySet<string>>;
  /** Makes versions of values; only asked for when there are any. */
  readonly versionKey: () => Promise<string | undefined>;
}

export interface Secrets {
  readonly source: SecretSource;
  readonly values: readonly string[];
  /** Those that the placeholder stands in for, as the design writes them. */
  readonly replaced: readonly string[];
  /** Whether a change of a value will be noticed. */
  readonly areWatched: boolean;
}

/** Secrets of a design that have no value. */
export class MissingSecrets extends Failure {
  /** The names of those that VS Code may keep. */
  readonly kept: readonly string[];

  constructor(missing: readonly SecretRef[], isHanded: boolean) {
    const isOne = missing.length === 1;
    super(
      `the design needs ${isOne ? 'a secret that is' : 'secrets that are'} not there: ${missing.map(spellSecret).join(', ')}`,
      { hint: missing.map((ref) => advice(ref, isHanded)).join('\n  ') },
    );
    this.name = 'MissingSecrets';
    this.kept = missing.filter(isKeptByName).map(({ name }) => name);
  }
}

/** Reads every secret of a design, so that one that is missing is told before any call is made. */
export async function readSecrets(topology: Topology, places: SecretPlaces): Promise<Secrets> {
  const read = await Promise.all(
    secretRefs(topology).map(async (ref) => ({ ref, value: await readSecret(ref, places) })),
  );
  const missing = read.filter(({ value }) => value === undefined).map(({ ref }) => ref);
  const { placeholder } = places;
  if (missing.length > 0 && placeholder === undefined) {
    const unknown = await places.mayLack?.();
    const needed = missing.filter((ref) => unknown?.has(secretKey(ref)) !== true);
    if (needed.length > 0) throw new MissingSecrets(needed, places.handed !== undefined);
  }
  const values = new Map(read.map(({ ref, value }) => [secretKey(ref), value ?? placeholder]));
  const key = read.length === 0 ? undefined : await places.versionKey();
  return {
    source: sourceOf(values, key),
    areWatched: read.length === 0 || key !== undefined,
    values: read.map(({ value }) => value).filter((value) => value !== undefined),
    replaced: placeholder === undefined ? [] : missing.map(spellSecret),
  };
}

/** The environment variable that holds a secret; `undefined` for one in a file. */
export function secretVariable({ from, name }: SecretRef): string | undefined {
  const upper = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
  switch (from) {
    case 'default':
      return `HCNET_SECRET_${upper}`;
    case 'vscode':
      return `HCNET_SECRET_VSCODE_${upper}`;
    case 'env':
      return name;
    case 'file':
      return undefined;
  }
}

function sourceOf(values: ReadonlyMap<string, string | undefined>, key: string | undefined): SecretSource {
  return {
    read: (ref) => Promise.resolve(values.get(secretKey(ref))),
    version: (ref) => {
      const value = values.get(secretKey(ref));
      return Promise.resolve(
        key === undefined || value === undefined ? undefined : secretVersion(key, secretKey(ref), value),
      );
    },
  };
}

async function readSecret(
  ref: SecretRef,
  { env, folder, handed }: SecretPlaces,
): Promise<string | undefined> {
  const kept = isKeptByName(ref) ? ownValue(handed ?? {}, ref.name) : undefined;
  const variable = secretVariable(ref);
  if (kept !== undefined) return kept;
  if (variable !== undefined) return ownValue(env, variable);
  const file = path.resolve(folder, ref.name);
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileFailure(error, 'read the secret in', file);
  }
}

/** Not what every object is born with. An empty value is what an unset variable becomes in many CI systems. */
function ownValue(values: Environment, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === '' ? undefined : value;
}

function advice(ref: SecretRef, isHanded: boolean): string {
  const spelled = spellSecret(ref);
  if (ref.from === 'file') return `Write the value of \`${spelled}\` into that file.`;
  if (isKeptByName(ref) && isHanded) return `Run the command "hcnet: Set Secret..." for \`${spelled}\`.`;
  return `Set the environment variable ${secretVariable(ref) ?? ''} for \`${spelled}\`.`;
}
