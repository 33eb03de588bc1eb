/** A server of one's own that hands out temporary credentials: ALIBABA_CLOUD_CREDENTIALS_URI. */
import { EngineError } from '../engine-error.ts';
import type { CredentialProvider, CredentialSources } from './credentials.ts';
import { readTemporary } from './temporary.ts';

const timeoutMs = 10_000;

/** `from` names what holds the address; the address itself may hold a token, and is not told. */
export function fromUri({ fetchText }: CredentialSources, uri: string, from: string): CredentialProvider {
  if (!URL.canParse(uri) || !['http:', 'https:'].includes(new URL(uri).protocol)) {
    throw new EngineError('account', `${from} holds no http or https address`);
  }
  return {
    source: `credentials URI in ${from}`,
    load: async () => {
      const answer = await fetchText(uri, { method: 'GET', headers: {}, timeoutMs }).catch(() => {
        throw new EngineError('account', `the address in ${from} does not answer`);
      });
      if (answer.status === 200) return readTemporary(answer.text, `the address in ${from}`);
      throw new EngineError('account', `the address in ${from} answered ${String(answer.status)}`);
    },
  };
}
