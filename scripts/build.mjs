// node scripts/build.mjs [--production] [--watch] [--tests] [--quiet]: bundles everything into dist/, the tests into out/vscode/.
import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { appBundles, testBundles } from './bundles.mjs';
import { runScript } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { seconds } from './lib/progress.mjs';

/** @typedef {import('./bundles.mjs').Bundle} Bundle */

const flags = new Set(process.argv.slice(2));

await runScript('build', async () => {
  const start = Date.now();
  const bundles = [...appBundles(), ...(flags.has('--tests') ? testBundles() : [])];
  const options = bundles.map(toOptions);
  if (flags.has('--watch')) return watch(options);
  const results = await Promise.allSettled(options.map((each) => esbuild.build(each)));
  const built = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  // esbuild has printed what is wrong, with file and line.
  if (built.length < results.length) return 1;
  const written = built.flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {}));
  removeOthers('dist', written);
  if (flags.has('--tests')) removeOthers('out/vscode', written);
  fs.chmodSync(inRoot('dist/cli.js'), 0o755);
  if (!flags.has('--quiet')) console.log(`built ${bundles.length} bundles in ${seconds(start)}`);
  return 0;
});

/**
 * Removes what earlier builds wrote and this one did not: parts of other contents have other names, and a test that no
 * longer exists must not run. Only afterwards, so that whoever runs the program meanwhile finds all its parts.
 * @param {string} folder
 * @param {readonly string[]} written
 */
function removeOthers(folder, written) {
  const keep = new Set(written.map((file) => path.join(root, file)));
  for (const entry of fs.readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !keep.has(file)) fs.rmSync(file);
  }
}

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
  const { dir: folder, name, ext: ending } = path.parse(out);
  const styles = from.map((file) => `@import "./${file}";`).join('\n');
  return {
    ...options,
    ...(isStyle
      ? { stdin: { contents: styles, loader: 'css', resolveDir: root } }
      : { entryPoints: from.map((file) => ({ in: file, out: name })) }),
    ...(isStyle ? { outfile: out } : { outdir: folder, outExtension: { '.js': ending } }),
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    sourcemap: true,
    minify: flags.has('--production'),
    logLevel: 'warning',
  };
}
