// node scripts/desktop-tests.mjs: the tests of test/vscode inside the desktop VS Code. The variable VSCODE_EXE names an
// installed one; without it the newest is downloaded, once.
import fs from 'node:fs';
import { runTests } from '@vscode/test-electron';
import { messageOf, runScript, UserError } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { createFixture } from './vscode-host/fixture.mjs';

await runScript('desktop', async () => {
  const executable = process.env.VSCODE_EXE;
  if (executable !== undefined && !fs.existsSync(executable)) {
    throw new UserError(`VSCODE_EXE is set to ${executable}, and there is no such file.`);
  }
  const fixture = await createFixture(process.execPath);
  try {
    return await runTests({
      extensionDevelopmentPath: root,
      extensionTestsPath: inRoot('out/vscode/index.cjs'),
      extensionTestsEnv: fixture.env,
      launchArgs: [fixture.workspace, '--disable-workspace-trust', '--disable-extensions'],
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    });
  } catch (error) {
    throw explain(error);
  } finally {
    await fixture.remove();
  }
});

/** @param {unknown} error */
function explain(error) {
  const text = messageOf(error);
  // Mocha has said which tests failed.
  if (text.startsWith('Test run failed')) return new UserError(text);
  if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(text)) return error;
  return new UserError(
    `VS Code could not be downloaded (${text}). Set VSCODE_EXE to the path of an installed one, or use \`npm run test:vscode\`, which needs none.`,
    { cause: error },
  );
}
