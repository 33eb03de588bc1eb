import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startService } from '../lib/service.mjs';
import { ensureVsCode } from './install.mjs';
import { QUIET_SETTINGS } from './settings.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} node the Node to run it on
 * @property {string} [keep] a folder for settings and window state; without one they are thrown away at the end
 * @property {boolean} [restricted] whether VS Code asks if it may trust the folder, as it does for strangers' work
 * @property {Readonly<Record<string, unknown>>} [settings]
 * @property {Readonly<Record<string, string>>} [env] reaches the extension and what it starts
 * @property {number} [port] a free one, unless told
 * @property {string} [installed] the folder of an extension to install, for people; tests name theirs in the address
 *
 * @typedef {object} Server
 * @property {number} port on 127.0.0.1
 * @property {string} token has to be in the address; without one, any page in any browser here could drive the server
 * @property {string} userFolder
 * @property {Promise<number>} ended
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code's server and waits until a browser can connect.
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({
  node,
  keep,
  restricted = false,
  settings = {},
  env = {},
  port = 0,
  installed,
}) {
  const install = await ensureVsCode();
  const folder = keep ?? fs.mkdtempSync(path.join(os.tmpdir(), 'hcnet-vscode-'));
  const userFolder = path.join(folder, 'user');
  writeSettings(userFolder, {
    ...QUIET_SETTINGS,
    'security.workspace.trust.enabled': restricted,
    ...settings,
  });
  if (installed !== undefined) installExtension(path.join(folder, 'extensions'), installed);
  const token = randomUUID();
  const service = await startService({
    name: "VS Code's server",
    node,
    cwd: install,
    env: { ...withoutVsCode(process.env), ...env },
    ready: /listening on (\d+)/,
    args: [
      path.join(install, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
      ...['--user-data-dir', userFolder],
      ...[
        '--extensions-dir',
        path.join(folder, 'extensions'),
        '--server-data-dir',
        path.join(folder, 'server'),
      ],
      ...['--accept-server-license-terms', '--disable-telemetry', '--disable-experiments'],
      // Lets the address of the page name an extension under development, and lets the page report on tests. VS Code
      // shows no notifications then, so that people get the extension installed instead.
      ...(installed === undefined ? ['--enable-smoke-test-driver'] : []),
      ...(restricted ? [] : ['--disable-workspace-trust']),
      ...['--reconnection-grace-time', '5'],
    ],
  });
  const stop = async () => {
    await service.stop();
    if (keep === undefined)
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return { port: Number(service.match[1]), token, userFolder, ended: service.ended, stop };
}

/**
 * @param {string} extensionsFolder
 * @param {string} extension
 */
function installExtension(extensionsFolder, extension) {
  const link = path.join(extensionsFolder, 'hcnet');
  fs.mkdirSync(extensionsFolder, { recursive: true });
  // Without `recursive` this takes away the link, and never what it leads to.
  fs.rmSync(link, { force: true });
  // A junction needs no rights on Windows, and means nothing elsewhere.
  fs.symlinkSync(extension, link, 'junction');
  // VS Code's list of what is installed; without it, VS Code looks into the folder again.
  fs.rmSync(path.join(extensionsFolder, 'extensions.json'), { force: true });
}

/**
 * What the user has changed since the last start stays.
 * @param {string} userFolder
 * @param {Readonly<Record<string, unknown>>} settings
 */
function writeSettings(userFolder, settings) {
  const file = path.join(userFolder, 'User', 'settings.json');
  if (fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(settings, null, 2));
}

/**
 * A VS Code that this runs inside of has left variables behind that would confuse another one.
 * @param {NodeJS.ProcessEnv} env
 */
const withoutVsCode = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)));
