/** The headless tool: `hcnet check`, `plan`, `apply` and so on. Everything of the process itself is touched here. */
import process from 'node:process';
import { shellOf } from './process-shell.ts';
import { run } from './run.ts';

// The SDK of the cloud uses what Node advises against; nobody who runs this tool can change that.
process.noDeprecation = true;

// What the SDKs print when they are asked to with this variable holds signatures and security tokens.
delete process.env.DEBUG;

// A reader that has seen enough, such as `head`, hangs up; there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = isNodeTooOld() ? 2 : await run(process.argv.slice(2), shellOf(process));

/** package.json says so as well, but nothing enforces it when the file is called directly. */
function isNodeTooOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isTooOld = major < 22 || (major === 22 && minor < 12);
  if (isTooOld)
    process.stderr.write(
      `error: hcnet needs Node 22.12 or later; this is Node ${process.versions.node}\n  In a clone of hcnet, npm run hcnet -- COMMAND brings its own.\n`,
    );
  return isTooOld;
}
