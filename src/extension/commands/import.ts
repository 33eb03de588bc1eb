import path from 'node:path';
import * as vscode from 'vscode';
import { rootKinds } from '../../cloud/import/root-kinds.ts';
import type { RootKind } from '../../cloud/import/root-kinds.ts';
import type { ImportJson } from '../../export/import-text.ts';
import { mayAct } from '../guarded.ts';
import { showFailure } from '../messages.ts';
import type { AppCommand, Parts } from '../parts.ts';
import { resolveTarget } from '../target.ts';

/** Makes a network that exists a design, and opens its text. Gives what was found. */
export const importCommand: AppCommand = {
  id: 'hcnet.import',
  run: async (parts) => {
    if (!(await mayAct('import'))) return undefined;
    const root = await askRoot();
    if (root === undefined) return undefined;
    const file = await askFile();
    if (file === undefined) return undefined;
    try {
      const found = await read(parts, root, file);
      if (found === undefined) return undefined;
      await vscode.window.showTextDocument(file, { preview: false });
      tell(parts, found);
      return found;
    } catch (error) {
      showFailure(parts.log, error);
      return undefined;
    }
  },
};

interface AskedRoot {
  readonly kind: RootKind;
  readonly id: string;
}

interface KindItem extends vscode.QuickPickItem {
  readonly root: RootKind;
}

const kinds: readonly KindItem[] = [
  {
    root: 'cen',
    label: 'Cloud Enterprise Network',
    detail: 'Its transit routers, and all that they attach.',
  },
  {
    root: 'ecr',
    label: 'Express Connect Router',
    detail: 'Its VBRs with their circuits, and its hubs and VPCs.',
  },
  { root: 'vbr', label: 'Virtual border router', detail: 'Its circuit, and the hubs that it hangs on.' },
];

const TITLE = 'Import from Alibaba Cloud';

async function askRoot(): Promise<AskedRoot | undefined> {
  const chosen = await vscode.window.showQuickPick(kinds, {
    title: TITLE,
    placeHolder: 'Where to start; what hangs together with it is found from there',
    ignoreFocusOut: true,
  });
  if (chosen === undefined) return undefined;
  const { prefix } = rootKinds[chosen.root];
  const id = await vscode.window.showInputBox({
    title: TITLE,
    prompt: `The id of the ${chosen.label}, as the console shows it.`,
    placeHolder: `${prefix}…`,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || isId(prefix, value.trim())
        ? undefined
        : `An id of this kind begins with ${prefix}`,
  });
  return id === undefined || !isId(prefix, id.trim()) ? undefined : { kind: chosen.root, id: id.trim() };
}

function isId(prefix: string, text: string): boolean {
  return text.startsWith(prefix) && /^[\w-]+$/.test(text);
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return vscode.window.showSaveDialog({
    title: 'Write the design to',
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, 'imported.hcnet') }),
    filters: { hcnet: ['hcnet'] },
  });
}

/** In a process of its own, as with every run. `undefined` when somebody stopped it. */
async function read(parts: Parts, root: AskedRoot, file: vscode.Uri): Promise<ImportJson | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `hcnet: Importing ${root.id}`,
      cancellable: true,
    },
    async (_progress, cancelled) => {
      const target = await resolveTarget(parts.emulator);
      // The dialog has asked whether a file that exists may be replaced.
      const args = ['import', file.fsPath, `--${root.kind}`, root.id, '--json', '--force', '--handover'];
      const run = parts.tool.run([...args, ...target.args], {
        cwd: path.dirname(file.fsPath),
        env: target.env,
      });
      cancelled.onCancellationRequested(() => {
        run.answer({ type: 'cancel' });
      });
      run.answer({ type: 'secrets', handover: await parts.vault.handover(target.kind) });
      const { code, output } = await run.ended;
      if (cancelled.isCancellationRequested) return undefined;
      return foundIn(code, output);
    },
  );
}

/** What the tool says about its work comes before the JSON, and after it. */
function foundIn(code: number | null, output: string): ImportJson {
  const [json] = /^\{\n[^]*^\}$/m.exec(output) ?? [];
  if (json !== undefined) return JSON.parse(json) as ImportJson;
  const failure = output.slice(Math.max(0, output.indexOf('error: '))).replace(/^error: /, '');
  throw new Error(failure === '' ? `hcnet import ended with ${String(code)}` : failure);
}

/** The whole of it is in the log: what the text does not say may be long. */
function tell({ log }: Parts, found: ImportJson): void {
  const { stack, resources, secrets, remarks, isPlanEmpty } = found;
  for (const { what, why, next } of remarks) log.info(`${what}: ${why}. ${next}`);
  if (secrets.length > 0) log.info(`Keys that cannot be read back: ${secrets.join(', ')}`);
  const show = 'Show Log';
  const plan = isPlanEmpty ? 'the next plan is empty' : 'the next plan is NOT empty: run it to see why';
  const more =
    remarks.length === 0 ? '' : ` ${remarks.length} things are not as the text says, or not in it.`;
  const text = `hcnet: Imported '${stack}' with ${resources} resources; ${plan}.${more}`;
  const shown = isPlanEmpty
    ? vscode.window.showInformationMessage(text, show)
    : vscode.window.showWarningMessage(text, show);
  void shown.then((choice) => {
    if (choice === show) log.show();
  });
}
