import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ShownPlan } from '../../src/protocol/run.ts';
import { eventually, openSample } from './support.ts';

describe('commands', () => {
  it('plan a design, save it first, and show the plan as a document', async () => {
    const { document } = await openSample('minimal.hcnet');
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(0, 0), '// changed\n');
    await vscode.workspace.applyEdit(change);
    assert.ok(document.isDirty);

    const plan = await vscode.commands.executeCommand<ShownPlan | undefined>('hcnet.plan', document.uri);
    assert.ok(plan);
    assert.ok(plan.changes.create > 0);
    assert.deepEqual(plan.problems, []);
    assert.match(plan.target, /^emulator at 127\.0\.0\.1:\d+$/);
    assert.ok(!document.isDirty);
    const shown = await eventually('the plan', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'hcnet-plan'),
    );
    assert.ok(shown.getText().startsWith(`Plan for '${plan.stack}': ${plan.changes.create} to create`));
    assert.ok(shown.getText().includes(`on ${plan.target}, account `));
  });

  it('start an emulator of their own where none is named, and stop it', async () => {
    assert.equal(await vscode.commands.executeCommand('hcnet.startEmulator'), undefined);
    const named = process.env.HCNET_ENDPOINT;
    delete process.env.HCNET_ENDPOINT;
    try {
      const url = await vscode.commands.executeCommand<string | undefined>('hcnet.startEmulator');
      assert.match(url ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal(await vscode.commands.executeCommand('hcnet.startEmulator'), url);
      assert.ok((await fetch(url ?? '')).ok);
      await vscode.commands.executeCommand('hcnet.stopEmulator');
      await assert.rejects(fetch(url ?? ''));
    } finally {
      process.env.HCNET_ENDPOINT = named;
    }
  });

  it('open one topology for a design, however often they are called', async () => {
    const { document } = await openSample('minimal.hcnet');
    for (let n = 0; n < 2; n += 1) await vscode.commands.executeCommand('hcnet.openPreview', document.uri);
    const topologies = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ label }) => label === 'Topology: minimal.hcnet');
    await eventually('the topology', () => topologies()[0]);
    assert.equal(topologies().length, 1);
    await vscode.window.tabGroups.close(topologies());
  });
});
