import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { planText } from '../../src/export/plan-text.ts';
import type { ShownPlan, ShownStep } from '../../src/protocol/run.ts';

interface Pattern {
  readonly name?: string;
  readonly match: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

const file = path.resolve(import.meta.dirname, '../../src/language/editor/plan.tmLanguage.json');
const { patterns } = JSON.parse(readFileSync(file, 'utf8')) as { readonly patterns: readonly Pattern[] };

test('a plan is coloured by what happens to each resource', () => {
  const lines = planText(planOf('create', 'update', 'replace', 'delete', 'adopt', 'move')).split('\n');
  const scopes = new Map(lines.flatMap((line) => [...scopesIn(line)]));
  expect(Object.fromEntries(scopes)).toMatchObject({
    "Plan for 'retail': nothing to change": 'markup.heading',
    'Create': 'markup.heading',
    '+ vpc.create': 'markup.inserted',
    '= vpc.adopt': 'markup.inserted',
    '~ vpc.update': 'markup.changed',
    '> vpc.old': 'markup.changed',
    '± vpc.replace': 'markup.deleted',
    '- vpc.delete': 'markup.deleted',
    'careful': 'invalid',
  });
});

/** Text and scope of what the first pattern that fits a line names. */
function* scopesIn(line: string): Generator<readonly [string, string]> {
  const pattern = patterns.find(({ match }) => new RegExp(match).test(line));
  const groups = new RegExp(pattern?.match ?? '$^').exec(line) ?? [];
  if (pattern?.name !== undefined) yield [line, scopeOf(pattern.name)];
  for (const [index, { name }] of Object.entries(pattern?.captures ?? {})) {
    const text = groups[Number(index)];
    if (text !== undefined) yield [text, scopeOf(name)];
  }
}

function scopeOf(name: string): string {
  return name.replace('.hcnet-plan', '');
}

function planOf(...actions: readonly ShownStep['action'][]): ShownPlan {
  return {
    stack: 'retail',
    target: 'Alibaba Cloud',
    account: '42',
    identity: { account: '42', arn: 'a', type: 'Account', credentials: 'environment' },
    purpose: 'apply',
    changes: { create: 0, update: 0, replace: 0, delete: 0, adopt: 0, move: 0, people: 0 },
    steps: actions.map((action) => ({
      address: `vpc.${action}`,
      kind: 'vpc',
      action,
      title: 'VPC',
      reasons: [],
      ...(action === 'move' ? { from: 'vpc.old' } : {}),
    })),
    problems: [],
    notes: [],
    traffic: [],
    pace: { chain: [], mostMinutes: 0 },
    guards: [{ code: 'precious', message: 'much hangs on that', addresses: [] }],
  };
}
