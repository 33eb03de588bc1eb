/** The credentials file that the SDKs share: `~/.alibabacloud/credentials`, in INI form. */
import { EngineError } from '../engine-error.ts';
import { assumeRole, assumeRoleWithOidc, defaultSessionName, type Role } from './assume-role.ts';
import type { CredentialProvider, Credentials, CredentialSources } from './credentials.ts';
import { fromUri } from './credentials-uri.ts';
import { fromMetadataService } from './metadata-service.ts';

type Section = ReadonlyMap<string, string>;

export function sharedFile({ environment, homeFolder }: CredentialSources): string {
  return environment.ALIBABA_CLOUD_CREDENTIALS_FILE ?? `${homeFolder}/.alibabacloud/credentials`;
}

/** `undefined` when the file, or the section, is not there. */
export async function sharedFileSection(
  sources: CredentialSources,
  name: string,
): Promise<CredentialProvider | undefined> {
  const path = sharedFile(sources);
  const text = await sources.readFile(path);
  if (text === undefined || !readIni(text, path).has(name)) return undefined;
  return {
    source: `section '${name}' of ${path}`,
    load: async () => {
      const now = readIni((await sources.readFile(path)) ?? '', path).get(name);
      if (now === undefined) throw new EngineError('account', `${path} has no section '${name}' any more`);
      return credentialsOf({ sources, section: now, name: `section '${name}' of ${path}` });
    },
  };
}

interface Place {
  readonly sources: CredentialSources;
  readonly section: Section;
  readonly name: string;
}

/** Types and names: https://www.alibabacloud.com/help/en/sdk/developer-reference/v2-manage-node-js-access-credentials */
async function credentialsOf(here: Place): Promise<Credentials> {
  const { sources, section } = here;
  switch (section.get('type')) {
    case 'access_key':
      return {
        accessKeyId: needed(here, 'access_key_id'),
        accessKeySecret: needed(here, 'access_key_secret'),
      };
    case 'sts':
      return keyIn(here);
    case 'ram_role_arn':
      return assumeRole(sources, keyIn(here), roleIn(here));
    case 'oidc_role_arn':
      return assumeRoleWithOidc(sources, {
        ...roleIn(here),
        provider: needed(here, 'oidc_provider_arn'),
        tokenFile: needed(here, 'oidc_token_file_path'),
      });
    case 'ecs_ram_role':
      return fromMetadataService(sources, section.get('role_name')).load();
    case 'credentials_uri':
      return fromUri(sources, needed(here, 'credentials_uri'), here.name).load();
    default:
      throw new EngineError(
        'account',
        `${here.name} has no type that hcnet can use; write access_key, sts, ram_role_arn, oidc_role_arn, ecs_ram_role or credentials_uri`,
      );
  }
}

function keyIn(here: Place): Credentials {
  const token = here.section.get('security_token');
  return {
    accessKeyId: needed(here, 'access_key_id'),
    accessKeySecret: needed(here, 'access_key_secret'),
    ...(token === undefined ? {} : { securityToken: token }),
  };
}

function roleIn(here: Place): Role {
  return {
    arn: needed(here, 'role_arn'),
    sessionName: here.section.get('role_session_name') ?? defaultSessionName,
  };
}

function needed({ section, name }: Place, field: string): string {
  const value = section.get(field);
  if (value !== undefined) return value;
  throw new EngineError('account', `${name} does not say its ${field}`);
}

/** `[section]`, `name = value`, `#` and `;` begin comments at the start of a line. A failure names the line only. */
function readIni(text: string, path: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const head = /^\[([^\]]+)\]$/.exec(trimmed)?.[1]?.trim();
    const at = trimmed.indexOf('=');
    if (head !== undefined) {
      current = sections.get(head) ?? new Map<string, string>();
      sections.set(head, current);
    } else if (current !== undefined && at > 0) {
      const value = withoutQuotes(trimmed.slice(at + 1).trim());
      if (value !== '') current.set(trimmed.slice(0, at).trim(), value);
    } else {
      throw new EngineError(
        'account',
        `line ${String(index + 1)} of ${path} is neither a section nor a setting`,
      );
    }
  }
  return sections;
}

function withoutQuotes(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}
