import { describe, test } from 'vitest';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';

describe('a topology that is open', () => {
  const window = useCodeWindow();

  test('is there again after the window was loaded anew', async () => {
    const { page, command, webview, screenshot } = window();
    await page.getByRole('treeitem', { name: /reference\.hcnet/ }).dblclick();
    await extensionIsReady(page);
    await command('hcnet: Open Topology Preview');
    const box = webview().locator('[data-path="ecr.core"]').first();
    await box.waitFor({ state: 'attached' });
    // Through VS Code's own command: when the browser loads the page anew, what is open has not been written down yet.
    await Promise.all([page.waitForEvent('load'), command('Developer: Reload Window')]);
    await extensionIsReady(page);
    await screenshot('restored');
    await box.waitFor({ state: 'attached' });
  });
});
