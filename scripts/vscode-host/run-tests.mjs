import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seconds } from '../lib/progress.mjs';
import { openWorkbench, saveEvidence } from './workbench.mjs';

const RESULT_MS = 300_000;

/** Exit codes of `runTests` beside 0 (passed) and 1 (failed): faults of the host, not of a test. */
const HOST_DIED = 96;
const BROWSER_DIED = 97;
const NO_RESULT = 99;

/**
 * Calls `run()` of a test module inside the extension host of a real VS Code. A run that the browser did not survive,
 * or that gave no result in time, is tried once more.
 * @param {import('./workbench.mjs').WorkbenchOptions & { tests: string, artifacts: string }} options
 * @returns {Promise<number>} 0 when the tests passed
 */
export async function runTests(options) {
  const code = await runOnce(options);
  return code === BROWSER_DIED || code === NO_RESULT ? runOnce(options) : code;
}

/** @param {import('./workbench.mjs').WorkbenchOptions & { tests: string, artifacts: string }} options */
async function runOnce({ tests, artifacts, ...options }) {
  const start = Date.now();
  const wrapper = wrap(tests);
  const onLog = options.onLog ?? ((/** @type {string} */ line) => console.log(line));
  const workbench = await openWorkbench({ ...options, tests: wrapper.module, onLog });
  try {
    const exit = await Promise.race([workbench.exit, noResult()]);
    const isCutShort = exit.code === 0 && !fs.existsSync(wrapper.mark);
    const code = isCutShort ? HOST_DIED : exit.code;
    if (code !== 0) await saveEvidence(workbench, artifacts, exit.logs);
    const why = isCutShort ? 'the extension host ended before the tests did' : exit.error;
    if (why !== undefined) console.error(`VS Code: ${why}`);
    if (code !== 0) console.error(`VS Code: ended with ${code} after ${seconds(start)}; see ${artifacts}`);
    return code;
  } finally {
    await workbench.close();
    fs.rmSync(wrapper.folder, { recursive: true, force: true });
  }
}

/**
 * VS Code reports success when its extension host is killed in mid-test. So the tests run inside a wrapper that leaves
 * a mark at the end: no mark, no success.
 * @param {string} tests
 */
function wrap(tests) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hcnet-run-'));
  const [module, mark] = [path.join(folder, 'run.cjs'), path.join(folder, 'done')];
  const code = `exports.run = async () => {
  await require(${JSON.stringify(path.resolve(tests))}).run();
  require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'ok');
};`;
  fs.writeFileSync(module, code);
  return { folder, module, mark };
}

/** @returns {Promise<import('./workbench.mjs').Exit>} */
const noResult = () =>
  new Promise((resolve) => {
    const exit = { code: NO_RESULT, error: `no result after ${RESULT_MS / 1000} s` };
    setTimeout(() => resolve(exit), RESULT_MS).unref();
  });
