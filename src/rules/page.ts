/** The rules as Markdown, for people who read about a finding or look for one. */
import type { Rule } from './rule.ts';

/** What the page says about a rule; the checks of the text (`language/checks/`) say it too. */
export type ExplainedRule = Pick<Rule, 'id' | 'severity' | 'title' | 'why' | 'sources' | 'examples'>;

/** The page with all rules; `docs/rules.md` is this text. Each rule has its id in lower case as anchor. */
export function rulesPage(rules: readonly ExplainedRule[]): string {
  const groups = [...Map.groupBy(rules, ({ id }) => groupNames[Number(id.charAt(2))] ?? 'More').entries()];
  return [
    '# Rules',
    intro,
    ...groups.flatMap(([name, members]) => [`## ${name}`, rulesTable(members, ''), ...members.map(section)]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** A table of rules that links to the page, which lies at `page`. */
export function rulesTable(rules: readonly ExplainedRule[], page: string): string {
  const rows = rules.map(({ id, severity, title }) => [
    `[${id}](${page}#${id.toLowerCase()})`,
    severity,
    title,
  ]);
  return table([['id', 'severity', 'finding'], ...rows]);
}

const intro = `hcnet checks a design against these rules while you type, and with \`hcnet check\`. An **error** means that the cloud will refuse it, or that traffic is lost now; a **warning**, that it works until something fails; an **info** is worth knowing. The carets in the examples mark what the rule points at.

This page is written by \`npm run generate\` from the rules themselves, in \`src/rules\` and \`src/language/checks\`.`;

/** By the first digit of the id. */
const groupNames: Readonly<Record<number, string>> = {
  0: 'The text',
  1: 'Addresses',
  2: 'Circuits and redundancy',
  3: 'VBR, BGP and BFD',
  4: 'ECR, CEN and transit routers',
  5: 'Services and PrivateLink',
  6: 'Capacity and QoS',
  7: 'VPN standby',
  8: 'Monitoring and drills',
};

function section({ id, severity, title, why, sources, examples }: ExplainedRule): string {
  return [
    `### ${id}`,
    `**${title}** (${severity})`,
    why,
    'Finds fault with:',
    fence(examples.bad),
    'Content with:',
    fence(examples.good),
    sourceList(sources),
  ].join('\n\n');
}

function sourceList(sources: readonly string[]): string {
  if (sources.length === 0) return 'Source: no document asks for it; it is the judgement of this project.';
  const texts = sources.map((source) => `- ${source}`);
  return `${sources.length === 1 ? 'Source' : 'Sources'}:\n\n${texts.join('\n')}`;
}

function fence(example: string): string {
  return `\`\`\`hcnet\n${dedented(example)}\n\`\`\``;
}

/** Without the indentation that the example has in its source file. */
function dedented(text: string): string {
  const lines = text.trimEnd().replace(/^\n/, '').split('\n');
  const indentations = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indentations);
  return lines.map((line) => line.slice(least).trimEnd()).join('\n');
}

/** Aligned as the formatter of this repository does it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  const [head = [], ...body] = rows;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}
