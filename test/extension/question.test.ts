import { expect, test } from 'vitest';
import { facts, headline, whatToType } from '../../src/extension/question.ts';
import type { ShownPlan, ShownStep } from '../../src/protocol/run.ts';

const counts = { create: 0, update: 0, replace: 0, delete: 0, adopt: 0, move: 0, people: 0 };

test('a question tells where, whose account and how much', () => {
  const plan = destroying(['vpc.prod', 'vpc']);
  expect(headline(plan)).toBe("Destroy 'retail' on Alibaba Cloud");
  expect(headline({ ...plan, purpose: 'apply' })).toBe("Apply 'retail' on Alibaba Cloud");
  expect(facts(plan)).toContain('Account: 42\nSigned in as: acs:ram::42:root, by environment');
  expect(facts(plan)).toContain('Changes: 1 to delete');
});

test('what is hard to get back is named first, and before what only goes first', () => {
  const associations = Array.from(
    { length: 9 },
    (_, n) => [`vpc.prod/association-${n}`, 'tr-association'] as const,
  );
  const plan = destroying(
    ...associations,
    ['circuit.telecom', 'physical-connection'],
    ['cen.backbone', 'cen'],
  );
  const lines = facts(plan).split('\n');
  const from = lines.indexOf('Destructive:') + 1;
  expect(lines.slice(from, from + 3)).toEqual([
    'delete thing circuit.telecom',
    'delete thing cen.backbone',
    'delete thing vpc.prod/association-0',
  ]);
  expect(lines).toContain('and 3 more');
});

test.each(['', 'Retail', 'retai', 'retail2', 'yes'])(
  "'%s' is not the name, and the box says what is",
  (typed) => {
    expect(whatToType('retail', typed)).toContain('Type retail to destroy it');
  },
);

test('the name itself is enough', () => {
  expect(whatToType('retail', 'retail ')).toBeUndefined();
});

function destroying(...deleted: readonly (readonly [string, string])[]): ShownPlan {
  const steps = deleted.map(([address, kind]): ShownStep => ({
    address,
    kind,
    action: 'delete',
    title: 'thing',
    reasons: [],
  }));
  return {
    stack: 'retail',
    target: 'Alibaba Cloud',
    account: '42',
    identity: { account: '42', arn: 'acs:ram::42:root', type: 'Account', credentials: 'environment' },
    purpose: 'destroy',
    changes: { ...counts, delete: steps.length },
    steps,
    problems: [],
    notes: [],
    traffic: [],
    pace: { chain: [], mostMinutes: 0 },
    guards: [],
  };
}
