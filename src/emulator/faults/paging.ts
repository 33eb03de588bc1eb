/** F12: lists whose pages do not add up. */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import type { Fields, Json } from '../engine/types.ts';
import type { Effects } from './effects.ts';

export const pagingSchema = z.strictObject({
  kind: z.literal('paging'),
  /** An item twice; an item missing from a page that looks whole; a NextToken that the cloud no longer takes. */
  what: z.enum(['duplicate', 'missing', 'expired']),
});

export function paging({ what }: z.output<typeof pagingSchema>): Effects {
  if (what === 'expired')
    return { refuse: (call) => (text(call.params.NextToken) === '' ? undefined : expired) };
  return { answer: (body) => withList(body, what === 'missing' ? withoutLast : lastTwice) };
}

const expired = new ApiError('InvalidParameter.NextToken', 'The NextToken is invalid or has expired.');

function withoutLast(items: readonly Json[]): readonly Json[] {
  return items.slice(0, -1);
}

function lastTwice(items: readonly Json[]): readonly Json[] {
  return [...items, ...items.slice(-1)];
}

/** The first list of objects in the answer, which old actions wrap once more (`Vpcs.Vpc[]`). */
function withList(body: Fields, change: (items: readonly Json[]) => readonly Json[]): Fields {
  for (const [name, value] of Object.entries(body)) {
    if (isListOfObjects(value)) return { ...body, [name]: change(value) };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const [inner] = Object.entries(value as Fields).filter(([, each]) => isListOfObjects(each));
    if (inner === undefined || !isListOfObjects(inner[1])) continue;
    return { ...body, [name]: { ...value, [inner[0]]: change(inner[1]) } };
  }
  return body;
}

function isListOfObjects(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value) && typeof value[0] === 'object';
}
