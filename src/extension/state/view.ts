/** The view "State": what exists of the design in view, and what drifted. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { DriftReport } from '../../cloud/plan/drift.ts';
import { batch } from '../batch.ts';
import { designInView } from '../designs.ts';
import { withLocalTimes } from '../local-times.ts';
import { here } from '../messages.ts';
import type { Parts } from '../parts.ts';
import { readState } from '../read-state.ts';
import type { KnownState } from '../read-state.ts';
import { targetKind } from '../target.ts';
import { decorationOf, itemOf, SCHEME, uriOf } from './items.ts';
import { allNodes, countDrifted, stateTree } from './tree.ts';
import type { StateNode } from './tree.ts';

export interface StateView {
  /** Reads the state again. */
  readonly refresh: () => Promise<void>;
  /** Turns to a design: something has begun or ended there. */
  readonly show: (design: vscode.Uri) => Promise<void>;
  /** Shows what drifted, until the state is another one. */
  readonly showDrift: (design: vscode.Uri, report: DriftReport) => Promise<void>;
  /** The design that is shown. */
  readonly design: () => vscode.Uri | undefined;
  /** What is known of it. */
  readonly known: () => KnownState | undefined;
  readonly dispose: () => void;
}

type Needs = Omit<Parts, 'state'>;

export function createStateView(parts: Needs): StateView {
  const changed = new vscode.EventEmitter<void>();
  const redecorated = new vscode.EventEmitter<undefined>();
  let design: vscode.Uri | undefined;
  let state: KnownState | undefined;
  let drift: DriftReport | undefined;
  let nodes: readonly StateNode[] = [];
  let asked = 0;

  const view = vscode.window.createTreeView<StateNode>('hcnet.state', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: (node) => {
        // Nobody has seen the view before.
        if (asked === 0) void refresh();
        return [...(node?.children ?? nodes)];
      },
    },
    showCollapseAll: true,
  });
  const decorations = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: redecorated.event,
    provideFileDecoration: (uri) => {
      if (uri.scheme !== SCHEME) return undefined;
      const found = [...allNodes(nodes)].find(({ address }) => uriOf(address).path === uri.path);
      return found === undefined ? undefined : decorationOf(found);
    },
  });
  const paint = () => {
    nodes = state === undefined ? [] : stateTree(state.resources, drift?.drift ?? []);
    // While it is alone in its container, VS Code shows a title, and no description.
    view.title = titleOf(design, state);
    view.description = state === undefined ? '' : `on ${state.target}`;
    view.message = messageOf(state, drift) ?? '';
    const count = countDrifted(drift?.drift ?? []);
    view.badge = count === 0 ? undefined : { value: count, tooltip: `${count} drifted` };
    changed.fire();
    redecorated.fire(undefined);
  };
  const turnTo = (next: vscode.Uri | undefined) => {
    if (next === undefined || next.toString() === design?.toString()) return;
    design = next;
    drift = undefined;
  };
  const refresh = async () => {
    if (design === undefined) turnTo(designInView(parts.inView));
    asked += 1;
    const turn = asked;
    const read = await readIfPossible(parts, design);
    // Somebody has asked again meanwhile.
    if (turn !== asked) return;
    if (read?.serial !== state?.serial || read?.place !== state?.place) drift = undefined;
    state = read;
    paint();
  };
  // Files of a state come in quick succession while a run goes on.
  const soon = batch<true>(() => {
    if (view.visible) void refresh();
  }, 500);
  const ask = () => {
    soon.add(true);
  };
  /** Whoever turns to another design wants to see that one; what happens to files is no reason to. */
  const follow = () => {
    turnTo(designInView(parts.inView));
    ask();
  };
  const watcher = vscode.workspace.createFileSystemWatcher(
    '**/.hcnet/*/*/{state,lock}.*',
    false,
    true,
    false,
  );
  const listening = vscode.Disposable.from(
    view,
    decorations,
    watcher,
    watcher.onDidCreate(ask),
    watcher.onDidDelete(ask),
    view.onDidChangeVisibility(ask),
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.workspace.onDidGrantWorkspaceTrust(ask),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('hcnet')) ask();
    }),
    parts.inView.onDidChange(follow),
  );
  return {
    refresh,
    show: async (uri) => {
      turnTo(uri);
      if (view.visible) await refresh();
    },
    showDrift: async (uri, report) => {
      asked += 1;
      design = uri;
      state = await readIfPossible(parts, uri);
      drift = report;
      paint();
    },
    design: () => design,
    known: () => state,
    dispose: () => {
      listening.dispose();
    },
  };
}

function titleOf(design: vscode.Uri | undefined, state: KnownState | undefined): string {
  if (design === undefined) return 'State';
  return `State of ${state?.stack ?? path.posix.basename(design.path)}`;
}

async function readIfPossible(parts: Needs, design: vscode.Uri | undefined): Promise<KnownState | undefined> {
  if (!vscode.workspace.isTrusted || design?.scheme !== 'file') return undefined;
  try {
    return await readState(parts, design);
  } catch (error) {
    parts.log.warn(`The state of ${design.fsPath} cannot be read: ${String(error)}`);
    return undefined;
  }
}

function messageOf(state: KnownState | undefined, drift: DriftReport | undefined): string | undefined {
  if (state === undefined) return undefined;
  if (state.lock !== undefined) {
    const who = withLocalTimes(state.lock.who, here());
    return state.lock.isAbandoned
      ? `A run was cut off: ${who}. "hcnet: Show or Resume Run" takes it up.`
      : `In use: ${who}.`;
  }
  if (state.kind !== targetKind() || drift === undefined) return undefined;
  const count = countDrifted(drift.drift);
  return count === 0
    ? `${drift.checked} looked at, nothing drifted.`
    : `${count} of ${drift.checked} drifted.`;
}
