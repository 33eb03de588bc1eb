/** What the tool knows of the world around it, so that tests can be that world. */
import { createColors } from 'picocolors';
import type { Milestone } from '../cloud/milestones.ts';

export interface Shell extends BareShell {
  /** For files: without the secrets that are known. */
  readonly clean: (text: string) => string;
  /** Takes these values out of whatever is written from now on, in every form. */
  readonly keepSecret: (values: readonly (string | undefined)[]) => void;
}

/** A shell as the process gives it. */
export interface BareShell {
  readonly cwd: string;
  /** The user's own folder. */
  readonly home: string;
  readonly env: Environment;
  /** Results. */
  readonly out: Output;
  /** Everything said about them: progress, notes, failures. */
  readonly err: Output;
  readonly input: Input;
  /** Calls back at each Ctrl+C and each polite request to end, until the returned function is called. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Ends the process at once. */
  readonly quit: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new UUID. */
  readonly newId: () => string;
  /** Called at each named point of a run; tests end the process there. */
  readonly onMilestone?: (milestone: Milestone) => void;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Output {
  readonly write: (text: string) => void;
  /** Whether a person watches: only then may lines be overwritten and pictures be drawn with characters. */
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
  readonly columns: number;
}

export interface Input {
  readonly isTerminal: boolean;
  /** Starts reading; to be closed, since an open input keeps the process alive. */
  readonly lines: () => Lines;
}

export interface Lines {
  readonly onLine: (listener: (text: string) => void) => void;
  /** Calls back when the other side has hung up. */
  readonly onEnd: (listener: () => void) => void;
  readonly close: () => void;
}

export type Colors = ReturnType<typeof createColors>;

export function colorsOf(output: Output): Colors {
  return createColors(output.hasColors);
}

export function line(output: Output, text = ''): void {
  output.write(`${text}\n`);
}

/** `1 circuit`, `2 circuits`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
