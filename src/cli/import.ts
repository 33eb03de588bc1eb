/** `hcnet import FILE --cen ID`: makes an existing network a design, with its state. Changes nothing in the cloud. */
import { access } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type { ImportedNetwork } from '../cloud/import/import.ts';
import type { Remark } from '../cloud/import/remark.ts';
import type { RootKind } from '../cloud/import/root-kinds.ts';
import { checkRoot, type Root } from '../cloud/import/roots.ts';
import { printable } from '../cloud/printable.ts';
import { importJson, importText } from '../export/import-text.ts';
import type { ImportReport } from '../export/import-text.ts';
import { reservedWords } from '../model/reserved-words.ts';
import { emptyTopology } from '../model/empty-topology.ts';
import { secretRefs } from '../model/secrets.ts';
import { openCloud } from './cloud-context.ts';
import type { CloudOptions, CloudSession } from './cloud-context.ts';
import type { LoadedDesign } from './design.ts';
import { Failure } from './failure.ts';
import { uriOf } from './file-names.ts';
import type { ExitCode, Frame } from './run.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';
import { ENDING } from './sources.ts';
import { withStateOptions } from './target-options.ts';
import { styleOf } from './text-view.ts';
import { whileWatched } from './watched.ts';
import { writeResult } from './write-result.ts';

interface Options extends CloudOptions {
  readonly cen: readonly string[];
  readonly ecr: readonly string[];
  readonly vbr: readonly string[];
  readonly region?: string;
  readonly name?: string;
  readonly force?: true;
  readonly json?: true;
}

export function importCommand({ shell, end }: Frame): Command {
  const command = new Command('import')
    .description('Make an existing network a design, with its state. Changes nothing in the cloud.')
    .argument('<file>', 'the .hcnet file to write')
    .option('--cen <id>', 'start at this Cloud Enterprise Network; may be repeated', collect, [])
    .option('--ecr <id>', 'start at this Express Connect Router; may be repeated', collect, [])
    .option('--vbr <id>', 'start at this virtual border router; may be repeated', collect, [])
    .option('--region <region>', 'where the virtual border routers are; without it, all regions are asked')
    .option('--name <name>', "the design's name; without it, that of the file")
    .option('--force', 'replace the file if it exists; a state is never replaced')
    .option('--json', 'print what was found as JSON')
    .action(async (file: string, options: Options) => {
      end(await importInto(shell, file, options));
    });
  return withStateOptions(command);
}

function collect(id: string, ids: readonly string[]): readonly string[] {
  return [...ids, id];
}

async function importInto(shell: Shell, file: string, options: Options): Promise<ExitCode> {
  const roots = rootsIn(options);
  const design = designToBe(shell, file, options.name);
  await refuseExisting(design.file, file, options.force === true);
  return whileWatched(shell, options, async ({ handed, signal }) => {
    const session = await openCloud(shell, options, design, handed);
    for (const note of session.notes) line(shell.err, note);
    line(shell.err, `Reading ${roots.map(({ id }) => id).join(', ')} and all that hangs together with it …`);
    const report = await take({ shell, session, design, roots, signal, shown: file });
    if (options.json === true) shell.out.write(`${JSON.stringify(importJson(report), null, 2)}\n`);
    else shell.out.write(importText(report, styleOf(shell).emphasis));
    return importJson(report).isPlanEmpty ? 0 : 1;
  });
}

interface Task {
  readonly shell: Shell;
  readonly session: CloudSession;
  readonly design: LoadedDesign;
  readonly roots: readonly Root[];
  readonly signal: AbortSignal;
  /** The file as it was named. */
  readonly shown: string;
}

async function take({ shell, session, design, roots, signal, shown }: Task): Promise<ImportReport> {
  const { context, identity } = session;
  const { importNetwork, saveImport } = await import('../cloud/import/import.ts');
  const { importedDesign } = await import('./imported-design.ts');
  let silenced: readonly string[] = [];
  const network = await importNetwork(context, {
    roots,
    reserved: reservedWords,
    signal,
    write: ({ topology, comments, remarks }) => {
      const made = importedDesign(topology, {
        uri: uriOf(design.file),
        head: headOf(roots, identity.account, secretRefs(topology).length > 0),
        comments: withRemarks(comments, remarks),
      });
      ({ silenced } = made);
      return made;
    },
  });
  await saveImport(context, identity.account, network.matched);
  await writeText(shell, network, shown);
  const { errandFor, lookAndPlan } = await import('../cloud/plan/make-plan.ts');
  const plan = await lookAndPlan(context, errandFor(network.topology, context.stack), signal);
  const { target, stack } = context;
  return { file: shown, stack, target, account: identity.account, network, plan, silenced };
}

/** The state is there by then: what cannot be written to its place must not be lost. */
async function writeText(shell: Shell, { text }: ImportedNetwork, file: string): Promise<void> {
  try {
    await writeResult(shell, text, file);
  } catch (error) {
    shell.out.write(text);
    throw error;
  }
}

/** What the text lacks is told where it would stand. */
function withRemarks(
  comments: ReadonlyMap<string, readonly string[]>,
  remarks: readonly Remark[],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map(comments);
  for (const { path: at, what, why } of remarks) {
    if (at === undefined) continue;
    all.set(at, [...(all.get(at) ?? []), `Not in this text: ${printable(what)}, since ${printable(why)}.`]);
  }
  return all;
}

function headOf(roots: readonly Root[], account: string, hasSecrets: boolean): string[] {
  return [
    `Imported from ${roots.map(({ id }) => id).join(', ')} of account ${account}.`,
    'Names are those of the cloud, as far as the language has letters for them; names and tags there stay as they are.',
    'Sites are guesses, and what the network must do is for you to say: add demands and expectations.',
    ...(hasSecrets
      ? [
          'Keys cannot be read back: each secret stands for what is set in the cloud, and that stays until the text changes there.',
        ]
      : []),
  ];
}

function rootsIn({ cen, ecr, vbr, region }: Options): Root[] {
  const of = (kind: RootKind, ids: readonly string[]): Root[] =>
    ids.map((id) => ({ kind, id: id.trim(), region }));
  const roots = [...of('cen', cen), ...of('ecr', ecr), ...of('vbr', vbr)];
  for (const root of roots) checkRoot(root);
  if (roots.length > 0) return roots;
  throw new Failure('an import starts somewhere', {
    hint: 'Name a Cloud Enterprise Network, an Express Connect Router or a virtual border router: --cen ID, --ecr ID or --vbr ID.',
  });
}

/** A name for the network block, which names the state as well. */
function designToBe(shell: Shell, given: string, name: string | undefined): LoadedDesign {
  const file = path.resolve(shell.cwd, given);
  if (!given.endsWith(ENDING)) {
    throw new Failure(`${given} is no name for a design: it does not end in ${ENDING}`, {
      hint: `Write ${given}${ENDING}.`,
    });
  }
  return {
    file,
    folder: path.dirname(file),
    stack: name === undefined ? nameFrom(path.basename(file, ENDING)) : checkedName(name),
    topology: emptyTopology,
    findings: [],
    texts: new Map(),
  };
}

const mostLetters = 40;

function nameFrom(text: string): string {
  const plain = text
    .replaceAll(/[^A-Za-z0-9_]+/g, '-')
    .slice(0, mostLetters)
    .replaceAll(/^[-0-9]+|-+$/g, '');
  if (plain === '') return 'imported';
  return reservedWords.has(plain) ? `${plain}-network` : plain;
}

function checkedName(name: string): string {
  if (nameFrom(name) === name) return name;
  throw new Failure(`'${name}' cannot be the name of a design`, {
    hint: `Begin with a letter, and use letters, digits and single hyphens, ${mostLetters} at most: ${nameFrom(name)}`,
  });
}

async function refuseExisting(file: string, shown: string, isForced: boolean): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere || isForced) return;
  throw new Failure(`${shown} exists already, and an import would replace what is in it`, {
    hint: 'Choose another name, or say --force to replace it.',
  });
}
