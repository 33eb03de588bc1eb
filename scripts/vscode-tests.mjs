// node scripts/vscode-tests.mjs [--inside | --outside] [--grep TEXT]: tests the built extension in a real VS Code,
// inside its extension host with Mocha, and from outside, as a person sees it, with Vitest and Playwright.
import { parseArgs } from 'node:util';
import { ensureChromium } from './lib/chromium.mjs';
import { runDrives } from './lib/drives.mjs';
import { runScript } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { createFixture } from './vscode-host/fixture.mjs';
import { runTests } from './vscode-host/run-tests.mjs';

await runScript('vscode', async () => {
  const { values } = parseArgs({
    options: { inside: { type: 'boolean' }, outside: { type: 'boolean' }, grep: { type: 'string' } },
  });
  await ensureChromium();
  const inside = values.outside ? 0 : await testInside(values.grep);
  const outside = values.inside ? 0 : await runDrives(values.grep);
  return Math.max(inside, outside);
});

/** @param {string | undefined} grep */
async function testInside(grep) {
  const fixture = await createFixture(process.execPath);
  try {
    return await runTests({
      node: process.execPath,
      extension: root,
      workspace: fixture.workspace,
      tests: inRoot('out/vscode/index.cjs'),
      artifacts: inRoot('test-artifacts/inside'),
      env: { ...fixture.env, ...(grep === undefined ? {} : { HCNET_TEST_GREP: grep }) },
    });
  } finally {
    await fixture.remove();
  }
}
