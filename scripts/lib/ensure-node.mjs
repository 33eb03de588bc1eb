import fs from 'node:fs';
import path from 'node:path';
import { cachePlace, ensureCached } from './cache.mjs';
import { UserError } from './errors.mjs';
import { withProgress } from './progress.mjs';
import { npm } from './run.mjs';
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
      `Fetching Node ${FETCHED} (this is ${process.version}; 60 MB, 120 MB on disk) to ${cachePlace(`node-${FETCHED}`)}`,
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
  const hint = `Install Node ${OLDEST} or later (24 is best, https://nodejs.org) and run this again`;
  const isNoSuchPackage = /E404|ETARGET|EBADPLATFORM/.test(String(cause));
  if (isNoSuchPackage)
    return new UserError(
      `hcnet needs Node ${OLDEST} or later, this is ${process.version}, and npm has no package ${name}. ${hint}.`,
      { cause },
    );
  return new UserError(
    `hcnet needs Node ${OLDEST} or later and could not fetch one. ${hint}, or repair npm's access to its registry:\n${String(cause)}`,
    { cause },
  );
}
