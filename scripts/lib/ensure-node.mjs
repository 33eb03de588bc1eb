import fs from 'node:fs';
import path from 'node:path';
import { cachePlace, ensureCached } from './cache.mjs';
import { messageOf, UserError } from './errors.mjs';
import { npm } from './npm.mjs';
import { withProgress } from './progress.mjs';

import { isAtLeast, nodePackageName } from './versions.mjs';

/** Langium's parser library calls `Object.groupBy`, and `require` of ES modules is on by default from here on. */
const OLDEST = '22.12.0';
const FETCHED = '24.21.0';

/**
 * The Node that everything runs on: this one if it is new enough, else one that is fetched once into the cache.
 * @returns {Promise<string>} the path of the executable
 */
export async function ensureNode() {
  if (isAtLeast(process.version, OLDEST)) return process.execPath;
  const name = nodePackageName(process.platform, process.arch);
  const executable = path.join(
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const folder = await ensureCached(`node-${FETCHED}`, executable, (partial) =>
    withProgress(
      `Fetching Node ${FETCHED} (this is ${process.version}; 50 MB, 120 MB on disk) to ${cachePlace(`node-${FETCHED}`)}`,
      () => fetchNode(partial, name),
    ),
  );
  return path.join(folder, executable);
}

/**
 * @param {string} folder
 * @param {string} name of the npm package
 */
async function fetchNode(folder, name) {
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  try {
    await npm(['install', `${name}@${FETCHED}`, '--ignore-scripts'], folder);
  } catch (error) {
    throw nodeMissing(name, error);
  }
  // Headers for building native add-ons: a third of the package, and nothing here builds any.
  fs.rmSync(path.join(folder, 'node_modules', name, 'include'), { recursive: true, force: true });
}

/**
 * @param {string} name
 * @param {unknown} cause
 */
function nodeMissing(name, cause) {
  const why = /E404|ETARGET|EBADPLATFORM/.test(messageOf(cause))
    ? `npm has no package ${name}@${FETCHED}`
    : `none could be fetched: ${messageOf(cause)}`;
  const text = `hcnet needs Node ${OLDEST} or later; this is ${process.version}, and ${why}`;
  return new UserError(`${text}\nOr install Node 24 (https://nodejs.org) and run this again.`, { cause });
}
