// npm run demo: the whole path in the terminal, against an emulator that starts empty. Its files are in out/demo/.
import fs from 'node:fs';
import path from 'node:path';
import { startEmulator } from './lib/emulator.mjs';
import { runScript } from './lib/errors.mjs';
import { inRoot } from './lib/paths.mjs';
import { build, prepare } from './lib/prepare.mjs';
import { run } from './lib/run.mjs';

const FOLDER = inRoot('out/demo');
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
  console.log(`the emulator stands in for Alibaba Cloud: HCNET_ENDPOINT=${endpoint}`);
  for (const args of COMMANDS) {
    console.log(`\n$ hcnet ${args.join(' ')}`);
    const code = await run(node, [inRoot('dist/cli.js'), ...args], {
      cwd: FOLDER,
      env: { HCNET_ENDPOINT: endpoint },
    });
    if (code !== 0) {
      console.error(`\nnpm run demo: stopped, because this command ended with ${code}`);
      return code;
    }
  }
  console.log('\nThe second plan was empty. The diagram is out/demo/reference.svg.');
  return 0;
}
