/** What a failure of any part means for the person at the terminal. */
import { CloudError } from '../cloud/cloud-error.ts';
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
    return { message: error.message, hint: undefined, exitCode: setUp.has(error.code) ? 2 : 1 };
  }
  return {
    message: `hcnet itself failed: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Set HCNET_DEBUG=1 to see where, and please report it.',
    exitCode: 2,
  };
}

/** Nothing wrong with the design: the tool was set up in a way that it cannot work. */
const setUp: ReadonlySet<EngineErrorCode> = new Set(['account', 'state', 'journal', 'store', 'locked']);

function explainCloud({ message, class: kind }: CloudError): Explanation {
  switch (kind) {
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
