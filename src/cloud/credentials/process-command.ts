/** Credentials that a program prints: profiles of mode External. */
import * as z from 'zod';
import { EngineError } from '../engine-error.ts';
import { expiryFrom } from './assume-role.ts';
import type { Credentials, CredentialSources } from './credentials.ts';
import { parseJson } from './temporary.ts';

/** A profile of the aliyun CLI; `expiration` as in the SDK (`@alicloud/credentials`, providers/external). */
const shape = z.object({
  access_key_id: z.string().min(1),
  access_key_secret: z.string().min(1),
  sts_token: z.string().optional(),
  expiration: z.string().optional(),
});

/** `from` names the profile. Nothing that the program prints is told, since it prints secrets. */
export async function runProcessCommand(
  { runProgram }: CredentialSources,
  command: string,
  from: string,
): Promise<Credentials> {
  if (runProgram === undefined) {
    throw new EngineError(
      'account',
      `${from} gets its credentials from a program, which is only run for a person at a terminal or in a trusted workspace; choose another profile, or sign in`,
    );
  }
  const [file, ...args] = splitCommand(command) ?? [];
  if (file === undefined) throw new EngineError('account', `${from} has no process_command that can be read`);
  const output = await runProgram(file, args).catch(() => {
    throw new EngineError('account', `the program of ${from} failed; run it yourself to see why`);
  });
  const found = shape.safeParse(parseJson(output));
  if (!found.success) throw new EngineError('account', `the program of ${from} printed no credentials`);
  return {
    accessKeyId: found.data.access_key_id,
    accessKeySecret: found.data.access_key_secret,
    ...(found.data.sts_token === undefined || found.data.sts_token === ''
      ? {}
      : { securityToken: found.data.sts_token }),
    expiresAt: expiryFrom(found.data.expiration),
  };
}

/** Words with blanks in them stand in quotes; `undefined` when a quote is not closed. Backslashes are ordinary. */
export function splitCommand(command: string): readonly string[] | undefined {
  const word = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;
  if (command.replaceAll(word, '').trim() !== '') return undefined;
  return (command.match(word) ?? []).map((each) => each.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
