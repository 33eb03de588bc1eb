/** F15: the account may not do this. Whether reads or writes are denied is for the rule's match to say. */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import type { Effects } from './effects.ts';

export const permissionSchema = z.strictObject({
  kind: z.literal('permission'),
  /** `NoPermission` and `Forbidden` occur as well. */
  code: z.string().default('Forbidden.RAM'),
});

export function permission({ code }: z.output<typeof permissionSchema>): Effects {
  return {
    refuse: ({ product, action }) =>
      new ApiError(
        code,
        `User not authorized to operate on the specified resource: ${product}:${action}.`,
        403,
      ),
  };
}
