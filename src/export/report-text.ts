/** What came of an apply, as text: failures first, then what they kept from happening, then the sum. */
import type { ApplyReport } from '../cloud/apply/report.ts';
import { namesText, plain, type PlanTextOptions } from './text-style.ts';

/** What of a report is shown. */
export interface ReadableReport {
  readonly outcome: ApplyReport['outcome'];
  readonly results: readonly ReadableResult[];
}

interface ReadableResult {
  readonly address: string;
  readonly action: string;
  readonly result: ApplyReport['results'][number]['result'];
  readonly message?: string | undefined;
  readonly because?: string | undefined;
  readonly source?: { readonly uri: string; readonly line: number } | undefined;
}

export function reportText({ outcome, results }: ReadableReport, options: PlanTextOptions = {}): string {
  const { emphasis = plain, fileName = (uri: string) => uri } = options;
  const failed = results.filter(({ result }) => result === 'failed');
  const waiting = results.filter(({ result }) => result === 'waiting');
  return [
    ...failed.flatMap((each) => [
      `${emphasis.bad('failed')} ${describe(each, fileName)}`,
      ...keptBack(each, results).map((text) => emphasis.faint(text)),
    ]),
    ...waiting.map((each) => `${emphasis.careful('waits for people')} ${describe(each, fileName)}`),
    emphasis.strong(headlines[outcome](countsOf(results))),
    '',
  ].join('\n');
}

/** `12 done, 1 failed, 3 not started`. */
function countsOf(results: readonly ReadableResult[]): string {
  const names = {
    'done': 'done',
    'failed': 'failed',
    'waiting': 'waiting for people',
    'not-started': 'not started',
  };
  return Object.entries(names)
    .map(([kind, name]) => ({ name, n: results.filter(({ result }) => result === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ name, n }) => `${n} ${name}`)
    .join(', ');
}

const headlines: Readonly<Record<ApplyReport['outcome'], (counts: string) => string>> = {
  done: (counts) => `Done: ${counts || 'nothing was to do'}.`,
  waiting: (counts) =>
    `Done as far as possible: ${counts}. Run apply again when people have done their part.`,
  failed: (counts) => `Not finished: ${counts}. Mend what failed and run apply again; it goes on from here.`,
  cancelled: (counts) => `Stopped: ${counts || 'nothing was begun'}. Run apply again to go on from here.`,
};

/** What was not started because of it: consequences, which need no mending of their own. */
function keptBack({ address }: ReadableResult, results: readonly ReadableResult[]): readonly string[] {
  const own = results.filter(({ because }) => because === address).map((each) => each.address);
  return own.length === 0 ? [] : [`  not started because of it: ${namesText(own, MOST_NAMES)}`];
}

const MOST_NAMES = 5;

function describe(
  { address, action, message, source }: ReadableResult,
  fileName: (uri: string) => string,
): string {
  const place = source === undefined ? '' : `${fileName(source.uri)}:${source.line}: `;
  return `${place}${action} ${address}${message === undefined ? '' : `: ${message}`}`;
}
