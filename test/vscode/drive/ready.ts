import type { Page } from 'playwright-core';

/** Waits until the extension has started: then its item stands in the status bar. */
export async function extensionIsReady(page: Page): Promise<void> {
  await page.locator('.statusbar-item', { hasText: 'Emulator' }).first().waitFor();
}
