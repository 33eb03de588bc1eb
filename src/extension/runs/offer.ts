/** What a window says about runs that it finds: it offers to show them and to take them up, and does neither unasked. */
import * as vscode from 'vscode';
import { offerToResume, watchAgain } from '../cloud-run.ts';
import { withLocalTimes } from '../local-times.ts';
import { here, showFailure } from '../messages.ts';
import { tellOutcome } from '../outcome.ts';
import { reportChanges, reportTitle, runOverlay } from '../overlays.ts';
import type { Parts } from '../parts.ts';
import { findRuns, planIn } from './find.ts';
import type { FoundRun } from './find.ts';

/** Gives how many there are; waits for nobody. */
export async function offerRuns(parts: Parts): Promise<number> {
  const runs = await findRuns(parts);
  for (const run of runs) {
    offer(parts, run).catch((error: unknown) => {
      showFailure(parts.log, error);
    });
  }
  return runs.length;
}

async function offer(parts: Parts, run: FoundRun): Promise<void> {
  switch (run.is) {
    case 'running':
      return offerToShow(parts, run);
    case 'cut-off':
      return takeUp(parts, run);
    case 'over':
      return tellEnd(parts, run);
  }
}

async function offerToShow(parts: Parts, { record, name }: FoundRun & { is: 'running' }): Promise<void> {
  const show = 'Show Progress';
  const since = withLocalTimes(record.startedAt, here());
  const choice = await vscode.window.showInformationMessage(
    `hcnet: ${nounOf(record.subcommand)} of '${name}' began at ${since}, and goes on.`,
    show,
  );
  if (choice === show) await watchAgain(parts, record);
}

async function takeUp(parts: Parts, run: FoundRun & { is: 'cut-off' }): Promise<void> {
  const { operation: subcommand, uri, name, record } = run;
  if (record !== undefined) parts.records.claim(record.folder);
  const message = `${nounOf(subcommand)} of '${name}' was cut off. Everything that it sent is known, and it can go on from there.`;
  await offerToResume(parts, { subcommand, uri, message });
  // Until somebody has read that; from then on, the state tells as much.
  if (record !== undefined) await parts.records.remove(record.folder);
}

/** It ended while nobody was there. */
async function tellEnd(parts: Parts, { record, events }: FoundRun & { is: 'over' }): Promise<void> {
  const plan = planIn(events);
  const report = events.find((event) => event.type === 'end')?.report;
  const failure = events.find((event) => event.type === 'failure');
  parts.records.claim(record.folder);
  await parts.records.remove(record.folder);
  if (failure !== undefined) showFailure(parts.log, new Error(failure.message));
  if (plan === undefined || report === undefined) return;
  const answer = await parts.language.diagram(record.uri).catch(() => undefined);
  parts.board.put({ uri: record.uri, overlay: runOverlay(plan), design: answer?.design });
  parts.board.settle(record.uri, {
    changes: reportChanges(report),
    title: reportTitle(plan, report),
    design: answer?.design,
  });
  await parts.state.show(vscode.Uri.parse(record.uri));
  tellOutcome(parts, { design: vscode.Uri.parse(record.uri), plan, report });
}

function nounOf(operation: 'apply' | 'destroy'): string {
  return operation === 'apply' ? 'An apply' : 'A destroy';
}
