/** What a lock says about its holder. */
import { z } from 'zod';

const schema = z.object({
  host: z.string(),
  pid: z.number(),
  /** Changes with each start of the machine; absent where the system does not tell. */
  boot: z.string().optional(),
  /** Among which processes the number counts: a container has its own. Absent where the system does not tell. */
  processes: z.string().optional(),
  /** When the process started, as the system tells it: numbers of processes are used again. */
  started: z.string().optional(),
  user: z.string().optional(),
  operation: z.string(),
  /** ISO time. */
  since: z.string(),
});

export type LockFacts = z.infer<typeof schema>;

export function formatLock(facts: LockFacts): string {
  return `${JSON.stringify(facts)}\n`;
}

/** `undefined` when it is no lock of ours, or torn. */
export function parseLock(text: string): LockFacts | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: whoever wrote it died in the middle, or it is somebody else's file.
    return undefined;
  }
}
