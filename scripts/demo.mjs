// npm run demo: the whole path in the terminal, against an emulator that starts empty. Its files are in out/demo/.
import fs from 'node:fs';
import path from 'node:path';
import { startEmulator } from './lib/emulator.mjs';
import { runScript, UserError } from './lib/errors.mjs';
import { inRoot } from './lib/paths.mjs';
import { build, prepare } from './lib/prepare.mjs';
import { capture, run } from './lib/run.mjs';

const FOLDER = inRoot('out/demo');
const CLI = inRoot('dist/cli.js');
const DESIGN = 'samples/reference.hcnet';
const COMMANDS = [
  ['check', DESIGN],
  ['diagram', DESIGN, '-o', 'reference.svg'],
  ['plan', DESIGN],
  ['apply', DESIGN, '--auto-approve'],
  ['plan', DESIGN],
  ['destroy', DESIGN, '--auto-approve'],
];

await runScript('npm run demo', async () => {
  const node = await prepare();
  await build(node);
  // On a copy, so that the demo neither finds the state of other runs nor leaves its own in samples/.
  fs.rmSync(FOLDER, { recursive: true, force: true });
  const isState = (/** @type {string} */ file) => path.basename(file) === '.hcnet';
  fs.cpSync(inRoot('samples'), path.join(FOLDER, 'samples'), {
    recursive: true,
    filter: (file) => !isState(file),
  });

  const emulator = await startEmulator({ node, state: path.join(FOLDER, 'emulator') });
  try {
    return await runAll(node, emulator.url);
  } finally {
    await emulator.stop();
  }
});

/**
 * @param {string} node
 * @param {string} endpoint
 */
async function runAll(node, endpoint) {
  const env = { HCNET_ENDPOINT: endpoint };
  console.log(`the emulator stands in for Alibaba Cloud: HCNET_ENDPOINT=${endpoint}`);
  for (const args of COMMANDS) {
    console.log(`\n$ hcnet ${args.join(' ')}`);
    const code = await run(node, [CLI, ...args], { cwd: FOLDER, env });
    if (code !== 0) throw new UserError(`stopped, because this command ended with ${code}.`);
    if (args[0] === 'apply') await expectNoChanges(node, env);
  }
  console.log(
    '\nDone. What was applied matched the design at once, and the diagram is out/demo/reference.svg.',
  );
  return 0;
}

/**
 * What was applied has to match the design: the next plan, which is shown, must be empty.
 * @param {string} node
 * @param {Record<string, string>} env
 */
async function expectNoChanges(node, env) {
  const plan = await capture(node, [CLI, 'plan', DESIGN, '--json'], { cwd: FOLDER, env });
  /** @type {{ changes: Record<string, number> }} */
  const { changes } = JSON.parse(plan);
  const { create = 0, update = 0, replace = 0, delete: remove = 0 } = changes;
  const count = create + update + replace + remove;
  if (count > 0) throw new UserError(`after the apply, the plan still has ${count} changes.`);
}
