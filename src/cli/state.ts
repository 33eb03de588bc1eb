/** `hcnet state list|show|mv|rm`: what the state remembers, and changes of it by hand. */
import { resolve } from 'node:path';
import { Command } from 'commander';
import { stateJson, stateText, resourceText } from '../export/state-text.ts';
import type { KnownState } from '../export/state-text.ts';
import type { Handed } from './answers.ts';
import type { CloudOptions } from './cloud-context.ts';
import { Failure } from './failure.ts';
import type { ExitCode, Frame } from './run.ts';
import { colorsOf, line } from './shell.ts';
import type { Shell } from './shell.ts';
import { isDesignPlace } from './sources.ts';
import { openStateOf } from './state-session.ts';
import { withStateOptions } from './target-options.ts';
import { whileWatched } from './watched.ts';

interface Options extends CloudOptions {
  readonly json?: true;
}

export function stateCommand({ shell, end }: Frame): Command {
  const path = ['<path>', 'a .hcnet file, or the folder of a design'] as const;
  const list = new Command('list')
    .description('List the resources that the state knows.')
    .argument(...path)
    .option('--json', 'print them as JSON')
    .action(async (design: string, options: Options) => {
      end(await listState(shell, design, options));
    });
  const show = new Command('show')
    .description('Show all that the state knows of a resource.')
    .argument(...path)
    .argument('<address>', 'as `state list` shows it')
    .action(async (design: string, address: string, options: Options) => {
      await refuseSwapped(shell, 'show', design, [address]);
      end(await showResource(shell, design, address, options));
    });
  const mv = new Command('mv')
    .description('Give a resource another address; the cloud is left as it is.')
    .argument(...path)
    .argument('<from>', 'its address')
    .argument('<to>', 'its new address')
    .action(async (design: string, from: string, to: string, options: Options) => {
      await refuseSwapped(shell, 'mv', design, [from, to]);
      await moveResource(shell, design, { from, to }, options);
    });
  const rm = new Command('rm')
    .description('Forget a resource; it stays in the cloud as it is.')
    .argument(...path)
    .argument('<address>', 'as `state list` shows it')
    .action(async (design: string, address: string, options: Options) => {
      await refuseSwapped(shell, 'rm', design, [address]);
      const { context } = await openStateOf(shell, design, options);
      const { removeFromState } = await import('../cloud/state/change-state.ts');
      const was = await removeFromState(context, address);
      const next =
        was === 'forgotten'
          ? 'is forgotten. It stays in the cloud; a design that has it finds it again.'
          : 'is left out no more; the next apply makes it.';
      line(shell.out, `'${address}' ${next}`);
    });
  const command = new Command('state').description('Look into the state of a design, and change it by hand.');
  for (const each of [list, show, mv, rm]) command.addCommand(withStateOptions(each));
  return command;
}

/** An address stands where the file comes, and the file behind it. */
async function refuseSwapped(
  shell: Shell,
  subcommand: string,
  first: string,
  others: readonly string[],
): Promise<void> {
  const isThere = (given: string) => isDesignPlace(resolve(shell.cwd, given));
  if (await isThere(first)) return;
  for (const file of others) {
    if (!(await isThere(file))) continue;
    const addresses = [first, ...others].filter((each) => each !== file);
    throw new Failure(`'${first}' stands where the file comes, which is ${file}`, {
      hint: `The file comes first, and the address second: hcnet state ${subcommand} ${[file, ...addresses].join(' ')}`,
    });
  }
}

async function moveResource(
  shell: Shell,
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
  options: Options,
): Promise<void> {
  const { context, design } = await openStateOf(shell, path, options);
  const { moveInState } = await import('../cloud/state/change-state.ts');
  const { errandFor } = await import('../cloud/plan/make-plan.ts');
  const { resources } = errandFor(design.topology, context.stack).desired;
  const wanted = resources.find(({ address }) => address === to);
  await moveInState(context, from, to, wanted);
  const next =
    wanted === undefined
      ? `The design has no '${to}' yet: write it before the next apply, which otherwise deletes the resource.`
      : 'Its tags follow with the next apply.';
  line(shell.out, `'${from}' is '${to}' now. ${next}`);
}

async function listState(shell: Shell, path: string, options: Options): Promise<ExitCode> {
  const isHanded = options.handover === true;
  const known = isHanded
    ? await whileWatched(shell, options, ({ handed }) => lookInto(shell, path, options, handed))
    : await lookInto(shell, path, options, undefined);
  if (options.json === true) shell.out.write(`${JSON.stringify(stateJson(known), null, 2)}\n`);
  else shell.out.write(stateText(known, colorsOf(shell.out).dim));
  return 0;
}

async function lookInto(
  shell: Shell,
  path: string,
  options: Options,
  handed: Handed | undefined,
): Promise<KnownState> {
  const { context } = await openStateOf(shell, path, options, handed);
  const { readStack } = await import('../cloud/state/stack.ts');
  const { hasEnded, lockHolder } = await import('../cloud/state/lock.ts');
  const holder = await lockHolder(context);
  const isAbandoned = holder !== undefined && hasEnded(context, holder.facts);
  return {
    ...(await readStack(context)),
    holder,
    isAbandoned,
    target: context.target,
    place: context.files.place,
  };
}

async function showResource(
  shell: Shell,
  path: string,
  address: string,
  options: Options,
): Promise<ExitCode> {
  const { context } = await openStateOf(shell, path, options);
  const { readStack } = await import('../cloud/state/stack.ts');
  const { resourceAt } = await import('../cloud/state/state.ts');
  const { state } = await readStack(context);
  const resource = resourceAt(state, address);
  if (resource === undefined) {
    throw new Failure(`'${address}' is not in the state of '${context.stack}'`, {
      hint: 'hcnet state list shows what is.',
    });
  }
  shell.out.write(resourceText(address, resource));
  return 0;
}
