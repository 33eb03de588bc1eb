// node scripts/build.mjs [--production] [--watch] [--tests]: bundles everything into dist/, the tests into out/vscode/.
import fs from 'node:fs';
import esbuild from 'esbuild';
import { appBundles, testBundles } from './bundles.mjs';
import { runScript } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { seconds } from './lib/progress.mjs';

/** @typedef {import('./bundles.mjs').Bundle} Bundle */

const flags = new Set(process.argv.slice(2));

await runScript('build', async () => {
  const start = Date.now();
  // A bundle of a test that has been removed must not run again.
  if (flags.has('--tests')) fs.rmSync(inRoot('out/vscode'), { recursive: true, force: true });
  const bundles = [...appBundles(), ...(flags.has('--tests') ? testBundles() : [])].filter(isWritten);
  const options = bundles.map(toOptions);
  if (flags.has('--watch')) return watch(options);
  const results = await Promise.allSettled(options.map((each) => esbuild.build(each)));
  // esbuild has printed what is wrong, with file and line.
  if (results.some(({ status }) => status === 'rejected')) return 1;
  console.log(`built ${bundles.length} bundles in ${seconds(start)}`);
  return 0;
});

/** @param {readonly import('esbuild').BuildOptions[]} options */
async function watch(options) {
  const contexts = await Promise.all(options.map((each) => esbuild.context({ ...each, logLevel: 'info' })));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log('watching; Ctrl+C ends it');
  // esbuild keeps the process alive.
  return 0;
}

/**
 * @param {Bundle} bundle
 * @returns {import('esbuild').BuildOptions}
 */
function toOptions({ out, from, options }) {
  const isStyle = out.endsWith('.css');
  const styles = from.map((file) => `@import "./${file}";`).join('\n');
  return {
    ...options,
    ...(isStyle
      ? { stdin: { contents: styles, loader: 'css', resolveDir: root } }
      : { entryPoints: [...from] }),
    outfile: out,
    absWorkingDir: root,
    bundle: true,
    sourcemap: true,
    minify: flags.has('--production'),
    logLevel: 'warning',
  };
}

/** @param {Bundle} bundle */
function isWritten({ out, from }) {
  const missing = from.filter((file) => !fs.existsSync(inRoot(file)));
  if (from.length > 0 && missing.length === 0) return true;
  console.log(`skipped ${out}: ${missing.join(', ') || 'no source'} does not exist yet`);
  return false;
}
