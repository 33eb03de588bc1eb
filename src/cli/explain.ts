/** What a failure of any part means for the person at the terminal. */
import { CloudError } from '../cloud/cloud-error.ts';
import { EngineError } from '../cloud/engine-error.ts';
import { SnapshotUnreadableError } from '../emulator/engine/snapshot.ts';
import { PortBusyError } from '../emulator/server.ts';
import { Failure } from './failure.ts';
import type { ExitCode } from './run.ts';

export interface Explanation {
  readonly message: string;
  /** The next step. */
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
}

export function explain(error: unknown): Explanation {
  if (error instanceof Failure) return { message: error.message, hint: error.hint, exitCode: error.exitCode };
  if (error instanceof CloudError) return { message: error.message, hint: undefined, exitCode: 1 };
  if (error instanceof EngineError) return { message: error.message, hint: undefined, exitCode: 1 };
  if (error instanceof PortBusyError || error instanceof SnapshotUnreadableError) {
    return { message: uncapitalised(error.message), hint: undefined, exitCode: 2 };
  }
  return {
    message: `hcnet itself failed: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Set HCNET_DEBUG=1 to see where, and please report it.',
    exitCode: 2,
  };
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
