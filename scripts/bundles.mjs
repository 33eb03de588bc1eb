import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './lib/paths.mjs';

/**
 * @typedef {object} Bundle
 * @property {string} out the file to write
 * @property {readonly string[]} from the entry, or the style sheets that are put together
 * @property {import('esbuild').BuildOptions} options
 */

/** @type {import('esbuild').BuildOptions} */
const onNode = {
  platform: 'node',
  target: 'node22',
  // Where a package has both, its ES modules bundle better than what it wraps for older loaders.
  mainFields: ['module', 'main'],
};

/** @type {import('esbuild').BuildOptions} */
const commonJs = { ...onNode, format: 'cjs', external: ['vscode', 'mocha'] };

// A bundle in ES module format has none of what the CommonJS packages inside it take for given. The name of the import
// is one that no package uses.
const COMMON_JS = [
  "import { createRequire as createHcnetRequire } from 'node:module';",
  'const require = createHcnetRequire(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
  // Node keeps quiet about old-fashioned calls in packages, but takes what is bundled for ours.
  'process.noDeprecation = true;',
].join(' ');

/** @type {import('esbuild').BuildOptions} */
const executable = {
  ...onNode,
  format: 'esm',
  banner: { js: `#!/usr/bin/env node\n${COMMON_JS}` },
  // What is imported on demand, the layout engine above all, is a file of its own: most commands start without it.
  splitting: true,
  chunkNames: 'cli/[name]-[hash]',
  // What the SDK of OSS would load for a proxy that it is never told of; no package brings it.
  external: ['proxy-agent'],
};

/** @type {import('esbuild').BuildOptions} */
const inBrowser = { platform: 'browser', target: 'chrome134', format: 'iife' };

// One function that the page loads without calling it: it starts the worker from the function's own text, so that
// nothing has to be fetched (src/diagram/page.ts).
/** @type {import('esbuild').BuildOptions} */
const asFunction = {
  ...inBrowser,
  banner: { js: 'function hcnetLayoutWorker() {' },
  footer: { js: '}' },
};

/** @returns {readonly Bundle[]} */
export const appBundles = () => [
  { out: 'dist/extension.cjs', from: ['src/extension/main.ts'], options: commonJs },
  { out: 'dist/server.cjs', from: ['src/server/main.ts'], options: commonJs },
  { out: 'dist/cli.js', from: ['src/cli/main.ts'], options: executable },
  { out: 'dist/webview.js', from: ['webview/main.ts'], options: inBrowser },
  { out: 'dist/layout-worker.js', from: ['webview/layout-worker.ts'], options: asFunction },
  { out: 'dist/webview.css', from: filesIn('webview', '.css'), options: {} },
];

/** The tests that run inside VS Code: one file each, because the runner counts files. @returns {readonly Bundle[]} */
export const testBundles = () =>
  ['test/vscode/index.ts', ...filesIn('test/vscode', '.test.ts')].map((file) => ({
    out: `out/vscode/${path.basename(file, '.ts')}.cjs`,
    from: [file],
    options: commonJs,
  }));

/**
 * @param {string} folder
 * @param {string} ending
 */
function filesIn(folder, ending) {
  if (!fs.existsSync(inRoot(folder))) return [];
  const names = fs.readdirSync(inRoot(folder)).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => `${folder}/${name}`);
}
