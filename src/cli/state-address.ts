/** Where a state is that several machines use: a bucket of OSS, or a folder in one. */
import { Failure } from './failure.ts';
import type { Environment } from './shell.ts';

export interface StateAddress {
  readonly bucket: string;
  /** The key prefix: empty, or with a slash at its end. */
  readonly root: string;
  readonly region: string;
  /** By the endpoint that machines of the cloud in that region reach, and no others. */
  readonly isInternal: boolean;
  /** As it was given. */
  readonly text: string;
}

export interface StateOptions {
  readonly state?: string;
  readonly stateDir?: string;
}

/** `undefined`: the state is in a folder of this machine. */
export function readStateAddress(
  { state, stateDir }: StateOptions,
  env: Environment,
): StateAddress | undefined {
  if (state !== undefined && stateDir !== undefined) {
    throw new Failure('--state and --state-dir name two places for one state', { hint: 'Give one of them.' });
  }
  if (state !== undefined) return parseStateAddress(state, '--state');
  const fromEnvironment = (env.HCNET_STATE ?? '').trim();
  if (fromEnvironment === '' || stateDir !== undefined) return undefined;
  return parseStateAddress(fromEnvironment, 'HCNET_STATE');
}

/** Names of buckets: https://www.alibabacloud.com/help/en/oss/user-guide/bucket-naming-conventions */
const shape = /^oss:\/\/([a-z0-9][a-z0-9-]{1,61}[a-z0-9])(?:\/([^?#]*))?(?:\?([^#]*))?$/;

export function parseStateAddress(text: string, from: string): StateAddress {
  const [, bucket, path = '', query = ''] = shape.exec(text) ?? [];
  if (bucket === undefined) {
    throw new Failure(`${from} '${text}' is not the address of a bucket`, {
      hint: `Write it as ${EXAMPLE}; names of buckets have 3 to 63 lower-case letters, digits and hyphens. A folder of this machine is given with --state-dir.`,
    });
  }
  return { bucket, root: rootOf(path, from), ...settingsIn(new URLSearchParams(query), from), text };
}

const EXAMPLE = 'oss://BUCKET/FOLDER?region=cn-shanghai';

function rootOf(path: string, from: string): string {
  const names = path.replace(/\/$/, '').split('/');
  if (path === '' || path === '/') return '';
  const strange = names.find((name) => !/^[\w=+@-][\w.=+@-]*$/.test(name));
  if (strange === undefined) return `${names.join('/')}/`;
  throw new Failure(`${from}: '${strange}' cannot be a folder of a bucket`, {
    hint: 'Use letters, digits and the signs - _ . = + @, and no dot in front.',
  });
}

function settingsIn(query: URLSearchParams, from: string): Pick<StateAddress, 'region' | 'isInternal'> {
  const unknown = [...query.keys()].find((name) => name !== 'region' && name !== 'network');
  if (unknown !== undefined) {
    throw new Failure(`${from}: there is no setting '${unknown}' of a state`, {
      hint: `Write it as ${EXAMPLE}, with &network=internal behind it for machines in that region of the cloud.`,
    });
  }
  const region = query.get('region') ?? '';
  if (!/^[a-z]{2}-[a-z0-9-]+$/.test(region)) {
    throw new Failure(`${from} does not say which region the bucket is in`, {
      hint: `Write it as ${EXAMPLE}, in quotes; the OSS console shows the region.`,
    });
  }
  const network = query.get('network');
  if (network === null || network === 'internal') return { region, isInternal: network === 'internal' };
  throw new Failure(`${from}: there is no network '${network}'`, {
    hint: 'Write network=internal, or leave it out.',
  });
}
