/** What VS Code keeps for hcnet in its secret storage, and nowhere else: sign-ins and values of secrets. */
import * as vscode from 'vscode';
import type { HandedCredentials, Handover } from '../protocol/run.ts';
import type { TargetKind } from './target.ts';

export interface Vault {
  /** One for the emulator and one for the cloud, so that neither gets what is the other's. */
  readonly signIn: (kind: TargetKind) => Promise<SignIn | undefined>;
  readonly keepSignIn: (kind: TargetKind, signIn: SignIn) => Promise<void>;
  readonly forgetSignIn: (kind: TargetKind) => Promise<void>;
  /** Names of the secrets that have a value, sorted. */
  readonly secretNames: () => Promise<readonly string[]>;
  readonly keepSecret: (name: string, value: string) => Promise<void>;
  readonly forgetSecrets: (names: readonly string[]) => Promise<void>;
  /** All that a run of the tool on such a target needs. */
  readonly handover: (kind: TargetKind) => Promise<Handover>;
  /** In this window or another. */
  readonly onDidChange: vscode.Event<unknown>;
}

export interface SignIn {
  readonly credentials: HandedCredentials;
  /** For people. */
  readonly account: string;
  readonly arn: string;
}

export function openVault(storage: vscode.SecretStorage): Vault {
  // Nobody else writes under our names, so what can be parsed has our shape.
  const signIn = async (kind: TargetKind) => parse(await storage.get(signInKey(kind))) as SignIn | undefined;
  const values = async () => (parse(await storage.get(VALUES)) ?? {}) as Values;
  const change = async (edit: (before: Values) => Values) => {
    await storage.store(VALUES, JSON.stringify(edit(await values())));
  };
  return {
    signIn,
    keepSignIn: async (kind, given) => {
      await storage.store(signInKey(kind), JSON.stringify(given));
    },
    forgetSignIn: async (kind) => {
      await storage.delete(signInKey(kind));
    },
    secretNames: async () => Object.keys(await values()).sort(),
    keepSecret: (name, value) => change((before) => ({ ...before, [name]: value })),
    forgetSecrets: (names) =>
      change((before) =>
        Object.fromEntries(Object.entries(before).filter(([name]) => !names.includes(name))),
      ),
    handover: async (kind) => ({
      credentials: (await signIn(kind))?.credentials,
      secrets: await values(),
      mayRunPrograms: vscode.workspace.isTrusted,
    }),
    onDidChange: storage.onDidChange,
  };
}

type Values = Readonly<Record<string, string>>;

const VALUES = 'hcnet.secrets';

function signInKey(kind: TargetKind): string {
  return `hcnet.signIn.${kind}`;
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    // What cannot be read any more is as good as nothing; the message of the parser would quote it.
    return undefined;
  }
}
