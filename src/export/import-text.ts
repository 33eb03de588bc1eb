/** What an import has found and made, for people and for programs. */
import type { ImportedNetwork } from '../cloud/import/import.ts';
import type { Remark } from '../cloud/import/remark.ts';
import { kindsByName } from '../cloud/kinds/by-name.ts';
import type { Plan } from '../cloud/plan/plan.ts';
import { printable } from '../cloud/printable.ts';
import { secretRefs, spellSecret } from '../model/secrets.ts';
import { plain, type Emphasis } from './text-style.ts';

export interface ImportReport {
  readonly file: string;
  readonly stack: string;
  readonly target: string;
  readonly account: string;
  readonly network: ImportedNetwork;
  /** What the text would have done to the cloud: nothing, else something is wrong. */
  readonly plan: Plan;
  /** Rules that the network breaks as it is. */
  readonly silenced: readonly string[];
}

export interface ImportJson {
  readonly file: string;
  readonly stack: string;
  readonly target: string;
  readonly account: string;
  readonly resources: number;
  /** How many of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Names of secrets whose values nobody can read back, as the text spells them. */
  readonly secrets: readonly string[];
  readonly silenced: readonly string[];
  readonly remarks: readonly Omit<Remark, 'path'>[];
  readonly isPlanEmpty: boolean;
  /** What people have to do, such as to pay for a circuit. */
  readonly waitsForPeople: boolean;
}

export function importJson({
  file,
  stack,
  target,
  account,
  network,
  plan,
  silenced,
}: ImportReport): ImportJson {
  const { resources } = network.matched;
  const counts = Map.groupBy(Object.values(resources), ({ kind }) => kind);
  const isLeft = (action: string) => action !== 'people' && action !== 'wait-external';
  return {
    file,
    stack,
    target,
    account,
    resources: Object.keys(resources).length,
    kinds: Object.fromEntries(
      [...counts].map(([kind, all]) => [kind, all.length] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    secrets: secretRefs(network.topology).map(spellSecret),
    silenced,
    remarks: network.remarks.map(({ what, why, next }) => ({ what, why, next })),
    isPlanEmpty: plan.problems.length === 0 && !plan.steps.some(({ action }) => isLeft(action)),
    waitsForPeople: plan.steps.some(({ action }) => !isLeft(action)),
  };
}

export function importText(report: ImportReport, emphasis: Emphasis = plain): string {
  const json = importJson(report);
  const { strong } = emphasis;
  return [
    strong(`'${json.stack}' from ${json.target}, account ${json.account}: ${json.resources} resources`),
    '',
    ...countLines(json.kinds),
    '',
    ...secretLines(json.secrets, emphasis),
    ...silencedLines(json.silenced, emphasis),
    ...remarkLines(json.remarks, emphasis),
    ...outcomeLines(json, emphasis),
    '',
  ].join('\n');
}

function countLines(kinds: ImportJson['kinds']): string[] {
  const counts = new Map<string, number>();
  for (const [kind, count] of Object.entries(kinds)) {
    const title = kindsByName.get(kind)?.title ?? kind;
    counts.set(title, (counts.get(title) ?? 0) + count);
  }
  const width = Math.max(0, ...[...counts.values()].map((count) => String(count).length));
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([title, count]) => `  ${String(count).padStart(width)} × ${title}`);
}

function secretLines(secrets: readonly string[], { strong, faint }: Emphasis): string[] {
  if (secrets.length === 0) return [];
  return [
    strong('Keys that cannot be read back'),
    `  ${secrets.join(', ')}`,
    faint('  They stay as they are in the cloud. Give them values before you change what they belong to.'),
    '',
  ];
}

function silencedLines(silenced: readonly string[], { strong, faint }: Emphasis): string[] {
  if (silenced.length === 0) return [];
  return [
    strong('Rules that the network breaks as it is'),
    `  ${silenced.join(', ')}`,
    faint('  They are silenced where that is so; take the comments out of the text to see what they say.'),
    '',
  ];
}

function remarkLines(remarks: ImportJson['remarks'], { strong, faint, careful }: Emphasis): string[] {
  if (remarks.length === 0) return [];
  const lines = remarks.flatMap(({ what, why, next }) => [
    `  ${careful('•')} ${printable(what)}`,
    `    ${printable(why)}`,
    faint(`    ${printable(next)}`),
  ]);
  return [strong('What the text does not say'), ...lines, ''];
}

function outcomeLines({ file, isPlanEmpty, waitsForPeople }: ImportJson, { good, bad }: Emphasis): string[] {
  if (!isPlanEmpty) {
    return [
      bad(`The next plan of ${file} is not empty: hcnet plan ${file} shows what it would change, and why.`),
      'Nothing has been changed in the cloud. Please report this, with that plan.',
    ];
  }
  const waits = waitsForPeople ? ' but for what people have to do' : '';
  return [good(`Wrote ${file}. The next plan is empty${waits}: text, state and cloud agree.`)];
}
