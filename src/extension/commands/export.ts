import path from 'node:path';
import * as vscode from 'vscode';
import { chosenDesign, saveDesigns } from '../designs.ts';
import { showFailure } from '../messages.ts';
import type { AppCommand, Parts } from '../parts.ts';

/** Writes the design in another form, to a file that the user names. Gives the file. */
export const exportCommand: AppCommand = {
  id: 'hcnet.export',
  run: async (parts, given) => {
    const document = await chosenDesign(given, parts.inView);
    if (document === undefined) return undefined;
    const format = await vscode.window.showQuickPick(formats, { title: 'Export the design as' });
    if (format === undefined || !(await saveDesigns(document, parts.log))) return undefined;
    const target = await vscode.window.showSaveDialog({
      title: format.label,
      defaultUri: vscode.Uri.file(document.uri.fsPath.replace(/\.hcnet$/, '') + format.ending),
      filters: { [format.label]: [format.ending.split('.').at(-1) ?? ''] },
    });
    if (target === undefined) return undefined;
    try {
      await write(parts, document.uri, format.id, target);
    } catch (error) {
      showFailure(parts.log, error);
      return undefined;
    }
    void offerToOpen(target);
    return target;
  },
};

interface Format extends vscode.QuickPickItem {
  /** As in `hcnet export --format`. */
  readonly id: string;
  readonly ending: string;
}

const formats: readonly Format[] = [
  {
    id: 'calls',
    ending: '.calls.json',
    label: 'OpenAPI calls (JSON)',
    detail: 'Every call in its order, with its parameters.',
  },
  {
    id: 'svg',
    ending: '.svg',
    label: 'Topology diagram (SVG)',
    detail: 'The picture, for documents and wikis.',
  },
];

async function write({ tool }: Parts, design: vscode.Uri, format: string, target: vscode.Uri): Promise<void> {
  const run = tool.run(['export', design.fsPath, '--format', format, '--output', target.fsPath], {
    cwd: path.dirname(design.fsPath),
    env: {},
  });
  const { code, output } = await run.ended;
  if (code !== 0) throw new Error(output.replace(/^error: /, ''));
}

async function offerToOpen(file: vscode.Uri): Promise<void> {
  const open = 'Open';
  const name = path.basename(file.fsPath);
  const choice = await vscode.window.showInformationMessage(`hcnet: Exported to ${name}.`, open);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', file);
}
