/** Designs as people build them. A finding in one of these is a false alarm, unless it stands here. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allRules } from '../../src/rules/all.ts';
import { designFrom } from '../support/design.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/sound');

/** What is said on purpose: ECMP is advised in any case, and another account has to grant its VPC. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'active-standby.hcnet': ['HC334'],
  'other-cloud.hcnet': ['HC428'],
};

test.each(readdirSync(folder))('%s raises no false alarm', (name) => {
  const { shown, findings } = designFrom(readFileSync(path.join(folder, name), 'utf8'));
  expect(shown().map(({ message }) => message)).toEqual([]);
  expect(findings(allRules).map(({ rule }) => rule.id)).toEqual(expected[name] ?? []);
});
