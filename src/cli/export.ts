/** `hcnet export PATH --format calls|hcnet|svg`: the design in another form. */
import { Command, Option } from 'commander';
import { loadDesign, refuseErrors } from './design.ts';
import type { LoadedDesign } from './design.ts';
import type { Frame } from './run.ts';
import type { Shell } from './shell.ts';
import { writeResult } from './write-result.ts';

interface Options {
  readonly format: keyof typeof formats;
  readonly output?: string;
}

export function exportCommand({ shell, end }: Frame): Command {
  return new Command('export')
    .description('Write the design in another form.')
    .argument('<path>', 'a .hcnet file, or the folder of a design')
    .addOption(
      new Option(
        '--format <format>',
        'calls: the ordered OpenAPI calls as JSON; hcnet: all files as one; svg: the topology as a picture',
      )
        .choices(Object.keys(formats))
        .makeOptionMandatory(),
    )
    .option('-o, --output <file>', 'write to this file; without it, to standard output')
    .action(async (path: string, { format, output }: Options) => {
      const design = await loadDesign(shell, path);
      await writeResult(shell, await formats[format](design, shell), output);
      end(0);
    });
}

const formats = {
  calls: async (design: LoadedDesign, shell: Shell) => {
    // Calls of a design that the cloud would refuse help nobody.
    refuseErrors(shell, design);
    const { exportCalls, formatCalls } = await import('../export/calls.ts');
    return formatCalls(exportCalls(design.topology, { stack: design.stack }));
  },
  hcnet: async (design: LoadedDesign, shell: Shell) => {
    // Half a design would be written as if it were the whole.
    refuseErrors(shell, design);
    const { hcnetText } = await import('../export/hcnet-text.ts');
    return hcnetText(design.topology);
  },
  svg: async ({ topology }: LoadedDesign) => {
    const { exportSvg } = await import('../export/svg.ts');
    return exportSvg(topology);
  },
};
