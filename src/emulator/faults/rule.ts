/** A fault rule: which calls, what goes wrong with them, and how often. Plain data, checked where it enters. */
import * as z from 'zod';
import { products } from '../engine/types.ts';
import { faultSchema } from './families.ts';

const matchSchema = z.strictObject({
  product: z.enum([...products, 'oss']).optional(),
  /** A star stands for any letters: `Create*`. */
  action: z.string().min(1).optional(),
  calls: z.enum(['read', 'write']).optional(),
  /** Begins with the nth call that matches the rest, counted from 1 and from when the rule was added. */
  nth: z.number().int().min(1).default(1),
  /** Parameters by the name they have on the wire (`Tag.1.Value`); a star alone means that there is one. */
  params: z.record(z.string(), z.string()).optional(),
  /** A parameter with this very value, or a resource named in a parameter that has a tag with this value. */
  address: z.string().min(1).optional(),
  accessKeyId: z.string().min(1).optional(),
});

export const ruleSchema = z.strictObject({
  /** Absent: `fault-1`, `fault-2` and so on. */
  id: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .optional(),
  match: matchSchema.default({ nth: 1 }),
  fault: faultSchema,
  /** How many calls it hits. */
  times: z.union([z.number().int().min(1), z.literal('always')]).default(1),
  /** The chance that a matching call is hit. */
  chance: z.number().min(0).max(1).default(1),
  seed: z.number().int().default(1),
  /** The rule ends this many milliseconds after it was added, by the emulator's clock. */
  forMs: z.number().int().min(0).optional(),
});

/** As a caller writes it. */
export type FaultRule = z.input<typeof ruleSchema>;

/** With every default filled in. */
export type FullRule = z.output<typeof ruleSchema> & { readonly id: string };

/** A rule that cannot be read; the message says which part. */
export class FaultRuleError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FaultRuleError';
  }
}

export function readRule(data: unknown): z.output<typeof ruleSchema> {
  return readAs(ruleSchema, data);
}

export function readAs<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  throw new FaultRuleError(z.prettifyError(read.error));
}
