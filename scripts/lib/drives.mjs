import { readFileSync, rmSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { INTERRUPTED, run } from './run.mjs';
import { secondTry } from './summary.mjs';

const REPORT = inRoot('test-artifacts/drives.json');

/** @typedef {{ readonly name: string, readonly status: string, readonly assertionResults: readonly { readonly status: string }[] }} File */

/**
 * Runs the tests that see VS Code as a person does. A browser, a server and an extension host on a busy machine lose a
 * key or a click once in some hundred times; so where nobody looks on, what failed is tried once more, in new windows,
 * and the output says so.
 * @param {string | undefined} grep
 * @returns {Promise<number>} the exit code
 */
export async function runDrives(grep) {
  const only = grep === undefined ? [] : ['--testNamePattern', grep];
  let output = '';
  const onOutput = (/** @type {string} */ text) => {
    output += text;
    process.stdout.write(text);
  };
  const code = await runFiles(only, { onOutput });
  if (code === 0 || code === INTERRUPTED || process.env.CI === undefined) return code;
  // What failed outside of all tests belongs to no file that could be tried again.
  if (/^.*Unhandled (Errors?|Rejection)/m.test(output)) return code;
  const failed = failedFiles();
  if (failed.length === 0) return code;
  const tests = failed.flatMap(({ assertionResults }) => assertionResults);
  const count = (/** @type {string} */ status) => tests.filter((test) => test.status === status).length;
  console.log(secondTry({ failed: count('failed'), passed: count('passed') }));
  return runFiles([...only, ...failed.map(({ name }) => name)]);
}

/**
 * @param {readonly string[]} more arguments
 * @param {import('./run.mjs').RunOptions} [options]
 */
function runFiles(more, options) {
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const vitest = inRoot('node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--config', 'test/vscode/drive.config.ts', ...reporters, ...more];
  return run(process.execPath, args, options);
}

/** @returns {readonly File[]} none where the tests did not come to their end */
function failedFiles() {
  try {
    /** @type {{ readonly testResults: readonly File[] }} */
    const { testResults } = JSON.parse(readFileSync(REPORT, 'utf8'));
    return testResults.filter(({ status }) => status === 'failed');
  } catch {
    return [];
  }
}
