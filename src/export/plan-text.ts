/** A plan as text for people, the same in a terminal and in an editor. */
import type { Plan, PlanStep, StepAction } from '../cloud/plan.ts';
import { billingLines } from './billing-text.ts';
import { trafficLines, type ReadableTraffic } from './traffic-text.ts';

/** How the parts are emphasised; `plain` where there are no colours. */
export interface Emphasis {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly careful: (text: string) => string;
  readonly bad: (text: string) => string;
}

export interface PlanTextOptions {
  readonly emphasis?: Emphasis;
  /** Writes the URI of a source file as readers know it. */
  readonly fileName?: (uri: string) => string;
}

/** What of a plan is shown; what the headless tool sends to the extension has this much. */
export interface ReadablePlan extends Pick<Plan, 'stack' | 'target' | 'purpose' | 'changes'> {
  readonly account: string | undefined;
  /** Who would carry it out; absent for a plan of nobody in particular. */
  readonly identity?: { readonly arn: string; readonly credentials: string };
  readonly steps: readonly ReadableStep[];
  readonly problems: readonly ReadableNote[];
  readonly notes: readonly ReadableNote[];
  readonly traffic: readonly ReadableTraffic[];
  readonly guards: readonly { readonly message: string; readonly allow?: string | undefined }[];
}

interface ReadableStep extends Pick<PlanStep, 'address' | 'action' | 'title'> {
  readonly bills?: PlanStep['bills'] | undefined;
  readonly reasons: readonly ReadableReason[];
  readonly source?: Place | undefined;
  readonly instruction?: string | undefined;
}

interface ReadableReason {
  readonly attribute: string;
  readonly asked?: unknown;
  readonly seen?: unknown;
  readonly wanted?: unknown;
}

interface ReadableNote {
  readonly message: string;
  readonly source?: Place | undefined;
}

export interface Place {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
}

export function planText(plan: ReadablePlan, options: PlanTextOptions = {}): string {
  const { emphasis = plain, fileName = same } = options;
  const width = Math.min(56, Math.max(0, ...plan.steps.map(({ address }) => address.length)));
  return [
    emphasis.strong(headline(plan)),
    ...place(plan),
    '',
    ...section(plan.steps.flatMap((step) => stepLines(step, { emphasis, fileName, width }))),
    ...section(trafficLines(plan.traffic, { emphasis, fileName })),
    ...section(billingLines(plan.steps, plan.target, emphasis)),
    ...section(plan.problems.flatMap((note) => noteLines(emphasis.bad('problem'), note, fileName))),
    ...section(plan.guards.map((guard) => `  ${emphasis.bad('careful')}: ${guardText(guard)}`)),
    ...section(plan.notes.flatMap((note) => noteLines(emphasis.careful('note'), note, fileName))),
    emphasis.strong(summary(plan)),
    '',
  ].join('\n');
}

/** `3 to create, 1 to update`; `nothing to change` when all are 0. */
export function changesText(changes: Plan['changes']): string {
  const parts = [
    [changes.create, 'to create'],
    [changes.update, 'to update'],
    [changes.replace, 'to replace'],
    [changes.delete, 'to delete'],
    [changes.adopt, 'to adopt'],
    [changes.move, 'to move'],
    [changes.people, changes.people === 1 ? 'step for people' : 'steps for people'],
  ] as const;
  const shown = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  return shown.length === 0 ? 'nothing to change' : shown.join(', ');
}

export const plain: Emphasis = { strong: same, faint: same, good: same, careful: same, bad: same };

function same(text: string): string {
  return text;
}

interface Style {
  readonly emphasis: Emphasis;
  readonly fileName: (uri: string) => string;
  readonly width: number;
}

function headline({ purpose, stack, changes }: ReadablePlan): string {
  return `${purpose === 'destroy' ? 'Destroy' : 'Plan for'} '${stack}': ${changesText(changes)}`;
}

function place({ target, account, identity }: ReadablePlan): readonly string[] {
  const where = `on ${target}${account === undefined ? '' : `, account ${account}`}`;
  return identity === undefined ? [where] : [where, `as ${identity.arn}, by ${identity.credentials}`];
}

function summary({ problems, changes }: ReadablePlan): string {
  const counts = `Plan: ${changesText(changes)}.`;
  return problems.length === 0
    ? counts
    : `${counts} It cannot be carried out before the problems are solved.`;
}

/** A block of lines with an empty line below, or nothing. */
function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

function stepLines(step: ReadableStep, style: Style): readonly string[] {
  const { emphasis, fileName, width } = style;
  const mark = marks[step.action];
  const where = step.source === undefined ? '' : `  ${fileName(step.source.uri)}:${step.source.line}`;
  const head = `  ${mark.sign(emphasis)(`${mark.text} ${step.action.padEnd(7)}`)} ${step.address.padEnd(width)}  ${emphasis.faint(`${step.title}${where}`)}`;
  return [
    head,
    ...(mark.tellsReasons ? step.reasons.map((reason) => `${INDENT}${reasonText(reason)}`) : []),
    ...(step.instruction ?? '')
      .split('\n')
      .filter(Boolean)
      .map((text) => `${INDENT}${text}`),
  ];
}

const INDENT = '              ';

interface Mark {
  readonly text: string;
  readonly sign: (emphasis: Emphasis) => (text: string) => string;
  /** Whether the attributes are the news; of a new resource they are all in the design. */
  readonly tellsReasons: boolean;
}

const marks: Readonly<Record<StepAction, Mark>> = {
  'create': { text: '+', sign: ({ good }) => good, tellsReasons: false },
  'resume': { text: '+', sign: ({ good }) => good, tellsReasons: true },
  'adopt': { text: '=', sign: ({ good }) => good, tellsReasons: true },
  'move': { text: '>', sign: ({ good }) => good, tellsReasons: true },
  'update': { text: '~', sign: ({ careful }) => careful, tellsReasons: true },
  'replace': { text: '±', sign: ({ bad }) => bad, tellsReasons: true },
  'delete': { text: '-', sign: ({ bad }) => bad, tellsReasons: true },
  'forget': { text: '-', sign: ({ careful }) => careful, tellsReasons: true },
  'people': { text: '!', sign: ({ careful }) => careful, tellsReasons: true },
  'wait-external': { text: '!', sign: ({ careful }) => careful, tellsReasons: true },
};

/** Why something changes, in a line: `prefix: 10.0.0.0/16 → 10.1.0.0/16`. */
export function reasonText({ attribute, asked, seen, wanted }: ReadableReason): string {
  const before = seen ?? asked;
  if (before === undefined && wanted === undefined) return attribute;
  if (before === undefined) return `${attribute}: ${valueText(wanted)}`;
  return `${attribute}: ${valueText(before)} → ${wanted === undefined ? 'nothing' : valueText(wanted)}`;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function guardText({ message, allow }: ReadablePlan['guards'][number]): string {
  return allow === undefined ? message : `${message} (${allow} lets it pass)`;
}

function noteLines(label: string, note: ReadableNote, fileName: (uri: string) => string): readonly string[] {
  const where = note.source === undefined ? '' : `${fileName(note.source.uri)}:${note.source.line}: `;
  const [first = '', ...more] = note.message.split('\n');
  return [`  ${label}: ${where}${first}`, ...more.map((text) => `    ${text}`)];
}
