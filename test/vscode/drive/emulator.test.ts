import { describe, test } from 'vitest';
import { message } from './notifications.ts';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';

describe('the emulator of a window', () => {
  const window = useCodeWindow({ file: 'minimal.hcnet' });

  test('is not started where another one is named, which it would only be mistaken for', async () => {
    const { page, command, endpoint, screenshot } = window();
    await extensionIsReady(page);
    await command('hcnet: Start Emulator');
    const told = await message(window(), `names the one at ${endpoint}`);
    await screenshot('other-emulator');
    await told.getByRole('button', { name: 'Open Setting' }).click();
    await page.getByRole('tab', { name: /^Settings/ }).waitFor();
    await page
      .locator('.settings-editor', { hasText: 'The address of an emulator that runs already' })
      .waitFor();
  });
});
