/** Plays a campaign: `npm run campaign`. Its last line is `N runs, X orphans, Y duplicates, Z unconverged`. */
import process from 'node:process';
import { keepFigures } from './figures.ts';
import type { Job, Played } from './jobs.ts';
import { countPoints } from './kills.ts';
import { operations } from './operations.ts';
import { readOptions, type CampaignOptions } from './options.ts';
import { isSound } from './oracle.ts';
import { playAll } from './pool.ts';
import { bundleProgram } from './program.ts';
import { realKills } from './real-kills.ts';
import { counted, isClean, nothing, sentence, type Tally } from './tally.ts';
import { tableOf, type Row } from './table.ts';

/** Each job plays the whole run once to get there; each point keeps a world in memory until its turn. */
const pointsPerJob = 80;

const options = readOptions(process.argv.slice(2));
const { seeds, kills, real, seed, kill, realKill, only } = options;
const isWhole = [seeds, kills, real, seed, kill, realKill, only].every((each) => each === undefined);
const program = await bundleProgram();
let all: Tally = nothing;
const rows = new Map<string, Row>();
const started = Date.now();
try {
  await playAll(jobs(everythingIfNothing(options)), onPlayed);
} finally {
  await program.remove();
}
const figures = [...rows.values()];
process.stdout.write(`\n${tableOf(figures)}\n`);
if (options.keep === true) {
  if (isWhole && isClean(all)) await keepFigures(figures, all);
  else process.stderr.write('only the figures of a whole campaign that is clean are kept\n');
}
process.stdout.write(`${Math.round((Date.now() - started) / 1000)} s\n${sentence(all)}\n`);
if (all.runs === 0) process.stderr.write('nothing was played: a run no longer passes this point\n');
process.exitCode = isClean(all) && all.runs > 0 ? 0 : 1;

function everythingIfNothing(given: CampaignOptions): CampaignOptions {
  return isWhole ? { ...given, seeds: 2000, kills: [20, 80, 300], real: true } : given;
}

async function* jobs(chosen: CampaignOptions): AsyncGenerator<Job> {
  const { seed, seeds = 0, first, only, kill, kills = [], real, realKill } = chosen;
  const some = only === undefined ? {} : { only };
  if (seed !== undefined) yield { does: 'seeds', from: seed, to: seed + 1, ...some };
  if (kill !== undefined) yield { does: 'kill', ...kill };
  if (realKill !== undefined) yield { does: 'real-kill', program: program.file, ...realKill };
  if (real === true) for await (const each of realKills(program.file)) yield { does: 'real-kill', ...each };
  for (const from of steps(first, first + seeds, 50))
    yield { does: 'seeds', from, to: Math.min(from + 50, first + seeds), ...some };
  for (const size of kills) {
    for (const operation of operations) {
      // Six minutes of a processor, for points that an update passes as well.
      if (operation === 'rename' && size === 300) continue;
      const { points, distinct } = await countPoints(size, operation);
      const group = `${operation} of ${size}`;
      rows.set(group, { group, points, distinct, tally: nothing });
      for (const from of steps(1, distinct + 1, pointsPerJob))
        yield { does: 'kills', size, operation, from, to: from + pointsPerJob };
    }
  }
}

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / by) }, (_each, index) => from + index * by);
}

function onPlayed(played: Played): void {
  all = counted(all, played);
  for (const group of played.groups) {
    const row = rows.get(group) ?? { group, tally: nothing };
    rows.set(group, { ...row, tally: counted(row.tally, played) });
  }
  if (!isSound(played.verdict)) tell(played);
  if (all.runs % 500 === 0) process.stderr.write(`${sentence(all)} so far\n`);
}

/** One failure with all there is to say about it, and the command that plays it once more. */
function tell({ name, again, verdict }: Played): void {
  const { orphans, duplicates, faults } = verdict;
  const lines = [
    ...orphans.map((each) => `orphan: ${each}`),
    ...duplicates.map((each) => `duplicate: ${each}`),
    ...faults,
  ];
  const isSingle = [options.seed, options.kill, options.realKill].some((each) => each !== undefined);
  const shown = isSingle ? lines : lines.slice(0, 3);
  const rest = lines.length - shown.length;
  const text = [name, ...shown.map((each) => `  ${each}`), ...(rest > 0 ? [`  and ${rest} more`] : [])];
  const command = again === '' ? '' : `  npm run campaign -- ${again}\n`;
  process.stdout.write(`${text.join('\n')}\n${command}`);
}
