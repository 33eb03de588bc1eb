/** Where credentials come from. The order is fixed, and the first place that has any decides. */
import { EngineError } from '../engine-error.ts';
import { cliFile, currentCliProfile, namedCliProfile } from './cli-file.ts';
import type { CredentialProvider, CredentialSources } from './credentials.ts';
import { fromUri } from './credentials-uri.ts';
import { fromEnvironment, oidcFromEnvironment } from './environment.ts';
import { fromMetadataService } from './metadata-service.ts';
import { sharedFile, sharedFileSection } from './shared-file.ts';

/** There are none anywhere; the message says how to get some. */
export class NoCredentials extends EngineError {
  constructor() {
    super('account', noCredentials);
  }
}

/** Rejects with an `EngineError` that says how to get credentials, or what is wrong with those there are. */
export async function findCredentials(sources: CredentialSources): Promise<CredentialProvider> {
  const found = (await findGiven(sources)) ?? (await findKept(withoutEmpty(sources)));
  if (found !== undefined) return found;
  throw new NoCredentials();
}

/** What was given for this run: a profile by name, a sign-in, the environment. */
export async function findGiven(given: CredentialSources): Promise<CredentialProvider | undefined> {
  const sources = withoutEmpty(given);
  if (sources.profile !== undefined) return namedProfile(sources, sources.profile);
  return fromSignIn(sources) ?? fromEnvironment(sources) ?? oidcFromEnvironment(sources);
}

/** An empty value is what an unset variable becomes in many CI systems. */
function withoutEmpty(sources: CredentialSources): CredentialSources {
  const filled = Object.entries(sources.environment).filter(([, value]) => value !== '');
  return { ...sources, environment: Object.fromEntries(filled) };
}

/** What this machine keeps, or is. */
async function findKept(sources: CredentialSources): Promise<CredentialProvider | undefined> {
  const { ALIBABA_CLOUD_PROFILE: wanted } = sources.environment;
  if (wanted !== undefined) return namedProfile(sources, wanted);
  return (
    (await currentCliProfile(sources)) ??
    (await sharedFileSection(sources, 'default')) ??
    fromMetadataServiceIfAllowed(sources) ??
    fromUriOfEnvironment(sources)
  );
}

const noCredentials = [
  'no Alibaba Cloud credentials were found.',
  'In VS Code, run the command "hcnet: Sign In...";',
  'elsewhere set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run `aliyun configure`;',
  'to try without an account, start `hcnet emulator` and pass `--endpoint` with the address that it prints',
].join(' ');

async function namedProfile(sources: CredentialSources, name: string): Promise<CredentialProvider> {
  const found = (await namedCliProfile(sources, name)) ?? (await sharedFileSection(sources, name));
  if (found !== undefined) return found;
  throw new EngineError(
    'account',
    `there is no profile '${name}', neither in ${cliFile(sources)} nor in ${sharedFile(sources)}; run \`aliyun configure --profile ${name}\``,
  );
}

function fromSignIn({ signIn }: CredentialSources): CredentialProvider | undefined {
  if (signIn?.() === undefined) return undefined;
  return {
    source: 'sign-in of VS Code',
    load: () => {
      const credentials = signIn();
      return credentials === undefined
        ? Promise.reject(new EngineError('account', 'nobody is signed in any more; sign in again'))
        : Promise.resolve(credentials);
    },
  };
}

/**
 * Asked only where somebody names the role: elsewhere the address belongs to nobody, and waiting for it to answer
 * costs seconds. Names: https://www.alibabacloud.com/help/en/sdk/developer-reference/v2-manage-node-js-access-credentials
 */
function fromMetadataServiceIfAllowed(sources: CredentialSources): CredentialProvider | undefined {
  const { ALIBABA_CLOUD_ECS_METADATA: role, ALIBABA_CLOUD_ECS_METADATA_DISABLED: off } = sources.environment;
  if (role === undefined || off?.toLowerCase() === 'true') return undefined;
  return fromMetadataService(sources, role);
}

function fromUriOfEnvironment(sources: CredentialSources): CredentialProvider | undefined {
  const uri = sources.environment.ALIBABA_CLOUD_CREDENTIALS_URI;
  return uri === undefined ? undefined : fromUri(sources, uri, 'ALIBABA_CLOUD_CREDENTIALS_URI');
}
