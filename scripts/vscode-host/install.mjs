import fs from 'node:fs';
import path from 'node:path';
import { cachePlace, ensureCached } from '../lib/cache.mjs';
import { npm } from '../lib/npm.mjs';
import { withProgress } from '../lib/progress.mjs';
import { capture } from '../lib/run.mjs';
import { CODE_SERVER, NEEDED_MODULES, STAND_INS, UNWANTED_EXTENSIONS } from './packages.mjs';

// Outside the repository on purpose: were it inside the folder of the extension under development, VS Code would take
// its own built-in themes for themes of that extension, and ignore the setting that names one.
const NAME = `vscode-${CODE_SERVER}`;
const PROOF = 'out/server-main.js';

/**
 * Puts VS Code's server into the cache, once. It is the VS Code that every machine can have: from the npm registry,
 * without a download from Microsoft and without a display.
 * @returns {Promise<string>} its folder
 */
export function ensureVsCode() {
  const label = `Fetching VS Code 1${CODE_SERVER.slice(1)} (90 MB, 280 MB on disk) to ${cachePlace(NAME)}`;
  return ensureCached(NAME, PROOF, (folder) => withProgress(label, () => fetchServer(folder)));
}

/** @param {string} folder */
async function fetchServer(folder) {
  await npm(['pack', `code-server@${CODE_SERVER}`, '--pack-destination', folder], folder);
  const archive = path.join(folder, `code-server-${CODE_SERVER}.tgz`);
  await capture('tar', ['-xzf', archive, '--strip-components=3', 'package/lib/vscode'], { cwd: folder });
  fs.rmSync(archive);
  reduceDependencies(folder);
  await npm(['install', '--ignore-scripts', '--omit=dev', '--no-package-lock'], folder);
  for (const name of UNWANTED_EXTENSIONS)
    fs.rmSync(path.join(folder, 'extensions', name), { recursive: true, force: true });
  for (const [name, code] of Object.entries(STAND_INS))
    writeStandIn(path.join(folder, 'node_modules', name), name, code);
}

/** @param {string} folder */
function reduceDependencies(folder) {
  const file = path.join(folder, 'package.json');
  const { name, version, type, dependencies } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const needed = Object.fromEntries(NEEDED_MODULES.map((module) => [module, dependencies[module]]));
  fs.writeFileSync(
    file,
    JSON.stringify({ name, version, type, private: true, dependencies: needed }, null, 2),
  );
  fs.rmSync(path.join(folder, 'npm-shrinkwrap.json'), { force: true });
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} code
 */
function writeStandIn(folder, name, code) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name, version: '0.0.0', main: 'index.js' }),
  );
  fs.writeFileSync(path.join(folder, 'index.js'), code);
}
