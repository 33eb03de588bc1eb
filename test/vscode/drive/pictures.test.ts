import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { renameElsewhere } from './elsewhere.ts';
import { messageOnce } from './notifications.ts';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

// The pictures of the README are made here, so that they show the product as it is. To take new ones:
// UPDATE_DOCS=1 npm run test:vscode -- --outside --grep picture
const isUpdating = process.env.UPDATE_DOCS === '1';

describe('a picture', () => {
  const window = useCodeWindow({
    file: 'minimal.hcnet',
    theme: 'Light Modern',
    viewport: { width: 1500, height: 860 },
    settings: { 'editor.minimap.enabled': false, 'workbench.activityBar.location': 'hidden' },
  });

  test('shows a design, a finding and the topology', async () => {
    const { page, command, webview, screenshot } = window();
    await extensionIsReady(page);
    await command('View: Toggle Primary Side Bar Visibility');
    await command('hcnet: Open Topology Preview');
    await webview().locator('[data-path="vpc.prod"]').first().waitFor({ state: 'attached' });
    await page.locator('.editor-group-container .view-line', { hasText: 'vbr unicom-vbr on unicom' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    // The VLAN of a second VBR on the same circuit is what people copy and forget to change.
    await page.keyboard.insertText('vlan 3000');
    await page.locator('.squiggly-error').first().waitFor();
    await webview().locator('.selected[data-path="vbr.unicom-vbr"]').first().waitFor({ state: 'attached' });
    await take('editor', screenshot);
    // VS Code may take back less than what was inserted at once.
    const takeBack = async () => {
      await page.keyboard.press('Control+z');
      return page.locator('.view-line', { hasText: 'vlan 120' }).count();
    };
    await expect.poll(takeBack, { interval: 250 }).toBe(1);
  });

  test('shows the question before an apply', async () => {
    const { page, command, screenshot } = window();
    await command('hcnet: Apply to Alibaba Cloud');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Apply' }).waitFor();
    await page.locator('.view-line', { hasText: 'account 1234567890123456' }).first().waitFor();
    await take('apply', screenshot);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await messageOnce(window(), "Applied 'minimal'");
  });

  test('shows the state, and what others changed', async () => {
    const { page, command, webview, screenshot } = window();
    await page.getByRole('tab', { name: /^minimal\.hcnet/ }).click();
    await command('hcnet: Focus on State View');
    const vpc = page.locator('.sidebar .monaco-list-row', { hasText: /VPC · vpc-/ }).first();
    await vpc.waitFor();
    await vpc.hover();
    await vpc.getByRole('button', { name: 'Copy Resource ID' }).click();
    const copied = page.locator('.statusbar-item', { hasText: /vpc-\S+\sis\scopied/ });
    const [id = ''] = /vpc-\w+/.exec(await copied.innerText()) ?? [];
    await renameElsewhere(window(), 'VPC', id);
    await command('hcnet: Check Drift');
    await page.locator('.sidebar', { hasText: /1\sof\s\d+\sdrifted/ }).waitFor();
    await webview().locator('.overlay-sign > .drifted').first().waitFor({ state: 'attached' });
    await vpc.click();
    await command('Notifications: Clear All Notifications');
    await take('state', screenshot);
  });
});

async function take(name: string, screenshot: (name: string) => Promise<void>): Promise<void> {
  await screenshot(name);
  if (isUpdating)
    copyFileSync(
      path.join(ROOT, 'test-artifacts', `${name}.png`),
      path.join(ROOT, 'docs/images', `${name}.png`),
    );
}
