import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { renameElsewhere } from './elsewhere.ts';
import { messageOnce } from './notifications.ts';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';
import type { CodeWindow } from './window.ts';

describe('the view of the state, with two designs in view', () => {
  const window = useCodeWindow({ file: 'reference.hcnet', emulator: ['--transition-ms', '50'] });

  test('turns to the one that was applied, and stays there while its plan is read', async () => {
    const { page, command } = window();
    await extensionIsReady(page);
    await command('hcnet: Open Topology Preview');
    await page.getByRole('treeitem', { name: /minimal\.hcnet/ }).dblclick();
    await page.getByRole('tab', { name: /^minimal\.hcnet/ }).waitFor();
    await command('hcnet: Focus on State View');
    await page.getByRole('tab', { name: /^minimal\.hcnet/ }).click();
    await command('hcnet: Apply to Alibaba Cloud');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' }).click();
    await messageOnce(window(), "Applied 'minimal'");
    await page.locator('.view-line', { hasText: /^Finished:/ }).click();
    await page.getByRole('treeitem', { name: /^prod/ }).waitFor();
    expect(await title(window())).toMatch(/State of minimal$/i);
  });

  test('marks a row that is closed over what drifted, in the colour that the diagram has for drift', async () => {
    const { page, command, screenshot } = window();
    const row = (name: RegExp) => page.getByRole('treeitem', { name });
    await unfold(row(/^prod/), 'true');
    await row(/^app-l/).hover();
    await row(/^app-l/)
      .getByRole('button', { name: 'Copy Resource ID' })
      .click();
    const copied = page.locator('.statusbar-item', { hasText: /vsw-\S+\sis\scopied/ });
    const [id = ''] = /vsw-\w+/.exec(await copied.innerText()) ?? [];
    await renameElsewhere(window(), 'vSwitch', id);
    await unfold(row(/^prod/), 'false');
    await row(/^app-l/).waitFor({ state: 'detached' });
    await command('hcnet: Check Drift');
    await row(/^prod.*1 drifted inside/).waitFor();
    expect(await title(window())).toMatch(/State of minimal$/i);
    // What is selected has a colour of its own.
    await row(/^backbone/).click();
    await screenshot('drift-inside');
    const label = row(/^prod/).locator('.label-name').first();
    const purple = await page.locator('.monaco-workbench').evaluate(styleOf, '--vscode-charts-purple');
    expect(await label.evaluate(styleOf, 'color')).toBe(inRgb(purple));
  });
});

/** Opens or closes a row. A click may be lost on a tree that is drawn anew just then; one on the row leads to its text. */
async function unfold(row: Locator, isOpen: 'true' | 'false'): Promise<void> {
  const isDone = async (): Promise<boolean> => {
    if ((await row.getAttribute('aria-expanded')) === isOpen) return true;
    await row.locator('.monaco-tl-twistie').click({ timeout: 5_000 });
    return (await row.getAttribute('aria-expanded')) === isOpen;
  };
  await expect.poll(isDone, { interval: 500 }).toBe(true);
}

async function title({ page }: CodeWindow): Promise<string> {
  return page.locator('.sidebar .composite.title h2').innerText();
}

/** What the functions that run in the page use of it: tests are compiled without the browser's types. */
interface PageElement {
  readonly computedStyleMap: () => { readonly get: (name: string) => { readonly toString: () => string } };
}

function styleOf(element: PageElement, name: string): string {
  return element.computedStyleMap().get(name).toString();
}

/** `#652d90`, as a browser tells it of what is drawn. */
function inRgb(hex: string): string {
  const parts = hex.trim().match(/[\da-f]{2}/gi) ?? [];
  return `rgb(${parts.map((part) => parseInt(part, 16)).join(', ')})`;
}
