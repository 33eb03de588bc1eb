/** A process that plays jobs, one after the other, and tells its parent what came of them. */
import process from 'node:process';
import { play, type Job, type Played } from './jobs.ts';

export type FromWorker =
  { readonly tells: 'played'; readonly played: Played } | { readonly tells: 'over'; readonly error?: string };

process.on('message', (job: Job) => void work(job));
process.on('disconnect', () => process.exit());

async function work(job: Job): Promise<void> {
  try {
    for await (const played of play(job)) tell({ tells: 'played', played });
    tell({ tells: 'over' });
  } catch (error) {
    tell({ tells: 'over', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function tell(message: FromWorker): void {
  process.send?.(message);
}
