/** A run as a document for other programs: JSON, or JUnit for the pages of CI systems. */
import { Builder } from 'xml2js';
import type { Drift } from '../cloud/plan/drift.ts';
import type { StepResult } from '../cloud/apply/report.ts';

export interface RunReport {
  readonly format: 'hcnet-report';
  readonly version: 1;
  /** Version of this program. */
  readonly engine: string;
  readonly command: 'apply' | 'destroy' | 'drift';
  /** Absent when the run failed before it knew. */
  readonly stack?: string;
  readonly target?: string;
  readonly account?: string;
  /** ISO time. */
  readonly started: string;
  readonly durationMs: number;
  /** `nothing`: there was nothing to do; `refused`: nobody said yes; `drift`: others changed something. */
  readonly outcome:
    'done' | 'failed' | 'cancelled' | 'waiting' | 'nothing' | 'refused' | 'problems' | 'drift' | 'no-drift';
  readonly exitCode: number;
  /** Why nothing could be done at all. */
  readonly failure?: { readonly message: string; readonly hint?: string };
  /** Why the plan cannot be carried out. */
  readonly problems: readonly string[];
  readonly results: readonly StepResult[];
  /** Addresses of what is left to do. */
  readonly left: readonly string[];
  /** Of a drift run: how many resources were looked at. */
  readonly checked?: number;
  readonly drift?: readonly Drift[];
}

export function jsonReport(report: RunReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Steps are the test cases; what fails is a failure, what was not started or waits for people is skipped. */
export function junitReport(report: RunReport): string {
  const { command, stack = 'hcnet', started, durationMs } = report;
  const cases = casesOf(report);
  const count = (name: keyof TestCase): number => cases.filter((each) => each[name] !== undefined).length;
  const totals = {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: secondsOf(durationMs),
  };
  return `${new Builder().buildObject({
    testsuites: {
      $: { name: 'hcnet', ...totals },
      testsuite: {
        $: { name: `hcnet ${command} ${stack}`, timestamp: started.slice(0, 19), ...totals },
        testcase: cases,
      },
    },
  })}\n`;
}

interface TestCase {
  readonly $: { readonly classname: string; readonly name: string; readonly time: string };
  readonly failure?: Told;
  readonly error?: Told;
  readonly skipped?: { readonly $: { readonly message: string } };
}

interface Told {
  readonly $: { readonly message: string; readonly type: string };
  readonly _: string;
}

function casesOf(report: RunReport): readonly TestCase[] {
  const { command, stack = 'hcnet', failure, problems, results, drift = [], checked } = report;
  const of = (name: string, ms = 0): TestCase => ({
    $: { classname: stack, name: plain(name), time: secondsOf(ms) },
  });
  const cases = [
    ...problems.map((message) => ({
      ...of(`plan: ${message}`),
      failure: told(message, 'problem', [message]),
    })),
    ...results.map((each) => ({
      ...of(`${each.action} ${each.address}`, each.durationMs),
      ...outcomeOf(each),
    })),
    ...drift.map((each) => ({ ...of(`${each.is} ${each.address}`), ...driftOutcome(each) })),
    ...(failure === undefined
      ? []
      : [
          {
            ...of(`hcnet ${command}`),
            error: told(failure.message, 'failure', [failure.message, failure.hint]),
          },
        ]),
  ];
  if (cases.length > 0) return cases;
  return [of(checked === undefined ? `hcnet ${command}: nothing to do` : `no drift in ${checked} resources`)];
}

function outcomeOf(result: StepResult): Pick<TestCase, 'failure' | 'skipped'> {
  const { message = result.result, failure, source } = result;
  switch (result.result) {
    case 'done':
      return {};
    case 'not-started':
    case 'waiting':
      return { skipped: { $: { message: plain(message) } } };
    case 'failed':
      return {
        failure: told(message, failure?.class ?? 'failed', [
          message,
          failure?.action && `action: ${failure.action}`,
          failure?.code && `code: ${failure.code}`,
          failure?.requestId && `request id: ${failure.requestId}`,
          failure?.region && `region: ${failure.region}`,
          source && `in the text: ${source.uri}:${source.line}`,
        ]),
      };
  }
}

function driftOutcome({ is, attributes, id }: Drift): Pick<TestCase, 'failure' | 'skipped'> {
  if (is === 'unseen')
    return { skipped: { $: { message: 'it was ready only just now and is not listed yet' } } };
  const lines = attributes.map(
    ({ attribute, asked = 'nothing', seen = 'nothing' }) => `${attribute}: asked ${asked}, seen ${seen}`,
  );
  return { failure: told(`${is}${id === undefined ? '' : ` ${id}`}`, is, lines) };
}

function told(message: string, type: string, lines: readonly (string | undefined)[]): Told {
  const text = lines.filter((line) => line !== undefined && line !== '').join('\n');
  return { $: { message: plain(message), type }, _: plain(text) };
}

function secondsOf(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** XML takes no control characters, and the cloud may answer with some. */
function plain(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');
}
