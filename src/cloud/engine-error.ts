/** The world as it is forbids to go on: somebody else holds the lock, the state is damaged, the plan is stale. */

export type EngineErrorCode =
  | 'locked'
  | 'stale'
  | 'state'
  | 'journal'
  /** The place of the state cannot be used. */
  | 'store'
  | 'account'
  | 'secrets'
  | 'design'
  | 'undecided'
  | 'guarded'
  | 'import'
  | 'timeout'
  | 'failed';

export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
