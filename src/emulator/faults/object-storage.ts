/** F29: what can go wrong with an object storage besides what can go wrong with any server. */
import * as z from 'zod';
import type { Effects } from './effects.ts';

/** Somebody else creates the object between a look at it and the attempt to create it: 409 FileAlreadyExists. */
export const objectRaceSchema = z.strictObject({
  kind: z.literal('object-race'),
  /** What the other one writes. */
  text: z.string().default('somebody else was here\n'),
});

/** Lists show the bucket as it was a while ago. */
export const staleListSchema = z.strictObject({
  kind: z.literal('stale-list'),
  lagMs: z.number().int().min(1).default(5000),
});

export function objectRace({ text }: z.output<typeof objectRaceSchema>): Effects {
  return { race: text };
}

export function staleList({ lagMs }: z.output<typeof staleListSchema>): Effects {
  return { listLagMs: lagMs };
}
