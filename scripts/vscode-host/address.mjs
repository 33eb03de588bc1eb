import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Opened
 * @property {string} [extension] the folder of the extension under development
 * @property {string} workspace a folder or a `.code-workspace` file
 * @property {string} [file] to open in the editor
 * @property {string} [tests] a module whose `run()` is called inside the extension host
 */

/**
 * The address of a workbench. VS Code takes the extension and tests only from a server with `--enable-smoke-test-driver`.
 * @param {{ port: number, token: string }} server
 * @param {Opened} opened
 */
export function workbenchAddress({ port, token }, { extension, workspace, file, tests }) {
  const remote = (/** @type {string} */ target) => `vscode-remote://127.0.0.1:${port}${urlPath(target)}`;
  const payload = [
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ...(file === undefined ? [] : [['openFile', remote(file)]]),
  ];
  const query = new URLSearchParams({
    tkn: token,
    [workspace.endsWith('.code-workspace') ? 'workspace' : 'folder']: urlPath(workspace),
    payload: JSON.stringify(payload),
  });
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}

/** @param {string} file */
const urlPath = (file) => pathToFileURL(path.resolve(file)).pathname;
