/** A committed copy of facts from the reference folder, compared with it where it is there. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

export const reference = path.resolve(import.meta.dirname, '../../../shared');

export const isReferenceThere = existsSync(reference);

/** With UPDATE_COPIES=1 the copy is written instead; read the difference before it is committed. */
export function expectKept(name: string, facts: unknown): void {
  const file = path.join(import.meta.dirname, name);
  if (process.env.UPDATE_COPIES === '1') writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(facts);
}

export function readReference(name: string): unknown {
  return JSON.parse(readFileSync(path.join(reference, name), 'utf8'));
}
