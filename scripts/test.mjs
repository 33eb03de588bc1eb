// npm test [-- --only STEP,STEP]: everything that has to hold, from a bare clone. Its last line is "N passed, N failed".
import { parseArgs } from 'node:util';
import { ensureChromium } from './lib/chromium.mjs';
import { runScript, UserError } from './lib/errors.mjs';
import { prepare } from './lib/prepare.mjs';
import { seconds } from './lib/progress.mjs';
import { INTERRUPTED } from './lib/run.mjs';
import { runTask } from './lib/run-task.mjs';
import { countTests, total } from './lib/summary.mjs';
import { tasks } from './tasks.mjs';

const STEPS = ['generate-check', 'typecheck', 'lint', 'format-check', 'unit', 'campaign', 'build', 'vscode'];
const IN_BROWSER = ['unit', 'vscode'];

/** @typedef {{ name: string, code: number, time: string, counts: import('./lib/summary.mjs').Counts }} Result */

await runScript('npm test', async () => {
  const steps = chooseSteps();
  const node = await prepare();
  if (steps.some((name) => IN_BROWSER.includes(name))) await ensureChromium();
  const interrupt = new AbortController();
  process.on('SIGINT', () => interrupt.abort());

  /** @type {Result[]} */
  const results = [];
  for (const name of steps) {
    results.push(await runStep(node, name));
    if (interrupt.signal.aborted) return INTERRUPTED;
  }
  report(results);
  return results.every(({ code }) => code === 0) ? 0 : 1;
});

function chooseSteps() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const chosen = values.only?.split(',') ?? STEPS;
  const unknown = chosen.filter((name) => !STEPS.includes(name));
  if (unknown.length > 0) {
    throw new UserError(`there is no step '${unknown.join("', '")}'. Choose from: ${STEPS.join(', ')}.`);
  }
  return chosen;
}

/**
 * @param {string} node
 * @param {string} name
 * @returns {Promise<Result>}
 */
async function runStep(node, name) {
  const start = Date.now();
  console.log(`\n== ${name}: ${tasks[name]?.about ?? ''}`);
  let output = '';
  const onOutput = (/** @type {string} */ text) => {
    output += text;
    process.stdout.write(text);
  };
  const code = await runTask(node, name, { onOutput });
  return { name, code, time: seconds(start), counts: countTests(output) };
}

/** @param {readonly Result[]} results */
function report(results) {
  console.log('\n== summary');
  for (const { name, code, time, counts } of results) {
    const tests =
      counts.passed + counts.failed > 0 ? `  ${counts.passed} passed, ${counts.failed} failed` : '';
    console.log(`  ${name.padEnd(15)} ${code === 0 ? 'ok    ' : 'FAILED'} ${time.padStart(8)}${tests}`);
  }
  const { passed, failed } = total(results);
  console.log(`\n${passed} passed, ${failed} failed`);
}
