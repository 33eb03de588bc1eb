import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';

describe('a design', () => {
  const window = useCodeWindow({ file: 'minimal.hcnet' });

  test.each([
    { format: 'OpenAPI calls (JSON)', file: 'minimal.calls.json', start: /^[{[]/ },
    { format: 'Topology diagram (SVG)', file: 'minimal.svg', start: /^<svg / },
  ])('is exported as $format', async ({ format, file, start }) => {
    const { page, command, workspace } = window();
    await extensionIsReady(page);
    await command('hcnet: Export');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: format }).click();
    // The dialog offers a name beside the design.
    const name = page.locator('.quick-input-widget input[type="text"]').first();
    await expect.poll(() => name.inputValue()).toMatch(new RegExp(`/${file}$`));
    await page.keyboard.press('Enter');
    const written = path.join(workspace, file);
    await expect.poll(() => existsSync(written)).toBe(true);
    expect(readFileSync(written, 'utf8')).toMatch(start);
  });
});
