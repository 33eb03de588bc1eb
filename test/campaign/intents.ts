/** I8: whatever is sent to change something stands in the journal before. */
import { actionTraits } from '../../src/cloud/actions.ts';
import type { CloudRequest } from '../../src/cloud/context.ts';
import { isChange } from '../cloud/support/mortal.ts';
import type { World } from './world.ts';

export function missingIntent({ kept }: World, request: CloudRequest): string[] {
  if (!isChange(request)) return [];
  const { token } = actionTraits(request.product, request.action);
  const expected = [
    `"action":"${request.action}"`,
    ...(token === undefined ? [] : [JSON.stringify(request.parameters[token])]),
  ];
  const isThere = [...kept.files].some(
    ([name, text]) => name.startsWith('journal.') && expected.every((part) => text.includes(part)),
  );
  return isThere ? [] : [`${request.action} was sent before it was written down`];
}
