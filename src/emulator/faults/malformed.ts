/** F18: an answer with status 200, after the commit, that is not what the documentation says. */
import * as z from 'zod';
import type { Fields, Json } from '../engine/types.ts';
import type { Effects } from './effects.ts';

export const malformedSchema = z.strictObject({
  kind: z.literal('malformed'),
  what: z.enum(['wrong-type', 'null', 'missing', 'extra', 'not-an-object', 'not-json']),
  /** A field of the answer's top level; absent: all of them, the request id excepted. */
  field: z.string().min(1).optional(),
});

export function malformed({ what, field }: z.output<typeof malformedSchema>): Effects {
  switch (what) {
    case 'not-an-object':
      return { wire: { body: () => '["unexpected"]' } };
    case 'not-json':
      return { wire: { body: (json) => json.replace('{', '{,') } };
    case 'extra':
      // A computed key makes `__proto__` a field like any other, which a careless client copies into its objects.
      return {
        answer: (body) => ({
          ...body,
          Unexpected: { Nested: [null, 1, 'x'] },
          ['__proto__']: { polluted: true },
        }),
      };
    case 'wrong-type':
      return { answer: (body) => edited(body, field, otherType) };
    case 'null':
      return { answer: (body) => edited(body, field, () => null) };
    case 'missing':
      return { answer: (body) => edited(body, field, () => undefined) };
  }
}

function edited(
  body: Fields,
  field: string | undefined,
  edit: (value: Json | undefined) => Json | undefined,
): Fields {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      name === 'RequestId' || (field ?? name) !== name ? value : edit(value),
    ]),
  );
}

function otherType(value: Json | undefined): Json {
  if (typeof value === 'string') return { value };
  return typeof value === 'object' ? 'unexpected' : [value ?? null];
}
