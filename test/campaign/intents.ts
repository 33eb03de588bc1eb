/** I8: whatever is sent to change something stands in the journal before. */
import { actionTraits } from '../../src/cloud/client/actions.ts';
import type { CloudRequest } from '../../src/cloud/context.ts';
import { isChange } from '../cloud/support/mortal.ts';
import type { World } from './world.ts';

export function missingIntent({ kept }: World, request: CloudRequest): string[] {
  if (!isChange(request)) return [];
  const { token } = actionTraits(request.product, request.action);
  const expected = [
    `"action":"${request.action}"`,
    ...(token === undefined ? namesIn(request) : [JSON.stringify(request.parameters[token])]),
  ];
  const lines = [...kept.files].flatMap(([name, text]) =>
    name.startsWith('journal.') ? text.split('\n') : [],
  );
  const isThere = lines.some((line) => expected.every((part) => line.includes(part)));
  return isThere ? [] : [`${request.action} was sent before it was written down`];
}

/** What a call without a token is about: the ids that it sends. */
function namesIn({ parameters }: CloudRequest): string[] {
  return Object.values(parameters)
    .filter((value) => typeof value === 'string' && /^[a-z]+-[\w-]+$/.test(value))
    .map((value) => JSON.stringify(value));
}
