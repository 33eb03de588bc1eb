import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findCanary, findCanaryIn } from '../../support/canary.ts';
import { message, messageOnce } from './notifications.ts';
import { extensionIsReady } from './ready.ts';
import { useCodeWindow } from './window.ts';
import type { CodeWindow } from './window.ts';

const CANARIES = ['canary-wrong-secret', 'canary-bgp-key-1', 'canary-bgp-key-2', 'canary-vpn-key'];

const homes: string[] = [];

/** Whatever the environment of the tests has. */
const withoutCredentials = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: '',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: '',
  ALIBABA_CLOUD_PROFILE: '',
  ALIBABA_CLOUD_ECS_METADATA: '',
  ALIBABA_CLOUD_CREDENTIALS_URI: '',
};

afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

describe('a sign-in', () => {
  const window = useCodeWindow({ file: 'minimal.hcnet' });

  test('with a key that the cloud does not know is not kept', async () => {
    const { page, command, screenshot } = window();
    await extensionIsReady(page);
    await signIn(window(), 'hcnet-emulator', 'canary-wrong-secret');
    await message(window(), 'SignatureDoesNotMatch');
    await screenshot('sign-in-refused');
    await command('Notifications: Clear All Notifications');
    await planIsSigned(window(), "by the emulator's own key");
  });

  test('is kept, signs what is planned, and stands in the question before an apply', async () => {
    const { page, command, screenshot } = window();
    await signIn(window(), 'hcnet-emulator', 'hcnet-emulator-secret');
    await messageOnce(window(), 'Signed in to the emulator, account 1234567890123456');
    await planIsSigned(window(), 'by sign-in of VS Code');
    await command('hcnet: Apply to Alibaba Cloud');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain(
      'Signed in as: acs:ram::1234567890123456:root, by sign-in of VS Code',
    );
    await screenshot('signed-in');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('is over after signing out', async () => {
    const { command } = window();
    await command('hcnet: Sign Out');
    await messageOnce(window(), 'Signed out of account 1234567890123456 of the emulator.');
    await planIsSigned(window(), "by the emulator's own key");
  });
});

describe('with the cloud as target and nobody signed in', () => {
  const window = useCodeWindow({
    file: 'minimal.hcnet',
    settings: { 'hcnet.target': 'cloud' },
    env: { HOME: homeWith(), ...withoutCredentials },
  });

  test('a plan asks for a sign-in, and not for secrets first', async () => {
    const { page, command, screenshot } = window();
    await page.locator('.statusbar-item', { hasText: 'Alibaba Cloud' }).first().waitFor();
    await command('hcnet: Plan');
    const refused = await message(window(), 'nobody is signed in to Alibaba Cloud');
    expect(await refused.innerText()).not.toContain('--endpoint');
    await screenshot('not-signed-in');
    await refused.getByRole('button', { name: 'Sign In...' }).click();
    await page.locator('.quick-input-title', { hasText: 'Sign in with an access key' }).waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('secrets', () => {
  // The profile comes before all other credentials, and its own are to be had where nobody listens: nothing can reach
  // a cloud.
  const profile = { name: 'nowhere', mode: 'CredentialsURI', credentials_uri: 'http://127.0.0.1:9/' };
  const window = useCodeWindow({
    file: 'minimal.hcnet',
    settings: { 'hcnet.target': 'cloud', 'hcnet.profile': profile.name },
    env: { HOME: homeWith(profile) },
  });

  test('that the design names are listed, and kept when they are entered', async () => {
    const { page, command, screenshot } = window();
    await page.locator('.statusbar-item', { hasText: 'Alibaba Cloud' }).first().waitFor();
    await command('hcnet: Set Secret');
    await row(window(), 'TELECOM_BGP_KEY').filter({ hasText: 'has no value yet' }).waitFor();
    await row(window(), 'UNICOM_BGP_KEY').waitFor();
    await screenshot('secrets');
    await row(window(), 'TELECOM_BGP_KEY').click();
    await enter(window(), 'canary-bgp-key-1');
    await messageOnce(window(), "'TELECOM_BGP_KEY' is kept in the secret storage of VS Code.");
    await command('hcnet: Set Secret');
    await row(window(), 'TELECOM_BGP_KEY').filter({ hasText: 'has a value' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('that an apply finds missing are asked for, and the apply goes on', async () => {
    const { page, command } = window();
    await command('hcnet: Apply to Alibaba Cloud');
    // The design's other names; the first has its value from before.
    for (const [index, name] of namesIn(window()).slice(1).entries()) {
      await page.locator('.quick-input-title', { hasText: `Secret '${name}'` }).waitFor();
      await enter(window(), CANARIES[2 + index] ?? '');
    }
    await messageOnce(window(), /the address in .*'nowhere'.* does not answer/);
  });

  test('are forgotten when somebody wants that', async () => {
    const { page, command } = window();
    await command('hcnet: Forget Secret');
    await row(window(), 'TELECOM_BGP_KEY').click();
    await page.keyboard.press('Enter');
    await messageOnce(window(), 'Forgotten: TELECOM_BGP_KEY.');
    await command('hcnet: Set Secret');
    await row(window(), 'TELECOM_BGP_KEY').filter({ hasText: 'has no value yet' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('are in no log and no file', async () => {
    const { log, workspace } = window();
    expect(findCanary(log.join('\n'), CANARIES)).toEqual([]);
    expect(await findCanaryIn(workspace, CANARIES)).toEqual([]);
  });
});

/** A home without anybody's credentials but these. */
function homeWith(...profiles: readonly object[]): string {
  const home = mkdtempSync(path.join(tmpdir(), 'hcnet-home-'));
  homes.push(home);
  mkdirSync(path.join(home, '.aliyun'));
  writeFileSync(path.join(home, '.aliyun/config.json'), JSON.stringify({ profiles }));
  return home;
}

/** Of the secrets in the design, in the order of the text. */
function namesIn({ workspace }: CodeWindow): readonly string[] {
  const text = readFileSync(path.join(workspace, 'minimal.hcnet'), 'utf8');
  return [...text.matchAll(/secret ([A-Z_\d]+)/g)].map((match) => match[1] ?? '');
}

async function signIn(window: CodeWindow, id: string, secret: string): Promise<void> {
  await window.command('hcnet: Sign In');
  await enter(window, id);
  await enter(window, secret);
  await enter(window, '');
}

/** Answers an input box; waits until it is there, and until its answer has been taken. */
async function enter({ page }: CodeWindow, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  await expect.poll(() => input.inputValue()).toBe('');
  await input.fill(text);
  await input.press('Enter');
  const isTaken = async () => !(await input.isVisible()) || (await input.inputValue()) !== text;
  await expect.poll(isTaken).toBe(true);
}

function row({ page }: CodeWindow, label: string) {
  return page.locator('.quick-input-list .monaco-list-row', { hasText: label });
}

/** Plans, and waits until the head of the plan says so: the one before may still be open, and has the same name. */
async function planIsSigned({ page, command }: CodeWindow, by: string): Promise<void> {
  await page.getByRole('tab', { name: /^minimal\.hcnet/ }).click();
  await command('hcnet: Plan');
  const head = page.locator('.view-line', { hasText: /^as\sacs:ram::/ });
  await head.filter({ hasText: by }).first().waitFor();
}
