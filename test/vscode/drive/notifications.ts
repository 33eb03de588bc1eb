import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { CodeWindow } from './window.ts';

/**
 * Waits for a message, in the notification center: a VS Code that is driven by tests pops none up. The center closes
 * itself when the last message in it is gone, such as VS Code's own "Activating Extensions..." on a slow machine, and
 * says nothing of those that come later; so it is opened again.
 */
export async function message({ page, command }: CodeWindow, text: string | RegExp): Promise<Locator> {
  const center = page.locator('.notifications-center.visible');
  const item = center.locator('.notification-list-item', { hasText: text }).first();
  const isThere = async () => {
    if (!(await center.isVisible())) await command('Notifications: Show Notifications');
    return item.isVisible();
  };
  await expect.poll(isThere, { timeout: 60_000, message: `the message '${String(text)}'` }).toBe(true);
  return item;
}

/** Waits for a message, and clears it away with all others. */
export async function messageOnce(window: CodeWindow, text: string | RegExp): Promise<void> {
  await message(window, text);
  await window.command('Notifications: Clear All Notifications');
}
