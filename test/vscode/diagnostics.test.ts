import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { FAULTS } from '../support/faults.ts';
import { describeDiagnostic, diagnosticsOf, openSample } from './support.ts';

describe('diagnostics', () => {
  it('of the reference design are none', async () => {
    const { document } = await openSample('reference.hcnet');
    // An empty list is also what there is before anything was checked, so make one fault and take it back.
    await edit(document.uri, (change) => {
      change.insert(document.uri, new vscode.Position(0, 0), 'site unfinished { kind nonsense }\n');
    });
    await diagnosticsOf(document.uri, (findings) => findings.length > 0);
    await edit(document.uri, (change) => {
      change.delete(document.uri, new vscode.Range(0, 0, 1, 0));
    });
    assert.deepEqual(await diagnosticsOf(document.uri, (findings) => findings.length === 0), []);
  });

  it('of the design with deliberate faults are exactly these', async () => {
    const { document } = await openSample('faults.hcnet');
    const findings = await diagnosticsOf(document.uri, (found) => found.length > 0);
    assert.deepEqual(findings.map(describeDiagnostic).toSorted(byLine), FAULTS);
  });

  it('lead to the page of their rule', async () => {
    const { document } = await openSample('faults.hcnet');
    const [finding] = await diagnosticsOf(document.uri, (found) => found.length > 0);
    assert.equal(finding?.source, 'hcnet');
    assert.ok(typeof finding.code === 'object' && finding.code.target.path.endsWith('/docs/rules.md'));
  });

  it('go away with their quick fix', async () => {
    const { document } = await openSample('faults.hcnet');
    const isMissingBfd = (finding: vscode.Diagnostic) => describeDiagnostic(finding).includes('HC313');
    const before = await diagnosticsOf(document.uri, (found) => found.some(isMissingBfd));
    const finding = before.find(isMissingBfd);
    assert.ok(finding);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Enable BFD');
    assert.ok(fix?.edit, `no fix among ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await diagnosticsOf(document.uri, (found) => !found.some(isMissingBfd));
    assert.match(document.getText(), /bfd/);
    await vscode.commands.executeCommand('undo');
    await diagnosticsOf(document.uri, (found) => found.some(isMissingBfd));
  });
});

async function edit(uri: vscode.Uri, write: (change: vscode.WorkspaceEdit) => void): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  write(change);
  assert.ok(await vscode.workspace.applyEdit(change), `cannot edit ${uri.fsPath}`);
}

/** By line and column, then by text. */
function byLine(a: string, b: string): number {
  const place = (text: string) => {
    const [line = 0, column = 0] = text.split(/[: ]/).map(Number);
    return line * 1_000 + column;
  };
  return place(a) - place(b) || a.localeCompare(b);
}
