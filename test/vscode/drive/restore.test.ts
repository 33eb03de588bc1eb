import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { countsInCloud, countsUndisturbed, json } from './hcnet.ts';
import { message, messageOnce } from './notifications.ts';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';
import type { CodeWindow } from './window.ts';

describe('a window that is loaded anew', () => {
  // Slow enough for a run to be under way while a window is loaded.
  const window = useCodeWindow({ emulator: ['--transition-ms', '1200', '--latency-ms', '60'] });

  test('shows the topology again that was open', async () => {
    const { page, command, reload, screenshot } = window();
    await page.getByRole('treeitem', { name: /minimal\.hcnet/ }).dblclick();
    await extensionIsReady(page);
    await command('hcnet: Open Topology Preview');
    await shape(window(), 'ecr.core').waitFor({ state: 'attached' });
    await reload();
    await shape(window(), 'ecr.core').waitFor({ state: 'attached' });
    await screenshot('restored');
  });

  test('finds the apply that it began still under way, and shows how far that is', async () => {
    const { page, command, webview, reload, screenshot, workspace } = window();
    const done = webview().locator('.sign.done');
    await command('hcnet: Apply to Alibaba Cloud');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => done.count()).toBeGreaterThan(1);
    // However long the window takes, the run is not over before it.
    process.kill(holder(workspace), 'SIGSTOP');
    await reload();
    const goesOn = await message(window(), "An apply of 'minimal' began at");
    await screenshot('goes-on');
    await goesOn.getByRole('button', { name: 'Show Progress' }).click();
    await message(window(), /Applying.*\d+\sof\s\d+/);
    await expect.poll(() => done.count()).toBeGreaterThan(1);
    await screenshot('progress-again');
    const before = await done.count();
    process.kill(holder(workspace), 'SIGCONT');
    await expect.poll(() => done.count()).toBeGreaterThan(before);
    process.kill(holder(workspace), 'SIGSTOP');
  });

  test('takes up an apply that was cut off, and ends with one of each in the cloud', async () => {
    const { page, command, reload, screenshot, workspace } = window();
    process.kill(holder(workspace), 'SIGKILL');
    await message(window(), 'The run was cut off.');
    await reload();
    const cutOff = await message(window(), "An apply of 'minimal' was cut off.");
    await screenshot('cut-off');
    await cutOff.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' }).click();
    await messageOnce(window(), "Applied 'minimal'");
    expect(await json(window(), 'drift', 'minimal.hcnet')).toMatchObject({ drift: [] });
    expect(await json(window(), 'plan', 'minimal.hcnet')).toMatchObject({ steps: [] });
    const wanted = await countsUndisturbed(window(), 'minimal.hcnet');
    await expect.poll(() => countsInCloud(window())).toEqual(wanted);
    await command('hcnet: Show or Resume Run');
    await messageOnce(window(), 'No run goes on without a window, and none was cut off.');
  });
});

/** On the diagram. */
function shape({ webview }: CodeWindow, element: string) {
  return webview().locator(`[data-path="${element}"]`).first();
}

/** The process that works on the state. */
function holder(workspace: string): number {
  const folder = path.join(workspace, '.hcnet/emulator/minimal');
  const newest = readdirSync(folder)
    .flatMap((name) => /^lock\.(\d+)\.json$/.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(b) - Number(a))[0];
  const { pid } = JSON.parse(readFileSync(path.join(folder, `lock.${newest}.json`), 'utf8')) as {
    readonly pid: number;
  };
  return pid;
}
