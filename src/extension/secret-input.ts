/** Asks for secrets, so that nobody reads along and nothing of them is kept by VS Code's own history. */
import * as vscode from 'vscode';
import type { Vault } from './vault.ts';

/** A value that is typed or pasted; `undefined` when somebody thought better of it. */
export async function askSecret(title: string, prompt: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt,
    password: true,
    // Values are copied from elsewhere.
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'There is no value without characters.' : undefined),
  });
}

/** Asks for each of these and keeps it. `false` when somebody thought better of it. */
export async function enterSecrets(vault: Vault, names: readonly string[]): Promise<boolean> {
  for (const [index, name] of names.entries()) {
    const step = names.length === 1 ? '' : ` (${index + 1} of ${names.length})`;
    const value = await askSecret(
      `Secret '${name}'${step}`,
      `The value of '${name}'. It is kept in the secret storage of VS Code, and nowhere else.`,
    );
    if (value === undefined) return false;
    await vault.keepSecret(name, value);
  }
  return true;
}
