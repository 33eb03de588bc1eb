import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually, openSample } from './support.ts';

describe('the extension', () => {
  it('is active once a design is open', async () => {
    const editor = await openSample('reference.hcnet');
    assert.equal(editor.document.languageId, 'hcnet');
    const extension = vscode.extensions.getExtension('hcnet.hcnet');
    assert.ok(extension, 'VS Code does not know the extension');
    await eventually('the extension to become active', () => extension.isActive || undefined);
  });

  it('offers exactly the commands that its manifest declares', async () => {
    const manifest = vscode.extensions.getExtension('hcnet.hcnet')?.packageJSON as {
      contributes: { commands: readonly { command: string }[] };
    };
    const declared = manifest.contributes.commands.map(({ command }) => command);
    // Those of the view are VS Code's own.
    const offered = (await vscode.commands.getCommands(true)).filter(
      (command) => command.startsWith('hcnet.') && !command.startsWith('hcnet.state.'),
    );
    assert.deepEqual(offered.toSorted(), declared.toSorted());
  });
});
