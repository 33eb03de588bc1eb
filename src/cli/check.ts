/** `hcnet check PATH`: what the editor would underline, for terminals and CI. */
import { Command, Option } from 'commander';
import type { Severity } from '../rules/rule.ts';
import { loadDesigns } from './design.ts';
import { findingsJson } from './findings-json.ts';
import { findingsText } from './findings-text.ts';
import type { Frame } from './run.ts';
import type { Shell } from './shell.ts';

interface Options {
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
}

export function checkCommand({ shell, end }: Frame): Command {
  return new Command('check')
    .description('Find what the cloud would refuse, and what good practice advises against.')
    .argument('<path>', 'a .hcnet file, or a folder')
    .addOption(
      new Option('--format <format>', 'how findings are printed').choices(['text', 'json']).default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'the least severe finding that makes the exit code 1')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .action(async (path: string, options: Options) => {
      end(await check(shell, path, options));
    });
}

async function check(shell: Shell, path: string, { format, failOn }: Options): Promise<0 | 1> {
  const designs = await loadDesigns(shell, path);
  const findings = designs.flatMap((design) => design.findings);
  const texts = new Map(designs.flatMap((design) => [...design.texts]));
  const checked = { findings, texts, cwd: shell.cwd };
  shell.out.write(format === 'json' ? findingsJson(checked) : findingsText(checked, shell.out));
  return findings.some(({ severity }) => rank[severity] >= rank[failOn]) ? 1 : 0;
}

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };
