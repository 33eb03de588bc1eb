/** What came of an apply, as text: failures first, then what they kept from happening, then the sum. */
import type { ApplyReport } from '../cloud/apply/report.ts';
import { namesText, plain, type PlanTextOptions } from './text-style.ts';

/** What of a report is shown. */
export interface ReadableReport {
  readonly purpose: ApplyReport['purpose'];
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

export function reportText(
  { purpose, outcome, results }: ReadableReport,
  options: PlanTextOptions = {},
): string {
  const { emphasis = plain, fileName = (uri: string) => uri } = options;
  const failed = results.filter(({ result }) => result === 'failed');
  const waiting = results.filter(({ result }) => result === 'waiting');
  return [
    ...failed.flatMap((each) => [
      `${emphasis.bad('failed')} ${describe(each, fileName)}`,
      ...keptBack(each, results).map((text) => emphasis.faint(text)),
    ]),
    ...waiting.map((each) => `${emphasis.careful('waits for people')} ${describe(each, fileName)}`),
    emphasis.strong(headlines[outcome](countsOf(results), purpose)),
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

/** Whoever stopped a destroy and is told to apply would get everything back. */
const headlines: Readonly<
  Record<ApplyReport['outcome'], (counts: string, again: ApplyReport['purpose']) => string>
> = {
  done: (counts) => `Finished: ${counts || 'nothing was to do'}.`,
  waiting: (counts, again) =>
    `Done as far as possible: ${counts}. Run ${again} again when people have done their part.`,
  failed: (counts, again) =>
    `Not finished: ${counts}. Mend what failed and run ${again} again; it goes on from here.`,
  cancelled: (counts, again) =>
    `Stopped: ${counts || 'nothing was begun'}. Run ${again} again to go on from here.`,
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
