import path from 'node:path';
import { fileURLToPath } from 'node:url';

// `import.meta.dirname` would be shorter but is missing from the first releases of Node 20.
/** The top folder of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {string} relative a path from the top of the repository, with forward slashes */
export const inRoot = (relative) => path.join(root, ...relative.split('/'));

/**
 * A path as a person would type it: from the working folder, or with `~`.
 * @param {string} file an absolute path
 */
export function displayPath(file) {
  const home = process.env.HOME;
  if (home !== undefined && home !== '' && file.startsWith(home + path.sep))
    return `~${file.slice(home.length)}`;
  return file;
}
