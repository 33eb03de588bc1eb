/** Whose account the credentials open. */
import type { CloudClient } from '../context.ts';
import { textOf } from '../value.ts';

export interface Identity {
  readonly account: string;
  readonly arn: string;
  /** `Account`, `RAMUser`, `AssumedRoleUser`. */
  readonly type: string;
}

export async function identify(client: CloudClient): Promise<Identity> {
  const answer = await client.call({
    product: 'sts',
    action: 'GetCallerIdentity',
    region: '',
    parameters: {},
  });
  return {
    account: textOf(answer.AccountId) ?? '',
    arn: textOf(answer.Arn) ?? '',
    type: textOf(answer.IdentityType) ?? '',
  };
}
