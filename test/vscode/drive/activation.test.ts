import { describe, expect, test } from 'vitest';
import { useCodeWindow } from './window.ts';

describe('VS Code with a design open', () => {
  const window = useCodeWindow({ file: 'reference.hcnet' });

  test('shows its text in the language of hcnet', async () => {
    const { page, screenshot } = window();
    await page.locator('.editor-instance .view-line').first().waitFor();
    const language = page.locator(String.raw`#status\.editor\.mode`);
    await expect.poll(() => language.textContent()).toBe('hcnet');
    await screenshot('design');
  });
});
