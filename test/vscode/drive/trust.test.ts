import { describe, expect, test } from 'vitest';
import { extensionIsReady } from './ready.ts';
import { typeInQuickInput, useCodeWindow } from './window.ts';

describe('in a workspace that is not trusted', () => {
  const window = useCodeWindow({ file: 'faults.hcnet', restricted: true });

  test('designs are checked', async () => {
    const { page } = window();
    await extensionIsReady(page);
    await page.locator('.editor-instance .squiggly-error').first().waitFor();
  });

  test('and drawn', async () => {
    const { command, webview } = window();
    await command('hcnet: Open Topology Preview');
    await webview().locator('[data-path="site.dc"]').first().waitFor({ state: 'attached' });
  });

  test('and neither planned nor applied', async () => {
    const { page, screenshot } = window();
    await page.getByRole('tab', { name: /^faults\.hcnet/ }).click();
    await typeInQuickInput(page, 'F1', '>hcnet: ');
    const rows = page.locator('.quick-input-list .label-name');
    await expect.poll(() => rows.allInnerTexts()).toContain('hcnet: Show Log');
    const offered = await rows.allInnerTexts();
    expect(offered.filter((title) => /Plan|Apply|Destroy|Emulator|Sign In|Set Secret/.test(title))).toEqual(
      [],
    );
    await screenshot('restricted');
    await page.keyboard.press('Escape');
  });
});
