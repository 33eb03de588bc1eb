import * as vscode from 'vscode';
import { designInView } from '../designs.ts';
import { mayAct } from '../guarded.ts';
import type { AppCommand, Parts } from '../parts.ts';
import { enterSecrets } from '../secret-input.ts';

/** Keeps a value for `secret NAME` and `secret vscode "NAME"`; lists what the design names. Gives the name. */
export const setSecretCommand: AppCommand = {
  id: 'hcnet.setSecret',
  run: async (parts) => {
    if (!(await mayAct('keep secrets'))) return undefined;
    const name = await chooseName(parts);
    if (name === undefined || !(await enterSecrets(parts.vault, [name]))) return undefined;
    void vscode.window.showInformationMessage(`hcnet: '${name}' is kept in the secret storage of VS Code.`);
    return name;
  },
};

interface NameItem extends vscode.QuickPickItem {
  readonly name: string | undefined;
}

async function chooseName(parts: Parts): Promise<string | undefined> {
  const kept = await parts.vault.secretNames();
  const named = await namesInView(parts);
  const items: NameItem[] = [
    ...named.map((name) => ({
      name,
      label: name,
      description: kept.includes(name) ? 'has a value' : 'has no value yet',
    })),
    ...kept
      .filter((name) => !named.includes(name))
      .map((name) => ({
        name,
        label: name,
        description: 'has a value; the design in view does not name it',
      })),
    { name: undefined, label: '$(add) Another name...' },
  ];
  const choice = await vscode.window.showQuickPick(items, { title: 'The secret whose value to keep' });
  return choice === undefined ? undefined : (choice.name ?? (await askName()));
}

async function namesInView({ language, inView }: Parts): Promise<readonly string[]> {
  const uri = designInView(inView);
  return uri === undefined ? [] : language.secrets(uri.toString());
}

function askName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'The name of the secret',
    prompt: 'As the design names it: secret NAME, or secret vscode "NAME".',
    validateInput: (value) => (value.trim() === '' ? 'A secret has a name.' : undefined),
  });
}
