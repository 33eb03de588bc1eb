/**
 * What is kept of a run while it is under way, in a folder of its own: so that a window finds a run that another one
 * has begun, and what became of it.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { parseRunEvent } from '../../protocol/run.ts';
import type { RunEvent } from '../../protocol/run.ts';

export interface RunRecord extends RunFacts {
  readonly folder: string;
}

const schema = z.object({
  /** The file of the design. */
  uri: z.string(),
  subcommand: z.enum(['apply', 'destroy']),
  target: z.enum(['emulator', 'cloud']),
  /** ISO time. */
  startedAt: z.string(),
  pid: z.number().int(),
});

export type RunFacts = z.infer<typeof schema>;

/** All runs of a workspace that nobody has seen the end of. */
export interface RunRecords {
  /** A new folder, for a run that is about to be started and watched here. */
  readonly prepare: () => Promise<string>;
  readonly keep: (folder: string, facts: RunFacts) => Promise<void>;
  /** This window watches it from now on. */
  readonly claim: (folder: string) => void;
  /** Those that this window does not watch, oldest first. */
  readonly list: () => Promise<readonly RunRecord[]>;
  readonly remove: (folder: string) => Promise<void>;
}

export function runRecords(root: string): RunRecords {
  const claimed = new Set<string>();
  return {
    prepare: async () => {
      const folder = path.join(root, randomUUID());
      claimed.add(folder);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    keep: async (folder, facts) => {
      await writeFile(path.join(folder, FACTS), JSON.stringify(facts), { mode: 0o600 });
    },
    claim: (folder) => {
      claimed.add(folder);
    },
    list: async () => {
      const names = await readdir(root).catch(nothing);
      const folders = names.map((name) => path.join(root, name)).filter((folder) => !claimed.has(folder));
      const records = await Promise.all(folders.map(readRecord));
      return records
        .filter((record) => record !== undefined)
        .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
    },
    remove: (folder) => rm(folder, { recursive: true, force: true }),
  };
}

/** The tool writes it: its standard output. */
export function eventsFile(folder: string): string {
  return path.join(folder, 'events.jsonl');
}

/** The tool looks for it; see protocol/run.ts. */
export function stopFile(folder: string): string {
  return path.join(folder, 'stop');
}

export async function readEvents(folder: string): Promise<readonly RunEvent[]> {
  const text = await readFile(eventsFile(folder), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => parseRunEvent(line) ?? []);
}

const FACTS = 'run.json';

/** `undefined` for what a window left behind that ended before the run began. */
async function readRecord(folder: string): Promise<RunRecord | undefined> {
  try {
    const facts = schema.safeParse(JSON.parse(await readFile(path.join(folder, FACTS), 'utf8'))).data;
    return facts === undefined ? undefined : { folder, ...facts };
  } catch {
    // Not there, or torn: nobody can say what it was.
    return undefined;
  }
}

function nothing(): readonly string[] {
  return [];
}
