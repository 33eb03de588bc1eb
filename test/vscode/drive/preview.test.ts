import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { namedElements } from '../../../src/model/relations.ts';
import { designFrom } from '../../support/design.ts';
import { extensionIsReady } from './ready.ts';
import { typeInQuickInput, useCodeWindow } from './window.ts';
import type { CodeWindow } from './window.ts';

const SAMPLE = 'reference.hcnet';
const text = readFileSync(path.join(import.meta.dirname, '../../../samples', SAMPLE), 'utf8');

describe('the topology preview', () => {
  const window = useCodeWindow({ file: SAMPLE });

  test('draws every declared element beside the text', async () => {
    const { page, command, webview, screenshot } = window();
    await extensionIsReady(page);
    await command('hcnet: Open Topology Preview');
    const drawn = webview().locator('[data-path]');
    await drawn.first().waitFor({ state: 'attached' });
    const declared = namedElements(designFrom(text).topology).map((element) => element.path);
    expect(declared.length).toBeGreaterThan(30);
    const missing = async () => {
      const page = await webview().locator('body').innerHTML();
      return declared.filter((each) => !page.includes(`data-path="${each}"`));
    };
    await expect.poll(missing).toEqual([]);
    await screenshot('preview');
  });

  test('selects what the caret stands in', async () => {
    const { screenshot } = window();
    await goTo(window(), 'vpc prod');
    await expect.poll(() => selected(window())).toBe('vpc.prod');
    await goTo(window(), 'vbr unicom-vbr');
    await expect.poll(() => selected(window())).toBe('vbr.unicom-vbr');
    await screenshot('caret-to-diagram');
  });

  test('leads from a box to its text: a click shows it, a second one goes there', async () => {
    const { page, webview, screenshot } = window();
    const box = webview().locator('[role="button"][data-path="ecr.core"]').first();
    await box.click();
    await page.locator('.breadcrumbs-control', { hasText: 'core' }).waitFor();
    await screenshot('diagram-to-text');
    await box.dblclick();
    const line = text.split('\n').findIndex((each) => each.startsWith('ecr core')) + 1;
    const status = page.locator(String.raw`#status\.editor\.selection`);
    await expect.poll(() => status.textContent()).toMatch(new RegExp(`^Ln ${line}, Col `));
  });

  test('follows what is typed, and what is taken back', async () => {
    const { page, webview } = window();
    await goTo(window(), 'vpc prod');
    await page.keyboard.press('Home');
    await page.keyboard.insertText('vpc added in cn-shanghai { prefix 10.99.0.0/16 } ');
    const added = webview().locator('[data-path="vpc.added"]').first();
    await added.waitFor({ state: 'attached' });
    // VS Code may take back less than what was inserted at once.
    const takeBack = async () => {
      await page.keyboard.press('Control+z');
      return added.count();
    };
    await expect.poll(takeBack, { interval: 250 }).toBe(0);
  });

  test('is shown again, not twice, when it is opened twice', async () => {
    const { page, command } = window();
    await goTo(window(), 'vpc prod');
    await command('hcnet: Open Topology Preview');
    await expect.poll(() => page.getByRole('tab', { name: /^Topology: / }).count()).toBe(1);
  });
});

/** The path of what is selected in the diagram. */
async function selected({ webview }: CodeWindow): Promise<string | null> {
  const shape = webview().locator('.selected').first();
  return (await shape.count()) === 0 ? null : shape.getAttribute('data-path');
}

/** Puts the caret to the start of the first line that starts so. */
async function goTo({ page }: CodeWindow, start: string): Promise<void> {
  const line = text.split('\n').findIndex((each) => each.startsWith(start)) + 1;
  expect(line).toBeGreaterThan(0);
  await page.getByRole('tab', { name: /^reference\.hcnet/ }).click();
  const input = await typeInQuickInput(page, 'Control+g', `:${line}:${start.indexOf(' ') + 2}`);
  await input.press('Enter');
}
