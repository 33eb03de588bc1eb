import { describe, expect, test } from 'vitest';
import { messageOnce } from './notifications.ts';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';
import type { CodeWindow } from './window.ts';

describe('a design that is destroyed', () => {
  const window = useCodeWindow({ file: 'minimal.hcnet', emulator: ['--transition-ms', '50'] });

  test('was applied once, and nothing was said to be before somebody said yes', async () => {
    const { page, command, screenshot } = window();
    await extensionIsReady(page);
    await command('hcnet: Focus on State View');
    await command('hcnet: Open Topology Preview');
    await command('hcnet: Apply to Alibaba Cloud');
    const button = page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' });
    await button.waitFor();
    await page.locator('.statusbar-item', { hasText: 'waits for your answer' }).waitFor();
    await screenshot('waits');
    await button.click();
    await messageOnce(window(), "Applied 'minimal'");
    await stateIsOf(window(), 'minimal');
  });

  test('keeps the view of its state while nothing but its plan can be seen', async () => {
    const { page, screenshot } = window();
    await page.getByRole('treeitem', { name: /^backbone/ }).waitFor();
    await page.getByRole('tab', { name: /^Topology: minimal/ }).click();
    await page.keyboard.press('Control+w');
    await page.getByRole('tab', { name: /^minimal\.hcnet/ }).click();
    await page.getByRole('tab', { name: /^Plan minimal/ }).click();
    await page.locator('.view-line', { hasText: /^Finished:/ }).click();
    await stateIsOf(window(), 'minimal');
    expect(await page.locator('.sidebar', { hasText: 'Open a .hcnet file' }).count()).toBe(0);
    await screenshot('plan-in-front');
  });

  test('is there still after Enter, after another name, and after Escape', async () => {
    const { page, command, screenshot } = window();
    await page.getByRole('tab', { name: /^minimal\.hcnet/ }).click();
    await command('hcnet: Open Topology Preview');
    const question = await askToDestroy(window());
    expect(question).toMatch(/Changes: \d+ to delete/);
    // A line, a hub: before what only has to go first.
    expect(question).toMatch(/Destructive:\s+delete [^\n]*(circuit|cen|ecr)\./);
    await screenshot('destroy-question');
    const input = await nameBox(window());
    await page.keyboard.press('Enter');
    await input.fill('reference');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-message', { hasText: 'Type minimal to destroy it.' }).waitFor();
    await screenshot('destroy-name');
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
    await page.locator('.statusbar-item', { hasText: /Emulator$/ }).waitFor();
    await page.getByRole('treeitem', { name: /^backbone/ }).waitFor();
  });

  test('is gone when its name was typed, and looks so on its diagram and in the view of its state', async () => {
    const { page, webview, screenshot } = window();
    await askToDestroy(window());
    const input = await nameBox(window());
    await input.fill('minimal');
    await page.keyboard.press('Enter');
    // What opens next would take the place of a box whose answer is still being looked at.
    await input.waitFor({ state: 'hidden' });
    await messageOnce(window(), "Destroyed 'minimal'");
    const panel = webview().getByRole('region', { name: "Destroyed 'minimal'" });
    await panel.getByText(/^\d+ deleted$/).waitFor();
    const vpc = webview().locator('[data-path="vpc.prod"]').first();
    await vpc.locator('> .overlay-sign > .deleted').waitFor({ state: 'attached' });
    expect(await webview().locator('.sign.done').count()).toBe(0);
    await page.locator('.sidebar', { hasText: 'Nothing of this design is known to exist' }).waitFor();
    await stateIsOf(window(), 'minimal');
    await screenshot('destroyed');
  });
});

async function stateIsOf({ page }: CodeWindow, name: string): Promise<void> {
  const title = page.locator('.sidebar .composite.title');
  await title.filter({ hasText: new RegExp(`State of ${name}$`, 'i') }).waitFor();
}

/** Gives the text of the question. */
async function askToDestroy({ page, command }: CodeWindow): Promise<string> {
  await command('hcnet: Destroy');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  return dialog.innerText();
}

/** Where Enter leads in the question. */
async function nameBox({ page }: CodeWindow) {
  await page.keyboard.press('Enter');
  const input = page.locator('.quick-input-widget input').first();
  await page.locator('.quick-input-title', { hasText: "Destroy 'minimal'" }).waitFor();
  return input;
}
