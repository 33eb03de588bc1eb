/** What a failure of any part means for the person at the terminal. */
import { CloudError } from '../cloud/client/cloud-error.ts';
import { EngineError } from '../cloud/engine-error.ts';
import type { EngineErrorCode } from '../cloud/engine-error.ts';
import { Failure } from './failure.ts';
import type { ExitCode } from './run.ts';
import { MissingSecrets } from './secrets.ts';

export interface Explanation {
  readonly message: string;
  /** The next step. */
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
  /** Secrets without a value that VS Code may keep, by name. */
  readonly missingSecrets?: readonly string[];
}

export function explain(error: unknown): Explanation {
  if (error instanceof MissingSecrets) {
    return { message: error.message, hint: error.hint, exitCode: error.exitCode, missingSecrets: error.kept };
  }
  if (error instanceof Failure) return { message: error.message, hint: error.hint, exitCode: error.exitCode };
  if (error instanceof CloudError) return explainCloud(error);
  if (error instanceof EngineError) {
    return { message: error.message, hint: undefined, exitCode: engineExits[error.code] };
  }
  return {
    message: `hcnet itself failed: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Set HCNET_DEBUG=1 to see where, and please report it.',
    exitCode: 2,
  };
}

const engineExits: Readonly<Record<EngineErrorCode, ExitCode>> = {
  // The tool was set up in a way that it cannot work; nothing is wrong with the design.
  account: 2,
  state: 2,
  journal: 2,
  store: 2,
  locked: 5,
  stale: 6,
  undecided: 7,
  guarded: 7,
  import: 2,
  secrets: 1,
  design: 1,
  timeout: 1,
  failed: 1,
};

function explainCloud({ message, class: kind, action }: CloudError): Explanation {
  switch (kind) {
    // The first call of all: nothing else would be answered either.
    case 'ambiguous':
      return {
        message,
        hint:
          action === 'GetCallerIdentity'
            ? 'Whatever listens there, it does not speak as Alibaba Cloud does; check HCNET_ENDPOINT or --endpoint, or run hcnet emulator.'
            : undefined,
        exitCode: 1,
      };
    case 'credentials':
      return {
        message,
        hint: 'Check ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, the profile or the sign-in; the emulator needs none of them.',
        exitCode: 2,
      };
    case 'not-sent':
    case 'clock':
      return { message, hint: undefined, exitCode: 2 };
    default:
      return { message, hint: undefined, exitCode: 1 };
  }
}
