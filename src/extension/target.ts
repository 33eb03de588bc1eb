/** Where plan, apply and destroy look and act. */
import * as vscode from 'vscode';
import type { Emulator } from './emulator.ts';

export type TargetKind = 'emulator' | 'cloud';

export interface Target {
  readonly kind: TargetKind;
  /** For the tool's command line. */
  readonly args: readonly string[];
  /** For the tool's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function targetKind(): TargetKind {
  return vscode.workspace.getConfiguration('hcnet').get<TargetKind>('target', 'emulator');
}

/** The address of an emulator that somebody else runs. */
export function givenEndpoint(): string | undefined {
  return endpointSetting() ?? unlessEmpty(process.env.HCNET_ENDPOINT);
}

/** What the setting says; `undefined` leaves it to the environment. */
export function endpointSetting(): string | undefined {
  return unlessEmpty(vscode.workspace.getConfiguration('hcnet').get('endpoint', '').trim());
}

function unlessEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/**
 * What the tool is told about the target; starts the window's own emulator when that is the target.
 * @param kind another one than the settings name
 */
export async function resolveTarget(emulator: Emulator, kind = targetKind()): Promise<Target> {
  if (kind === 'cloud') return cloudTarget();
  const endpoint = givenEndpoint() ?? (await emulator.start());
  return { kind, args: ['--endpoint', endpoint], env: withoutCloud };
}

/** The same for a look into a state, which needs no emulator that runs. */
export function stateTarget(emulator: Emulator): Target {
  const kind = targetKind();
  if (kind === 'cloud') return cloudTarget();
  return { kind, args: ['--endpoint', givenEndpoint() ?? emulator.url() ?? NO_EMULATOR], env: withoutCloud };
}

function cloudTarget(): Target {
  return { kind: 'cloud', args: [...profileArgs(), ...stateArgs()], env: { HCNET_ENDPOINT: undefined } };
}

/** Says that an emulator is meant, and not which: nobody is asked there. */
const NO_EMULATOR = 'http://127.0.0.1';

/** The profile that the settings name, which comes before any sign-in. */
export function chosenProfile(): string | undefined {
  const profile = vscode.workspace.getConfiguration('hcnet').get('profile', '').trim();
  return profile === '' ? undefined : profile;
}

function profileArgs(): readonly string[] {
  const profile = chosenProfile();
  return profile === undefined ? [] : ['--profile', profile];
}

/** The emulator of a window is nobody's but its own, and so is what is known about it. */
function stateArgs(): readonly string[] {
  const state = vscode.workspace.getConfiguration('hcnet').get('state', '').trim();
  return state === '' ? [] : ['--state', state];
}

/** Keys of a real account, and the state of a team, have no business with the emulator, which has its own. */
const withoutCloud = {
  HCNET_STATE: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
  ALIBABA_CLOUD_SECURITY_TOKEN: undefined,
  ALIBABA_CLOUD_ROLE_ARN: undefined,
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: undefined,
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: undefined,
  ALIBABA_CLOUD_CREDENTIALS_URI: undefined,
  ALIBABA_CLOUD_PROFILE: undefined,
};
