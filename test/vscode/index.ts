import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Runs the bundled tests beside this file inside VS Code's extension host, whichever VS Code that is. */
export async function run(): Promise<void> {
  const files = fs.readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'));
  // VS Code would report success.
  if (files.length === 0) throw new Error(`there are no tests in ${__dirname}`);
  const grep = process.env.HCNET_TEST_GREP;
  const mocha = new Mocha({
    timeout: 60_000,
    reporter: 'spec',
    color: false,
    forbidOnly: true,
    forbidPending: true,
    ...(grep === undefined ? {} : { grep }),
  });
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}
