import { describe, expect, test } from 'vitest';
import { renameElsewhere } from './elsewhere.ts';
import { message, messageOnce } from './notifications.ts';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';
import type { CodeWindow } from './window.ts';

describe('a design', () => {
  const window = useCodeWindow({ file: 'reference.hcnet' });

  test('is planned into a document that can be read, and onto its diagram', async () => {
    const { page, command, webview, screenshot } = window();
    await extensionIsReady(page);
    await command('hcnet: Open Topology Preview');
    await shape(window(), 'vpc.prod').waitFor({ state: 'attached' });
    await command('hcnet: Plan');
    await page.getByRole('tab', { name: /^Plan retail/ }).waitFor();
    await page.locator('.view-line', { hasText: 'account 1234567890123456' }).first().waitFor();
    await shape(window(), 'vpc.prod').locator('> .overlay-sign > .create').waitFor({ state: 'attached' });
    await webview().getByRole('region', { name: "Plan for 'retail'" }).getByText('to create').waitFor();
    await screenshot('plan');
  });

  test('that says something else is not the one on the diagram any more; a comment changes nothing', async () => {
    const { page, webview } = window();
    const signs = webview().locator('.overlay-sign');
    await openDesign(window());
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('/* A comment. */ ');
    await page.locator('.view-line', { hasText: 'A comment.' }).waitFor();
    await page.keyboard.insertText('vpc later in cn-shanghai { prefix 10.250.0.0/16 } ');
    // The comment has been drawn as well by now, and took nothing away.
    await shape(window(), 'vpc.later').waitFor({ state: 'attached' });
    await expect.poll(() => signs.count()).toBe(0);
    const takeBack = async () => {
      await page.keyboard.press('Control+z');
      return page.locator('.view-line', { hasText: /^\/\/\sA\sdata\scenter/ }).count();
    };
    await expect.poll(takeBack, { interval: 250 }).toBe(1);
    await shape(window(), 'vpc.later').waitFor({ state: 'detached' });
  });

  test('stops when it is told to, and says how to go on', async () => {
    const { page, command, webview, screenshot } = window();
    await openDesign(window());
    await command('hcnet: Apply to Alibaba Cloud');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' }).click();
    const progress = await message(window(), /Applying.*\d+\sof\s\d+/);
    await expect.poll(() => webview().locator('.sign.done').count()).toBeGreaterThan(0);
    // At once: a picture takes so long that the run may be over.
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await screenshot('stopping');
    await messageOnce(window(), 'Stopped: ');
  });

  test('is applied after a question that names counts, account and target', async () => {
    const { page, command, endpoint, screenshot } = window();
    await openDesign(window());
    await command('hcnet: Apply to Alibaba Cloud');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const question = await dialog.innerText();
    expect(question).toContain(`Apply 'retail' on emulator at ${new URL(endpoint).host}?`);
    expect(question).toContain('Account: 1234567890123456');
    expect(question).toMatch(/Changes: \d+ to create/);
    await screenshot('confirmation');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await messageOnce(window(), "Applied 'retail'");
    await page
      .locator('.view-line', { hasText: /^Finished:\s\d+\sdone\.$/ })
      .first()
      .waitFor();
    await screenshot('applied');
  });

  test('has nothing to change afterwards', async () => {
    const { page, command, screenshot } = window();
    await openDesign(window());
    await command('hcnet: Plan');
    await page.locator('.view-line', { hasText: 'Plan: nothing to change.' }).first().waitFor();
    await screenshot('second-plan');
    await openDesign(window());
    await command('hcnet: Apply to Alibaba Cloud');
    await messageOnce(window(), 'no changes');
  });

  test('has its resources in the view of the state, and what others changed is marked there', async () => {
    const { page, command, screenshot } = window();
    await openDesign(window());
    await command('hcnet: Focus on State View');
    const rows = page.locator('.sidebar .monaco-list-row');
    const vpc = rows.filter({ hasText: 'VPC · vpc-' }).filter({ hasText: 'prod' });
    await vpc.waitFor();
    await vpc.hover();
    await vpc.getByRole('button', { name: 'Copy Resource ID' }).click();
    const copied = page.locator('.statusbar-item', { hasText: /vpc-\S+\sis\scopied/ });
    const [id = ''] = /vpc-\w+/.exec(await copied.innerText()) ?? [];
    await renameElsewhere(window(), 'VPC', id);
    await command('hcnet: Check Drift');
    await page.locator('.sidebar', { hasText: /1\sof\s\d+\sdrifted/ }).waitFor();
    await expect.poll(() => vpc.getAttribute('aria-label')).toContain('Drifted: others changed it');
    await page
      .getByRole('tab', { name: /^hcnet/ })
      .locator('.badge-content', { hasText: '1' })
      .waitFor();
    await shape(window(), 'vpc.prod').locator('> .overlay-sign > .drifted').waitFor({ state: 'attached' });
    await screenshot('state');
    await vpc.click();
    await page.locator('.breadcrumbs-control', { hasText: 'prod' }).waitFor();
  });

  test('wrote no credentials into the log', () => {
    expect(window().log.join('\n')).not.toMatch(/hcnet-emulator-secret|LTAI/);
  });
});

/** On the diagram. */
function shape({ webview }: CodeWindow, path: string) {
  return webview().locator(`[data-path="${path}"]`).first();
}

async function openDesign({ page }: CodeWindow): Promise<void> {
  await page.getByRole('tab', { name: /^reference\.hcnet/ }).click();
}
