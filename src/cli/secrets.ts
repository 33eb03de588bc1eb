/** Where the values behind `secret ...` come from when the headless tool runs. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SecretSource } from '../cloud/context.ts';
import type { SecretRef, Topology } from '../model/topology.ts';
import { codeOf, Failure, fileFailure } from './failure.ts';
import type { Environment } from './shell.ts';

export interface SecretPlaces {
  readonly env: Environment;
  /** Files are named relative to this one: the folder of the design. */
  readonly folder: string;
  /** Stands in for each secret that is missing; `undefined`: a missing secret is a failure. */
  readonly placeholder: string | undefined;
}

export interface Secrets {
  readonly source: SecretSource;
  /** Those that the placeholder stands in for, as the design writes them. */
  readonly replaced: readonly string[];
}

/** Reads every secret of a design, so that one that is missing is told before any call is made. */
export async function readSecrets(topology: Topology, places: SecretPlaces): Promise<Secrets> {
  const read = await Promise.all(
    secretsOf(topology).map(async (ref) => ({ ref, value: await readSecret(ref, places) })),
  );
  const missing = read.filter(({ value }) => value === undefined).map(({ ref }) => ref);
  if (missing.length > 0 && places.placeholder === undefined) throw missingSecrets(missing);
  const values = new Map(read.map(({ ref, value }) => [keyOf(ref), value ?? places.placeholder]));
  return {
    source: { read: (ref) => Promise.resolve(values.get(keyOf(ref))) },
    replaced: missing.map(spell),
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

async function readSecret(ref: SecretRef, { env, folder }: SecretPlaces): Promise<string | undefined> {
  const variable = secretVariable(ref);
  // An empty value is what an unset variable becomes in many CI systems.
  if (variable !== undefined) return env[variable] === '' ? undefined : env[variable];
  const file = path.resolve(folder, ref.name);
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileFailure(error, 'read the secret in', file);
  }
}

function missingSecrets(missing: readonly SecretRef[]): Failure {
  const names = missing.map(spell).join(', ');
  const isOne = missing.length === 1;
  return new Failure(
    `the design needs ${isOne ? 'a secret that is' : 'secrets that are'} not there: ${names}`,
    {
      hint: missing.map(advice).join('\n  '),
    },
  );
}

function advice(ref: SecretRef): string {
  if (ref.from === 'file') return `Write the value of \`${spell(ref)}\` into that file.`;
  return `Set the environment variable ${secretVariable(ref) ?? ''} for \`${spell(ref)}\`.`;
}

function spell({ from, name }: SecretRef): string {
  return from === 'default' ? `secret ${name}` : `secret ${from} "${name}"`;
}

function secretsOf(topology: Topology): readonly SecretRef[] {
  const used = [
    ...topology.vbrs.flatMap((vbr) => [vbr.bgp?.auth, vbr.bgp6?.auth]),
    ...topology.vpns.flatMap((vpn) => vpn.tunnels.map((tunnel) => tunnel.key)),
  ].filter((ref) => ref !== undefined);
  return [...new Map(used.map((ref) => [keyOf(ref), ref])).values()];
}

function keyOf({ from, name }: SecretRef): string {
  return `${from} ${name}`;
}
