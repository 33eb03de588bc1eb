/** `hcnet diagram FILE -o x.svg`: the topology as a picture. */
import { Command, Option } from 'commander';
import { loadDesign } from './design.ts';
import type { Frame } from './run.ts';
import { writeResult } from './write-result.ts';

interface Options {
  readonly output?: string;
  readonly theme: 'auto' | 'light' | 'dark';
}

export function diagramCommand({ shell, end }: Frame): Command {
  return new Command('diagram')
    .description('Draw the topology of a design as SVG.')
    .argument('<file>', 'a .hcnet file')
    .option('-o, --output <file>', 'write to this file; without it, to standard output')
    .addOption(
      new Option('--theme <theme>', 'colours; auto follows the reader')
        .choices(['auto', 'light', 'dark'])
        .default('auto'),
    )
    .action(async (file: string, { output, theme }: Options) => {
      const { topology } = await loadDesign(shell, file, { mayBeFolder: false });
      // The layout engine takes a while to load, which only those who draw should wait for.
      const { exportSvg } = await import('../export/svg.ts');
      await writeResult(shell, await exportSvg(topology, { theme }), output);
      end(0);
    });
}
