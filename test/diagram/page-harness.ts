/** The diagram's page in a plain Chromium, with a stand-in for the editor around it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { appBundles } from '../../scripts/bundles.mjs';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { pageHtml } from '../../src/diagram/page.ts';
import type { FromDiagram, ToDiagram } from '../../src/protocol/diagram.ts';
import type { Theme } from './themes.ts';
import { themes } from './themes.ts';

export interface DiagramPage {
  readonly page: Page;
  readonly send: (message: ToDiagram) => Promise<void>;
  readonly sendRaw: (message: unknown) => Promise<void>;
  /** What the page has said so far. */
  readonly received: () => Promise<readonly FromDiagram[]>;
  readonly state: () => Promise<unknown>;
  /** Takes the picture away, and forgets what was said, selected and searched. */
  readonly reset: () => Promise<void>;
  /** Violations of the content security policy, and errors. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Options {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
}

export interface PageHost {
  readonly open: (options?: Options) => Promise<DiagramPage>;
  readonly close: () => Promise<void>;
}

/** Bundles the page as the build does, and starts a browser. */
export async function startPageHost(): Promise<PageHost> {
  const assets = await bundlePage();
  const browser = await launch();
  return {
    open: (options = {}) => openPage(browser, assets, options),
    close: () => browser.close(),
  };
}

const root = path.resolve(import.meta.dirname, '../..');
// The page and what it loads have different origins in the editor, too.
const pageUrl = 'https://webview.test/';
const assetUrl = 'https://assets.test/';

const emptyGraph = { nodes: [], edges: [], notes: [], marks: [] };

/** What the functions that run in the page use of it: tests are compiled without the browser's types. */
interface Stage {
  received: FromDiagram[];
  kept: unknown;
  readonly dispatchEvent: (event: unknown) => void;
  readonly MessageEvent: new (type: string, init: { readonly data: unknown }) => unknown;
  readonly document: {
    readonly documentElement: {
      readonly style: { readonly setProperty: (name: string, value: string) => void };
    };
    readonly body: { readonly classList: { readonly add: (name: string) => void } };
    readonly addEventListener: (type: string, listener: () => void) => void;
  };
}

async function bundlePage(): Promise<ReadonlyMap<string, string>> {
  const wanted = appBundles().filter(({ out }) => /webview\.js|layout-worker\.js/.test(out));
  const built = await Promise.all(
    wanted.map(async ({ out, from, options }) => {
      const common = { absWorkingDir: root, bundle: true, write: false } as const;
      const result = await build({ ...options, ...common, entryPoints: [...from], outfile: out });
      return [path.basename(out), result.outputFiles[0]?.text ?? ''] as const;
    }),
  );
  const style = readFileSync(path.join(root, 'webview/style.css'), 'utf8');
  return new Map([...built, ['webview.css', style]]);
}

async function launch(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === undefined) {
    throw new Error('this test needs a Chromium: install one, or set CHROMIUM to its path');
  }
  // Chromium has no sandbox for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [];
  return chromium.launch({ executablePath, args });
}

async function openPage(
  browser: Browser,
  assets: ReadonlyMap<string, string>,
  { theme = 'dark', width = 1200, height = 800, state, reducedMotion = true }: Options,
): Promise<DiagramPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) {
      complaints.push(message.text());
    }
  });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    const body = url === pageUrl ? html() : assets.get(url.slice(assetUrl.length));
    if (body === undefined) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ body, contentType: contentTypeOf(url) });
  });
  await page.addInitScript(playEditor, { colors: themes[theme], theme, state });
  await page.goto(pageUrl);
  const send = (message: unknown) =>
    page.evaluate((data) => {
      const stage = globalThis as unknown as Stage;
      stage.dispatchEvent(new stage.MessageEvent('message', { data }));
    }, message);
  return {
    page,
    send,
    sendRaw: send,
    received: () => page.evaluate(() => (globalThis as unknown as Stage).received),
    state: () => page.evaluate(() => (globalThis as unknown as Stage).kept),
    reset: async () => {
      await send({ type: 'graph', uri: '', version: 0, graph: emptyGraph, isPartial: false });
      await send({ type: 'select', path: null });
      await send({ type: 'overlay', overlay: null });
      await page.evaluate(() => {
        (globalThis as unknown as Stage).received.splice(0);
      });
      // Tab goes on from where the focus was last.
      await page.locator('.canvas').focus();
      await page.mouse.move(0, 0);
    },
    complaints,
    close: () => context.close(),
  };
}

function html(): string {
  return pageHtml({
    cspSource: assetUrl.slice(0, -1),
    nonce: 'c29tZXRoaW5nIHJhbmRvbQ',
    scriptUri: `${assetUrl}webview.js`,
    styleUri: `${assetUrl}webview.css`,
    workerUri: `${assetUrl}layout-worker.js`,
    title: 'Topology',
  });
}

function contentTypeOf(url: string): string {
  if (url.endsWith('.js')) return 'text/javascript';
  return url.endsWith('.css') ? 'text/css' : 'text/html';
}

/** Runs in the page, before its own scripts. */
function playEditor(given: {
  colors: Readonly<Record<string, string>>;
  theme: string;
  state: unknown;
}): void {
  const stage = globalThis as unknown as Stage;
  stage.received = [];
  stage.kept = given.state;
  Object.assign(stage, {
    acquireVsCodeApi: () => ({
      postMessage: (message: FromDiagram) => stage.received.push(message),
      getState: () => stage.kept,
      setState: (state: unknown) => {
        stage.kept = state;
      },
    }),
  });
  stage.document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(given.colors)) {
      stage.document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    stage.document.body.classList.add(`vscode-${given.theme}`);
    if (given.theme.startsWith('high-contrast')) stage.document.body.classList.add('vscode-high-contrast');
  });
}
