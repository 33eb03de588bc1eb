/** A plan as text for people, the same in a terminal and in an editor. */
import { billingLines, billingSummary } from './billing-text.ts';
import { changesText } from './changes-text.ts';
import { paceLines } from './pace-text.ts';
import { peopleLines } from './people-text.ts';
import type { ReadableNote, ReadablePlan } from './readable-plan.ts';
import { stepGroups } from './step-text.ts';
import { plain, same, type PlanTextOptions, type Style } from './text-style.ts';
import { trafficLines, trafficSummary } from './traffic-text.ts';

export function planText(plan: ReadablePlan, options: PlanTextOptions = {}): string {
  const { emphasis = plain, fileName = same } = options;
  const style: Style = { emphasis, fileName };
  return [
    emphasis.strong(headline(plan)),
    ...place(plan),
    '',
    ...stepGroups(plan.steps, plan.traffic, style).flatMap(section),
    ...section(peopleLines(plan.steps, style)),
    ...section(trafficLines(plan.traffic, style)),
    ...section(billingLines(plan.steps, plan.target, emphasis)),
    ...section(paceLines(plan.pace, style)),
    ...section(plan.problems.flatMap((note) => noteLines(emphasis.bad('problem'), note, fileName))),
    ...section(plan.guards.map((guard) => `  ${emphasis.bad('careful')}: ${guardText(guard)}`)),
    ...section(plan.notes.flatMap((note) => noteLines(emphasis.careful('note'), note, fileName))),
    emphasis.strong(summary(plan)),
    '',
  ].join('\n');
}

function headline({ purpose, stack, changes }: ReadablePlan): string {
  return `${purpose === 'destroy' ? 'Destroy' : 'Plan for'} '${stack}': ${changesText(changes)}`;
}

function place({ target, account, identity }: ReadablePlan): readonly string[] {
  const where = `on ${target}${account === undefined ? '' : `, account ${account}`}`;
  return identity === undefined ? [where] : [where, `as ${identity.arn}, by ${identity.credentials}`];
}

function summary({ problems, changes, traffic, steps }: ReadablePlan): string {
  return [
    `Plan: ${changesText(changes)}.`,
    ...trafficSummary(traffic),
    ...billingSummary(steps),
    ...(problems.length === 0 ? [] : ['It cannot be carried out before the problems are solved.']),
  ].join(' ');
}

/** A block of lines with an empty line below, or nothing. */
function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

function guardText({ message, allow }: ReadablePlan['guards'][number]): string {
  return allow === undefined ? message : `${message} (${allow} lets it pass)`;
}

function noteLines(label: string, note: ReadableNote, fileName: (uri: string) => string): readonly string[] {
  const where = note.source === undefined ? '' : `${fileName(note.source.uri)}:${note.source.line}: `;
  const [first = '', ...more] = note.message.split('\n');
  return [`  ${label}: ${where}${first}`, ...more.map((text) => `    ${text}`)];
}
