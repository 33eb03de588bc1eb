import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createFixture } from '../../../scripts/vscode-host/fixture.mjs';
import { openWorkbench, saveEvidence } from '../../../scripts/vscode-host/workbench.mjs';
import { extensionIsReady } from './ready.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const ARTIFACTS = path.join(ROOT, 'test-artifacts');

export interface WindowOptions {
  /** A file of samples/ to open. */
  readonly file?: string;
  /** For example "Light Modern"; the names of VS Code's own themes. */
  readonly theme?: string;
  /** For example "zh-CN". */
  readonly locale?: string;
  /** Whether the folder is a stranger's, so that VS Code asks about trust. */
  readonly restricted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** For the command line of the emulator. */
  readonly emulator?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A VS Code window with the extension, on a copy of the samples and with an emulator of its own. */
export interface CodeWindow {
  readonly page: Page;
  /** The folder that is open: a copy of samples/. */
  readonly workspace: string;
  /** The address of the emulator. */
  readonly endpoint: string;
  /** What VS Code and the extension wrote to the console so far. */
  readonly log: readonly string[];
  /** Runs a command by its whole title, for example "hcnet: Plan". */
  readonly command: (title: string) => Promise<void>;
  /** Loads the window anew, as VS Code does it: what runs in it ends, and the extension starts again. */
  readonly reload: () => Promise<void>;
  /** The document inside the n-th webview that is visible. */
  readonly webview: (n?: number) => FrameLocator;
  /** Writes test-artifacts/NAME.png. */
  readonly screenshot: (name: string) => Promise<void>;
  /** Writes a picture and VS Code's logs to test-artifacts/NAME/. */
  readonly saveEvidence: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * One window for all tests of a `describe`. A test that fails leaves a picture and VS Code's logs in test-artifacts/.
 * @returns gives the window; only to be called in a test
 */
export function useCodeWindow(options: WindowOptions = {}): () => CodeWindow {
  let window: CodeWindow | undefined;
  beforeAll(async () => {
    window = await openCodeWindow(options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await window?.saveEvidence(task.name.replaceAll(/\W+/g, '-'));
  });
  afterAll(async () => {
    await window?.close();
  });
  return () => {
    if (window === undefined) throw new Error('the window is opened before the first test, not before that');
    return window;
  };
}

/** A window of one's own, to be closed by who opened it. */
export async function openCodeWindow({
  file,
  env,
  emulator,
  ...options
}: WindowOptions = {}): Promise<CodeWindow> {
  const fixture = await createFixture(process.execPath, emulator);
  const log: string[] = [];
  const workbench = await openWorkbench({
    ...options,
    ...(file === undefined ? {} : { file: path.join(fixture.workspace, file) }),
    node: process.execPath,
    extension: ROOT,
    workspace: fixture.workspace,
    env: { ...fixture.env, ...env },
    onLog: (line) => log.push(line),
  }).catch(async (error: unknown) => {
    await fixture.remove();
    throw error;
  });
  const { page } = workbench;
  return {
    page,
    workspace: fixture.workspace,
    endpoint: fixture.endpoint,
    log,
    command: (title) => runCommand(page, title),
    reload: async () => {
      // Through VS Code's own command: when the browser loads the page anew, what is open has not been written down yet.
      await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
      await extensionIsReady(page);
    },
    webview: (n = 0) => innerDocument(page, n),
    screenshot: async (name) => {
      await page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`) });
    },
    saveEvidence: (name) => saveEvidence(workbench, path.join(ARTIFACTS, name)),
    close: async () => {
      await workbench.close();
      await fixture.remove();
    },
  };
}

/** VS Code wraps an extension's page into a frame of its own. */
function innerDocument(page: Page, n: number): FrameLocator {
  return page
    .locator('iframe.webview.ready')
    .nth(n)
    .contentFrame()
    .locator('iframe#active-frame')
    .contentFrame();
}

/** Opens VS Code's quick input with a key, and types into it. */
export async function typeInQuickInput(page: Page, key: string, typed: string): Promise<Locator> {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  // What has the focus just now may swallow the key, or take the focus back and close the list.
  const isTyped = async (): Promise<boolean> => {
    if (!(await input.isVisible())) await page.keyboard.press(key);
    const isFilled = await input.fill(typed, { timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    return isFilled && (await input.isVisible());
  };
  await expect.poll(isTyped, { timeout: 30_000, interval: 250 }).toBe(true);
  return input;
}

async function runCommand(page: Page, title: string): Promise<void> {
  // The first row is the best guess of VS Code and need not be the command: take the one with that very title.
  const text = title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const label = page.locator('.label-name', { hasText: new RegExp(`^${text}(\\.\\.\\.|…)?$`) });
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ has: label }).first();
  // Whatever takes the focus closes the list, also between typing and the click.
  const isChosen = async (): Promise<boolean> => {
    await typeInQuickInput(page, 'F1', `>${title}`);
    return row.click({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(isChosen, { timeout: 60_000, message: `the command '${title}'` }).toBe(true);
}
