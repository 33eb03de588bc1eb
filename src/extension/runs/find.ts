/** Runs of the workspace that no window watches: those that go on, that were cut off, and that ended meanwhile. */
import * as vscode from 'vscode';
import type { RunEvent, ShownPlan } from '../../protocol/run.ts';
import type { Parts } from '../parts.ts';
import { readState } from '../read-state.ts';
import type { KnownState } from '../read-state.ts';
import { targetKind } from '../target.ts';
import { readEvents } from './record.ts';
import type { RunRecord } from './record.ts';

export type FoundRun =
  | { readonly is: 'running'; readonly record: RunRecord; readonly name: string }
  | {
      readonly is: 'cut-off';
      readonly uri: vscode.Uri;
      readonly operation: 'apply' | 'destroy';
      readonly name: string;
      /** Absent for a run that no window has begun. */
      readonly record?: RunRecord;
    }
  | { readonly is: 'over'; readonly record: RunRecord; readonly events: readonly RunEvent[] };

/** Of the target that the settings name: a run on another one is none of the current work. */
export async function findRuns(parts: Parts): Promise<readonly FoundRun[]> {
  const records = (await parts.records.list()).filter(({ target }) => target === targetKind());
  const recorded = await Promise.all(records.map((record) => findRecorded(parts, record)));
  const known = new Set(recorded.flatMap(({ place }) => place ?? []));
  const others = await findCutOff(parts, known);
  return [...recorded.flatMap(({ run }) => run ?? []), ...others];
}

interface Recorded {
  readonly run: FoundRun | undefined;
  /** Of its state, where that was looked at. */
  readonly place?: string;
}

async function findRecorded(parts: Parts, record: RunRecord): Promise<Recorded> {
  const events = await readEvents(record.folder);
  if (events.some(({ type }) => type === 'end' || type === 'failure')) {
    return { run: { is: 'over', record, events } };
  }
  const uri = vscode.Uri.parse(record.uri);
  const state = await readState(parts, uri).catch((error: unknown) => {
    parts.log.warn(`The state of ${uri.fsPath} cannot be read: ${String(error)}`);
    return undefined;
  });
  const name = planIn(events)?.stack ?? state?.stack ?? '';
  const place = state === undefined ? {} : { place: state.place };
  if (isAtWork(state, record)) return { run: { is: 'running', record, name }, ...place };
  if (!events.some(({ type }) => type === 'progress')) {
    // The window went before anybody had said yes.
    await parts.records.remove(record.folder);
    return { run: undefined };
  }
  return { run: { is: 'cut-off', uri, operation: record.subcommand, name, record }, ...place };
}

export function planIn(events: readonly RunEvent[]): ShownPlan | undefined {
  return events.find((event) => event.type === 'plan')?.plan;
}

function isAtWork(state: KnownState | undefined, { pid }: RunRecord): boolean {
  return state?.lock?.pid === pid && !state.lock.isAbandoned;
}

/** Locks that nobody holds any more: of runs in a terminal, or whose record is lost. */
async function findCutOff(parts: Parts, known: ReadonlySet<string>): Promise<readonly FoundRun[]> {
  const folders = (await heldLocks()).filter((folder) => !known.has(folder.fsPath));
  const found = await Promise.all(folders.map((folder) => cutOffIn(parts, folder)));
  return found.flatMap((run) => run ?? []);
}

/** Folders of states whose newest lock has not been freed. */
async function heldLocks(): Promise<readonly vscode.Uri[]> {
  const pattern = `**/.hcnet/${targetKind()}/*/lock.*`;
  const files = await vscode.workspace.findFiles(pattern, '**/node_modules/**');
  const byFolder = Map.groupBy(files, (file) => vscode.Uri.joinPath(file, '..').toString());
  return [...byFolder].filter(([, locks]) => isHeld(locks)).map(([folder]) => vscode.Uri.parse(folder));
}

/** Each holder has a number, one higher than the last; see src/cloud/store/lock-files.ts. */
function isHeld(locks: readonly vscode.Uri[]): boolean {
  const newest = (ending: string) => {
    const numbers = locks.map(({ path }) => new RegExp(`/lock\\.(\\d+)\\.${ending}$`).exec(path)?.[1]);
    return Math.max(0, ...numbers.map((number) => Number(number ?? 0)));
  };
  return newest('json') > newest('free');
}

async function cutOffIn(parts: Parts, folder: vscode.Uri): Promise<FoundRun | undefined> {
  const uri = await designOf(folder);
  const state = uri === undefined ? undefined : await readState(parts, uri).catch(() => undefined);
  const isSame = state?.place === folder.fsPath && state.lock?.isAbandoned === true;
  if (uri === undefined || !isSame) return undefined;
  const operation = state.lock.operation === 'destroy' ? 'destroy' : 'apply';
  return { is: 'cut-off', uri, operation, name: state.stack };
}

/** A state lies beside its design, in `.hcnet/TARGET/NAME`. */
async function designOf(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const stack = folder.path.split('/').at(-1) ?? '';
  const beside = vscode.Uri.joinPath(folder, '../../..');
  const entries = await vscode.workspace.fs.readDirectory(beside);
  const designs = entries.map(([name]) => name).filter((name) => name.endsWith('.hcnet'));
  for (const name of designs) {
    const uri = vscode.Uri.joinPath(beside, name);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    if (name === `${stack}.hcnet` || namesNetwork(text, stack)) return uri;
  }
  return undefined;
}

function namesNetwork(text: string, stack: string): boolean {
  return [...text.matchAll(/^\s*network\s+([\w-]+)/gm)].some(([, name]) => name === stack);
}
