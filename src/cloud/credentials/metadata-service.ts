/**
 * The role of the ECS instance that this runs on. Only with a token (version 2 of the service): without one, whoever
 * makes a program on the instance fetch an address gets the credentials.
 * https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
 */
import { EngineError } from '../engine-error.ts';
import type { CredentialProvider, Credentials, CredentialSources, FetchText } from './credentials.ts';
import { readTemporary } from './temporary.ts';

const service = 'http://100.100.100.200/latest';

/** It is one hop away; a machine that is no instance has nobody there. */
const timeoutMs = 2_000;

/** Without a name, the role that the instance has. */
export function fromMetadataService(
  { fetchText }: CredentialSources,
  role: string | undefined,
): CredentialProvider {
  return {
    source: role === undefined ? 'role of this ECS instance' : `role '${role}' of this ECS instance`,
    load: () => load(fetchText, role),
  };
}

async function load(fetchText: FetchText, role: string | undefined): Promise<Credentials> {
  const token = await ask(fetchText, 'PUT', '/api/token', {
    'x-aliyun-ecs-metadata-token-ttl-seconds': '60',
  });
  const headers = { 'x-aliyun-ecs-metadata-token': token };
  const roles = '/meta-data/ram/security-credentials/';
  const name = role ?? (await ask(fetchText, 'GET', roles, headers)).trim();
  const text = await ask(fetchText, 'GET', `${roles}${encodeURIComponent(name)}`, headers);
  return readTemporary(text, 'the metadata service of ECS');
}

async function ask(
  fetchText: FetchText,
  method: 'GET' | 'PUT',
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const { status, text } = await fetchText(`${service}${path}`, { method, headers, timeoutMs }).catch(() => {
    throw new EngineError(
      'account',
      'the metadata service of ECS does not answer; credentials of an instance are only there on an ECS instance',
    );
  });
  if (status === 200) return text;
  throw new EngineError(
    'account',
    `the metadata service of ECS answered ${String(status)}; check that the instance has the role`,
  );
}
