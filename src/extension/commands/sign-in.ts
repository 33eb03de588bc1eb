import * as vscode from 'vscode';
import { looksReal } from '../../cloud/credentials/credentials.ts';
import type { HandedCredentials } from '../../protocol/run.ts';
import { mayAct } from '../guarded.ts';
import { showFailure } from '../messages.ts';
import type { AppCommand, Parts } from '../parts.ts';
import { askSecret } from '../secret-input.ts';
import { chosenProfile, resolveTarget, targetKind } from '../target.ts';
import type { TargetKind } from '../target.ts';
import type { SignIn } from '../vault.ts';

/** Asks for an access key, has the cloud say whose it is, and keeps it. Gives the account. */
export const signInCommand: AppCommand = {
  id: 'hcnet.signIn',
  run: async (parts) => {
    if (!(await mayAct('sign in'))) return undefined;
    const credentials = await askCredentials();
    if (credentials === undefined) return undefined;
    // Whatever the target: a key of Alibaba Cloud goes nowhere else.
    const kind = looksReal(credentials.accessKeyId) ? 'cloud' : targetKind();
    try {
      const signIn = await check(parts, kind, credentials);
      await parts.vault.keepSignIn(kind, signIn);
      void vscode.window.showInformationMessage(welcome(kind, signIn));
      return signIn.account;
    } catch (error) {
      showFailure(parts.log, error);
      return undefined;
    }
  },
};

const TITLE = 'Sign in with an access key';

async function askCredentials(): Promise<HandedCredentials | undefined> {
  const accessKeyId = await vscode.window.showInputBox({
    title: TITLE,
    prompt: 'The AccessKey ID, of a RAM user rather than of the account itself.',
    ignoreFocusOut: true,
    validateInput: (value) => (/^\S+$/.test(value.trim()) ? undefined : 'An AccessKey ID is one word.'),
  });
  if (accessKeyId === undefined) return undefined;
  const accessKeySecret = await askSecret(
    TITLE,
    'The AccessKey secret. It is kept in the secret storage of VS Code.',
  );
  if (accessKeySecret === undefined) return undefined;
  const securityToken = await vscode.window.showInputBox({
    title: TITLE,
    prompt: 'The security token of a temporary key. Leave it empty for a lasting one.',
    password: true,
    ignoreFocusOut: true,
  });
  if (securityToken === undefined) return undefined;
  return {
    accessKeyId: accessKeyId.trim(),
    accessKeySecret: accessKeySecret.trim(),
    ...(securityToken.trim() === '' ? {} : { securityToken: securityToken.trim() }),
  };
}

/** Nothing is kept that the cloud does not know. */
async function check(
  { tool, emulator, vault }: Parts,
  kind: TargetKind,
  credentials: HandedCredentials,
): Promise<SignIn> {
  const target = await resolveTarget(emulator, kind);
  // Not the profile of the settings, which would be asked instead of what was just typed.
  const args = kind === 'cloud' ? [] : target.args;
  const run = tool.run(['whoami', '--json', '--handover', ...args], { cwd: process.cwd(), env: target.env });
  run.answer({ type: 'secrets', handover: { ...(await vault.handover(kind)), secrets: {}, credentials } });
  const { code, output, result } = await run.ended;
  if (code !== 0) throw new Error(output.replace(/^error: /, ''));
  const { account, arn } = JSON.parse(result) as { readonly account: string; readonly arn: string };
  return { credentials, account, arn };
}

function welcome(kind: TargetKind, { account, arn }: SignIn): string {
  const where = kind === 'cloud' ? 'Alibaba Cloud' : 'the emulator';
  const signedIn = `hcnet: Signed in to ${where}, account ${account}, as ${arn}.`;
  const profile = chosenProfile();
  if (kind === 'cloud' && targetKind() !== 'cloud')
    return `${signedIn} The target is still the emulator; "hcnet: Select Target..." changes it.`;
  if (kind === 'cloud' && profile !== undefined)
    return `${signedIn} The profile '${profile}' of the setting hcnet.profile comes before it.`;
  return signedIn;
}
