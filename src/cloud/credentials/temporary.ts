/** The JSON in which the metadata service of ECS and a credentials URI answer. */
import * as z from 'zod';
import { EngineError } from '../engine-error.ts';
import { expiryFrom } from './assume-role.ts';
import type { Credentials } from './credentials.ts';

/** https://www.alibabacloud.com/help/en/ecs/user-guide/attach-an-instance-ram-role-to-an-ecs-instance */
const shape = z.object({
  Code: z.literal('Success').optional(),
  AccessKeyId: z.string().min(1),
  AccessKeySecret: z.string().min(1),
  SecurityToken: z.string().min(1),
  Expiration: z.string().optional(),
});

/** `from` begins the sentence of a failure, which never quotes the text. */
export function readTemporary(text: string, from: string): Credentials {
  const found = shape.safeParse(parseJson(text));
  if (!found.success) throw new EngineError('account', `${from} did not answer with credentials`);
  const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = found.data;
  return {
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    securityToken: SecurityToken,
    expiresAt: expiryFrom(Expiration),
  };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser quotes the text, and the text holds secrets.
    return undefined;
  }
}
