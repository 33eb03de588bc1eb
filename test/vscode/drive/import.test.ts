import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hcnet } from '../../cli/support.ts';
import { messageOnce } from './notifications.ts';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';
import type { CodeWindow } from './window.ts';

describe('a network that exists', () => {
  const window = useCodeWindow({ file: 'minimal.hcnet' });

  test('is imported by its id, opened as a text, and its plan is empty', async () => {
    const { page, command, workspace, screenshot } = window();
    await extensionIsReady(page);
    const id = await networkIn(window());
    await command('hcnet: Import from Alibaba Cloud');
    await pick(window(), 'Cloud Enterprise Network');
    await screenshot('import-kind');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill('vpc-1');
    await page.locator('.quick-input-message', { hasText: 'begins with cen-' }).waitFor();
    await input.fill(id);
    await page.keyboard.press('Enter');
    await expect.poll(() => input.inputValue()).toMatch(/\/imported\.hcnet$/);
    await page.keyboard.press('Enter');
    const file = path.join(workspace, 'imported.hcnet');
    await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
    await page.getByRole('tab', { name: /^imported\.hcnet/ }).waitFor();
    await screenshot('imported');
    await messageOnce(window(), /Imported 'imported' with \d+ resources; the next plan is empty/);
    expect(readFileSync(file, 'utf8')).toContain(`Imported from ${id}`);
    await command('hcnet: Plan');
    await page.locator('.view-line', { hasText: 'Plan: nothing to change.' }).first().waitFor();
  });

  test('that does not is told, with what to do', async () => {
    const { page, command, workspace } = window();
    await command('hcnet: Import from Alibaba Cloud');
    await pick(window(), 'Express Connect Router');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill('ecr-nowhere');
    await page.keyboard.press('Enter');
    await expect.poll(() => input.inputValue()).toMatch(/\/imported\.hcnet$/);
    await input.fill(path.join(workspace, 'nowhere.hcnet'));
    await page.keyboard.press('Enter');
    await messageOnce(window(), 'there is no Express Connect Router ecr-nowhere in this account');
    expect(existsSync(path.join(workspace, 'nowhere.hcnet'))).toBe(false);
  });
});

/** Made by somebody else, whose state is somewhere else. Gives the id of its CEN. */
async function networkIn({ workspace, endpoint }: CodeWindow): Promise<string> {
  const options = ['--endpoint', endpoint, '--state-dir', path.join(workspace, '../elsewhere')];
  const applied = await hcnet(['apply', 'minimal.hcnet', '--auto-approve', ...options], { cwd: workspace });
  if (applied.code !== 0) throw new Error(applied.err);
  const listed = await hcnet(['state', 'list', 'minimal.hcnet', '--json', ...options], { cwd: workspace });
  const { resources } = JSON.parse(listed.out) as { resources: { kind: string; id: string }[] };
  return resources.find(({ kind }) => kind === 'cen')?.id ?? '';
}

async function pick({ page }: CodeWindow, label: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
}
