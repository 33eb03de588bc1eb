import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumMissing, findChromium } from '../lib/chromium.mjs';
import { workbenchAddress } from './address.mjs';
import { startServer } from './server.mjs';

const READY_MS = 60_000;

// What VS Code logs in every run of an offline server, whatever the extension does.
const NOISE =
  /^(getaddrinfo |Canceled: Canceled|Timed out waiting for authentication provider|Creating a socket|Resolv(ing|ed) connection token|\[(reconnection-grace-time|AgentHost|AccountPolicyGate|Service Worker|remote-connection|DefaultAccount)|Updating additional builtin|\[LocalProcess|ComputeTargetPlatform|\[network\]|Auto updating|Extension host \(|Creation of workbench contribution)/;

/**
 * @typedef {object} Exit what VS Code says when the tests inside it have ended
 * @property {number} code
 * @property {readonly { relativePath: string, contents: string }[]} [logs]
 * @property {string} [error]
 *
 * @typedef {object} PageOptions
 * @property {string} [theme] for example "Dark Modern"
 * @property {string} [locale] for example "zh-CN"; VS Code's own texts stay English, those of extensions follow
 * @property {{ width: number, height: number }} [viewport]
 * @property {(line: string) => void} [onLog] what VS Code and the extension write to the console
 *
 * @typedef {import('./address.mjs').Opened & import('./server.mjs').ServerOptions & PageOptions} WorkbenchOptions
 *
 * @typedef {object} Workbench
 * @property {import('playwright-core').Page} page
 * @property {import('playwright-core').Browser} browser
 * @property {import('./server.mjs').Server} server
 * @property {Promise<Exit>} exit
 * @property {() => Promise<void>} close
 */

/**
 * Opens a VS Code window in a browser without a display.
 * @param {WorkbenchOptions} options
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench({
  theme,
  locale = 'en-US',
  viewport = { width: 1280, height: 800 },
  onLog,
  ...options
}) {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw chromiumMissing();
  const look =
    theme === undefined ? {} : { 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false };
  const server = await startServer({ ...options, settings: { ...look, ...options.settings } });
  const browser = await chromium
    .launch({ executablePath, args: BROWSER_ARGS })
    .catch(async (/** @type {unknown} */ error) => {
      await server.stop();
      throw error;
    });
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  try {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const context = await browser.newContext({ viewport, locale, permissions, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const exit = listen(page, browser, onLog);
    if (!locale.startsWith('en')) await page.addInitScript(setDisplayLanguage, locale.toLowerCase());
    await page.goto(workbenchAddress(server, options), { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: READY_MS });
    return { page, browser, server, exit, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const BROWSER_ARGS = [
  // Chromium does not start as root with its sandbox, and containers give it neither a GPU nor a large /dev/shm.
  ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  ...[
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ],
  '--force-color-profile=srgb',
];

/**
 * VS Code looks for functions of these names and hands over its log, the console of the extension host, and the result
 * of a test run.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Browser} browser
 * @param {((line: string) => void) | undefined} onLog
 * @returns {Promise<Exit>}
 */
function listen(page, browser, onLog) {
  return new Promise((resolve) => {
    page.on('crash', () => resolve({ code: 97, error: 'the page crashed' }));
    browser.on('disconnected', () => resolve({ code: 97, error: 'the browser went away' }));
    void page.exposeFunction(
      'codeAutomationExit',
      (/** @type {number} */ code, /** @type {Exit['logs']} */ logs) =>
        resolve({ code, ...(logs === undefined ? {} : { logs }) }),
    );
    void page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
        const line = format(...args.map((each) => each ?? ''));
        if (!NOISE.test(line)) onLog?.(line);
      },
    );
  });
}

/** Runs in the page. @param {string} locale */
function setDisplayLanguage(locale) {
  Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: locale });
}

/**
 * Leaves a picture and VS Code's logs behind, for a failure that nobody saw.
 * @param {Workbench} workbench
 * @param {string} folder
 * @param {Exit['logs']} [logs]
 */
export async function saveEvidence({ page, server }, folder, logs = []) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, 'failure.png') }).catch(() => undefined);
  for (const { relativePath, contents } of logs) {
    const file = path.join(folder, 'logs', relativePath);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, contents);
  }
  // The extension's own log channels are among these.
  const own = path.join(server.userFolder, 'logs');
  if (fs.existsSync(own)) fs.cpSync(own, path.join(folder, 'logs'), { recursive: true });
}
