// npm start [-- --browser | --desktop] [--no-open] [--port N] [--fresh]: VS Code with the extension, on samples/, with
// an emulator of Alibaba Cloud. Ctrl+C ends all of it; the next start goes on with the same emulator and settings.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from './lib/cache.mjs';
import { findDesktop, openDesktop } from './lib/desktop.mjs';
import { startEmulator } from './lib/emulator.mjs';
import { runScript, UserError } from './lib/errors.mjs';
import { takeFolder } from './lib/only-one.mjs';
import { openUrl } from './lib/open-url.mjs';
import { displayPath, inRoot, root } from './lib/paths.mjs';
import { ensurePortIsFree } from './lib/port.mjs';
import { build, prepare } from './lib/prepare.mjs';
import { seconds } from './lib/progress.mjs';
import { whenInterrupted } from './lib/service.mjs';
import { workbenchAddress } from './vscode-host/address.mjs';
import { startServer } from './vscode-host/server.mjs';

const SAMPLES = inRoot('samples');
const FIRST_FILE = inRoot('samples/reference.hcnet');

/**
 * @typedef {{ browser: boolean, desktop: boolean, open: boolean, port: number, fresh: boolean }} Options
 * @typedef {{ name: string, ended: Promise<unknown>, stop: () => unknown }} Running
 */

await runScript('npm start', async () => {
  const start = Date.now();
  const options = readOptions();
  await ensurePortIsFree(options.port);
  const desktop = options.browser ? { reason: '--browser was given' } : await findDesktop();
  if (options.desktop && 'reason' in desktop)
    throw new UserError(`cannot open the desktop VS Code: ${desktop.reason}.`);
  const node = await prepare();
  await build(node);

  const folder = path.join(
    cacheFolder(),
    `start-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`,
  );
  if (options.fresh) forget(folder);
  const giveBack = takeFolder(folder);
  const interrupted = whenInterrupted();
  /** @type {Running[]} */
  const running = [];
  try {
    const emulator = await startEmulator({ node, state: path.join(folder, 'emulator') });
    running.push({ name: 'the emulator', ...emulator });
    const env = { HCNET_ENDPOINT: emulator.url };
    if ('command' in desktop) running.push(openInDesktop(desktop.command, path.join(folder, 'desktop'), env));
    else running.push(await openInBrowser(node, path.join(folder, 'browser'), env, options));
    explain(emulator.url, node, folder, start);
    const why = await Promise.race([
      interrupted,
      ...running.map(({ name, ended }) => ended.then(() => name)),
    ]);
    console.log(
      why === undefined ? '\nEnding everything.' : `\n${why} has ended, and with it everything else.`,
    );
    return 0;
  } finally {
    await Promise.all(running.map(({ stop }) => stop()));
    giveBack();
  }
});

/** @returns {Options} */
function readOptions() {
  const { values } = parseArgs({
    options: {
      'browser': { type: 'boolean', default: false },
      'desktop': { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      'fresh': { type: 'boolean', default: false },
      'port': { type: 'string', default: '0' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UserError(`'${values.port}' is not a port.`);
  if (values.browser && values.desktop) throw new UserError('--browser and --desktop exclude each other.');
  return {
    browser: values.browser,
    desktop: values.desktop,
    open: !values['no-open'],
    port,
    fresh: values.fresh,
  };
}

/** @param {string} folder */
function forget(folder) {
  takeFolder(folder)();
  fs.rmSync(folder, { recursive: true, force: true });
  // What the designs remember of that emulator would name resources that are gone.
  const folders = fs.readdirSync(SAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of [{ name: '.' }, ...folders]) {
    fs.rmSync(path.join(SAMPLES, name, '.hcnet/emulator'), { recursive: true, force: true });
  }
}

/**
 * @param {string} command
 * @param {string} userFolder
 * @param {Record<string, string>} env
 * @returns {Running}
 */
function openInDesktop(command, userFolder, env) {
  const window = openDesktop({
    command,
    extension: root,
    folder: SAMPLES,
    file: FIRST_FILE,
    userFolder,
    env,
  });
  console.log(`\nVS Code:      a window of ${command} (--browser opens it in the browser instead)`);
  return { name: 'the window', ...window };
}

/**
 * @param {string} node
 * @param {string} keep
 * @param {Record<string, string>} env
 * @param {Options} options
 * @returns {Promise<Running>}
 */
async function openInBrowser(node, keep, env, { open, port }) {
  const server = await startServer({ node, keep, env, port, installed: root });
  const url = workbenchAddress(server, { workspace: SAMPLES, file: FIRST_FILE });
  console.log(`\nVS Code:      ${url}`);
  if (open) openUrl(url);
  return { name: "VS Code's server", ...server };
}

/**
 * @param {string} endpoint
 * @param {string} node
 * @param {string} folder
 * @param {number} start
 */
function explain(endpoint, node, folder, start) {
  const program = node === process.execPath ? 'node' : displayPath(node);
  console.log(`Emulator:     ${endpoint}, keeps its resources in ${displayPath(folder)}; \`npm start -- --fresh\` forgets them
In a shell:   HCNET_ENDPOINT=${endpoint} ${program} dist/cli.js plan samples/reference.hcnet
Try first:    the preview button at the top right of reference.hcnet; then F1, "hcnet: Apply to Alibaba Cloud"
Ready after ${seconds(start)}. Ctrl+C ends everything.`);
}
