/** What drifted, as text for people. */
import type { Drift, DriftReport } from '../cloud/plan/drift.ts';
import { printable } from '../cloud/printable.ts';
import { plain, type PlanTextOptions } from './text-style.ts';

export function driftText(report: DriftReport, options: PlanTextOptions = {}): string {
  const { emphasis = plain, fileName = (uri: string) => uri } = options;
  const { stack, target, account, checked, drift, notes = [] } = report;
  const lines = drift.flatMap((each) => driftLines(each, fileName));
  return [
    emphasis.strong(drift.length === 0 ? `No drift in '${stack}'` : `Drift in '${stack}'`),
    `on ${target}, account ${account}: ${checked} looked at, ${drift.length} ${drift.length === 1 ? 'differs' : 'differ'}`,
    ...notes.map((note) => `  ${emphasis.careful('note')}: ${note}`),
    '',
    ...(lines.length === 0 ? [] : [...lines, '', ...nextSteps(drift)]),
  ].join('\n');
}

function driftLines(drift: Drift, fileName: (uri: string) => string): string[] {
  const { address, title, id, source, attributes } = drift;
  const where = source === undefined ? '' : `  ${fileName(source.uri)}:${source.line}`;
  return [
    `  ${words[drift.is].padEnd(8)} ${address}  ${title}${id === undefined ? '' : ` ${printable(id)}`}${where}`,
    ...attributes.map((each) => `           ${attributeText(each)}`),
  ];
}

/** `bandwidth: asked 200, seen 100`. */
export function attributeText({
  attribute,
  asked = 'nothing',
  seen = 'nothing',
  wanted,
}: Drift['attributes'][number]): string {
  const now = wanted === undefined || wanted === asked ? '' : `; the design now says ${wanted}`;
  return `${attribute}: asked ${asked}, seen ${seen}${now}`;
}

const words: Readonly<Record<Drift['is'], string>> = {
  changed: 'changed',
  gone: 'gone',
  unseen: 'unseen',
  orphan: 'unknown',
};

function nextSteps(drift: readonly Drift[]): string[] {
  const has = (is: Drift['is']): boolean => drift.some((each) => each.is === is);
  return [
    ...(has('changed') || has('gone')
      ? [
          'To take it back: hcnet apply. To keep it: write what is seen into the design, or name it under `ignore`.',
        ]
      : []),
    ...(has('unseen') ? ['What is unseen was ready only just now, and may show up later.'] : []),
    ...(has('orphan')
      ? [
          'What is unknown carries the tags of this design. hcnet apply takes back into the state what the design has; with --delete-orphans it deletes the rest.',
        ]
      : []),
    '',
  ];
}
