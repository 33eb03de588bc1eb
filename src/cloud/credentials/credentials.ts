/** What signs requests, and where it can come from. */
import type { Answer } from '../context.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of temporary credentials. */
  readonly securityToken?: string | undefined;
  /** Milliseconds since 1970; absent: they stay valid, or nobody knows. */
  readonly expiresAt?: number | undefined;
}

/** One place that credentials come from, chosen once; what it gives may change with time. */
export interface CredentialProvider {
  /** For people: `environment`, `profile 'work' of ~/.aliyun/config.json`. */
  readonly source: string;
  /** Looks anew each time. Rejects with an `EngineError`, or with a `CloudError` when the service may answer later. */
  readonly load: () => Promise<Credentials>;
}

/** What looking for credentials needs of the world. */
export interface CredentialSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The text of a file, `undefined` when there is none. */
  readonly readFile: (path: string) => Promise<string | undefined>;
  readonly homeFolder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A profile asked for by name. */
  readonly profile?: string | undefined;
  /** The credentials that somebody signed in with, as they are now; `undefined` when nobody did. */
  readonly signIn?: (() => Credentials | undefined) | undefined;
  readonly askSts: AskSts;
  readonly fetchText: FetchText;
  /** Absent where a configuration must not start programs. */
  readonly runProgram?: RunProgram | undefined;
}

/** One signed call of STS, or an anonymous one without credentials. Rejects with a `CloudError`. */
export type AskSts = (credentials: Credentials | undefined, request: StsRequest) => Promise<Answer>;

export interface StsRequest {
  readonly action: 'AssumeRole' | 'AssumeRoleWithOIDC';
  /** Chooses the endpoint; empty: the central one. */
  readonly region: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** A plain HTTP request. Rejects when no answer comes. */
export type FetchText = (
  url: string,
  options: {
    readonly method: 'GET' | 'PUT';
    readonly headers: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
  },
) => Promise<{ readonly status: number; readonly text: string }>;

/** Runs a program without a shell; gives what it wrote to standard output. Rejects when it fails. */
export type RunProgram = (file: string, args: readonly string[]) => Promise<string>;

export function areSame(one: Credentials, other: Credentials): boolean {
  return (
    one.accessKeyId === other.accessKeyId &&
    one.accessKeySecret === other.accessKeySecret &&
    one.securityToken === other.securityToken
  );
}

/** Access keys of Alibaba Cloud start so; they go nowhere else. */
export function looksReal(accessKeyId: string): boolean {
  return /^(LTAI|STS\.)/.test(accessKeyId);
}
