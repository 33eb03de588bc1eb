/** `--report FILE`: what came of a run, for CI systems and other programs. */
import type { Plan } from '../cloud/plan/plan.ts';
import type { ApplyReport } from '../cloud/apply/report.ts';
import type { DriftReport } from '../cloud/plan/drift.ts';
import { jsonReport, junitReport, type RunReport } from '../export/run-report.ts';
import { explain } from './explain.ts';
import { Failure } from './failure.ts';
import type { ExitCode } from './run.ts';
import type { Shell } from './shell.ts';
import { VERSION } from './version.ts';
import { writeResult } from './write-result.ts';

/** What a run tells of itself while it goes on. */
export interface RunRecord {
  plan?: Plan;
  report?: ApplyReport;
  drift?: DriftReport;
}

/** Does the work, and writes down what came of it, also when it fails. */
export async function withReport(
  shell: Shell,
  command: RunReport['command'],
  file: string | undefined,
  work: (record: RunRecord) => Promise<ExitCode>,
): Promise<ExitCode> {
  const record: RunRecord = {};
  if (file === undefined) return work(record);
  const format = formatFor(file);
  const begun = shell.now();
  const write = async (end: Pick<RunReport, 'outcome' | 'exitCode' | 'failure'>): Promise<void> => {
    const report = reportOf(command, record, { begun, ended: shell.now(), ...end });
    await writeResult(shell, shell.clean(format(report)), file);
  };
  let exitCode: ExitCode;
  try {
    exitCode = await work(record);
  } catch (error) {
    const { message, hint, exitCode: code } = explain(error);
    await write({
      outcome: 'failed',
      exitCode: code,
      failure: { message, ...(hint === undefined ? {} : { hint }) },
    });
    throw error;
  }
  await write({ outcome: outcomeOf(record, exitCode), exitCode });
  return exitCode;
}

function formatFor(file: string): (report: RunReport) => string {
  if (/\.json$/i.test(file)) return jsonReport;
  if (/\.xml$/i.test(file)) return junitReport;
  throw new Failure(`a report cannot be written to ${file}: its ending does not say in which form`, {
    hint: 'Name it .json for JSON, or .xml for JUnit.',
  });
}

interface End extends Pick<RunReport, 'outcome' | 'exitCode' | 'failure'> {
  readonly begun: number;
  readonly ended: number;
}

function reportOf(
  command: RunReport['command'],
  { plan, report, drift }: RunRecord,
  { begun, ended, outcome, exitCode, failure }: End,
): RunReport {
  const about = plan ?? drift;
  const results = report?.results ?? [];
  return {
    format: 'hcnet-report',
    version: 1,
    engine: VERSION,
    command,
    ...(about === undefined ? {} : { stack: about.stack, target: about.target, account: about.account }),
    started: new Date(begun).toISOString(),
    durationMs: ended - begun,
    outcome,
    exitCode,
    ...(failure === undefined ? {} : { failure }),
    problems: plan?.problems.map(({ message }) => message) ?? [],
    results,
    left: results.filter(({ result }) => result !== 'done').map(({ address }) => address),
    ...(drift === undefined ? {} : { checked: drift.checked, drift: drift.drift }),
  };
}

function outcomeOf({ plan, report, drift }: RunRecord, exitCode: ExitCode): RunReport['outcome'] {
  if (drift !== undefined) return exitCode === 0 ? 'no-drift' : 'drift';
  if (report !== undefined) return report.outcome;
  if (exitCode === 130) return 'cancelled';
  if (plan !== undefined && plan.problems.length > 0) return 'problems';
  return exitCode === 0 ? 'nothing' : 'refused';
}
