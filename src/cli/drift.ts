/** `hcnet drift PATH`: what others changed since the last apply. */
import { Command } from 'commander';
import { driftText } from '../export/drift-text.ts';
import { openCloud, type CloudOptions } from './cloud-context.ts';
import { loadDesign } from './design.ts';
import { withReport, type RunRecord } from './report-file.ts';
import type { ExitCode, Frame } from './run.ts';
import type { Shell } from './shell.ts';
import { withStateOptions } from './target-options.ts';
import { styleOf } from './text-view.ts';
import { whileWatched } from './watched.ts';

interface Options extends CloudOptions {
  readonly json?: true;
  readonly report?: string;
}

export function driftCommand({ shell, end }: Frame): Command {
  const command = new Command('drift')
    .description(
      'Show what others changed since the last apply. Changes nothing; ends with 1 when there is any.',
    )
    .argument('<path>', 'a .hcnet file, or the folder of a design')
    .option('--json', 'print it as JSON')
    .option('--report <file>', 'write it to a file as well: JSON to .json, JUnit to .xml')
    .action(async (path: string, options: Options) => {
      end(await withReport(shell, 'drift', options.report, (record) => drift(shell, path, options, record)));
    });
  return withStateOptions(command);
}

async function drift(shell: Shell, path: string, options: Options, record: RunRecord): Promise<ExitCode> {
  const design = await loadDesign(shell, path);
  return whileWatched(shell, options, async ({ handed, signal }) => {
    const { context } = await openCloud(shell, options, design, handed);
    const { errandFor } = await import('../cloud/plan/make-plan.ts');
    const { findDrift } = await import('../cloud/plan/drift.ts');
    const report = await findDrift(context, errandFor(design.topology, context.stack), signal);
    record.drift = report;
    const text =
      options.json === true ? `${JSON.stringify(report, null, 2)}\n` : driftText(report, styleOf(shell));
    shell.out.write(text);
    // What cannot be seen yet proves nothing.
    return report.drift.some(({ is }) => is !== 'unseen') ? 1 : 0;
  });
}
