/** F3: the cloud gets one request twice, as a proxy or a retrying network layer may deliver it. */
import * as z from 'zod';
import type { Effects } from './effects.ts';

export const duplicateSchema = z.strictObject({
  kind: z.literal('duplicate'),
  /** 0: the second delivery follows before the first is answered. */
  afterMs: z.number().int().min(0).default(0),
});

export function duplicate({ afterMs }: z.output<typeof duplicateSchema>): Effects {
  return { againMs: afterMs };
}
