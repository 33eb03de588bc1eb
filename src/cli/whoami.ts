/** `hcnet whoami`: whose account the credentials open, and where they come from. Changes nothing. */
import { Command } from 'commander';
import { listenForAnswers } from './answers.ts';
import { openTarget, reachEndpoint } from './cloud-target.ts';
import type { CloudTarget, TargetOptions } from './cloud-target.ts';
import type { Frame } from './run.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';
import { withTargetOptions } from './target-options.ts';

interface Options extends TargetOptions {
  readonly json?: true;
}

export function whoamiCommand({ shell }: Frame): Command {
  const command = new Command('whoami')
    .description('Show which account the credentials open, and where they come from.')
    .option('--json', 'print it as JSON')
    .action((options: Options) => whoami(shell, options));
  return withTargetOptions(command);
}

async function whoami(shell: Shell, options: Options): Promise<void> {
  const answers = options.handover === true ? listenForAnswers(shell, { stop: () => undefined }) : undefined;
  try {
    await answers?.handed.arrived;
    const endpoint = await reachEndpoint(shell, options);
    const target = await openTarget(shell, endpoint, options, answers?.handed);
    line(shell.out, options.json === true ? asJson(target) : asText(target));
  } finally {
    answers?.close();
  }
}

function asJson({ name, identity }: CloudTarget): string {
  return JSON.stringify({ target: name, ...identity }, null, 2);
}

function asText({ name, identity }: CloudTarget): string {
  return [
    `account ${identity.account} on ${name}`,
    `as ${identity.arn} (${identity.type})`,
    `by ${identity.credentials}`,
  ].join('\n');
}
