import { describe, expect, test } from 'vitest';
import { isInstalled } from '../../scripts/lib/ensure-modules.mjs';

const locked = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
    'node_modules/for-macos': { version: '3.0.0', optional: true },
  },
};
const installed = {
  packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/a/node_modules/b': { version: '2.0.0' } },
};

describe('the dependencies count as installed', () => {
  test('when all but those of other platforms are there', () => {
    expect(isInstalled(locked, installed)).toBe(true);
  });

  test('not when one is missing', () => {
    expect(isInstalled(locked, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(false);
  });

  test('not when one has another version', () => {
    const other = { packages: { ...installed.packages, 'node_modules/a': { version: '1.0.1' } } };
    expect(isInstalled(locked, other)).toBe(false);
  });

  test('not when one is there that is no longer wanted', () => {
    const more = { packages: { ...installed.packages, 'node_modules/old': { version: '1.0.0' } } };
    expect(isInstalled(locked, more)).toBe(false);
  });

  test('not when npm left no record, or there is nothing to compare it with', () => {
    expect(isInstalled(locked, {})).toBe(false);
    expect(isInstalled({}, installed)).toBe(false);
  });
});
