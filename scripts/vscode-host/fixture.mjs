import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmulator } from '../lib/emulator.mjs';
import { inRoot } from '../lib/paths.mjs';

/**
 * What a test in VS Code works on: a copy of the samples that it may change, and an emulator with nothing in it.
 * @param {string} node
 * @param {readonly string[]} [emulatorArgs] for the emulator's command line
 */
export async function createFixture(node, emulatorArgs) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hcnet-fixture-'));
  const workspace = path.join(folder, 'samples');
  fs.cpSync(inRoot('samples'), workspace, {
    recursive: true,
    filter: (file) => path.basename(file) !== '.hcnet',
  });
  const emulator = await startEmulator({
    node,
    state: path.join(folder, 'emulator'),
    ...(emulatorArgs === undefined ? {} : { args: emulatorArgs }),
  });
  const remove = async () => {
    await emulator.stop();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  // A key of its own, so that none is made in the home of whoever runs the tests.
  const env = { HCNET_ENDPOINT: emulator.url, HCNET_VERSION_KEY: 'key of the tests' };
  return { workspace, endpoint: emulator.url, env, remove };
}
