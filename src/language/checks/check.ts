/** The frame of checks: like design rules, but over the text and its syntax; see `all.ts` for the list. */
import type { SourceRange } from '../../model/topology.ts';
import type { Severity } from '../../rules/rule.ts';
import type { Design } from '../design.ts';
import type { PlacedFinding } from '../findings.ts';
import type { Syntax } from '../source-file.ts';
import type { TextEdit } from '../text-edits.ts';

/** The source of most checks, as a link on the rules' page. */
export const languageReference = '[The language](language.md)';

interface CheckBase {
  /** `HC0xx`; the design rules have the other hundreds. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  /** As in `Rule`. */
  readonly sources: readonly string[];
  readonly examples: {
    /** A text that the check finds fault with; carets in comments mark the places. */
    readonly bad: string;
    /** The same text, mended: what the fix makes of `bad`, if there is a fix. */
    readonly good: string;
  };
}

/** Looks at one piece of syntax by itself, so that its result stays good while the piece stays the same. */
export interface SyntaxCheck extends CheckBase {
  readonly scope: 'syntax';
  readonly check: (syntax: Syntax) => Iterable<LocalFault>;
}

/** Looks at a whole design. */
export interface DesignCheck extends CheckBase {
  readonly scope: 'design';
  readonly check: (design: Design) => Iterable<Fault>;
}

/** Looks at what the others found, and decides what of it is shown. */
export interface FindingsCheck extends CheckBase {
  readonly scope: 'findings';
  readonly check: (
    design: Design,
    findings: readonly PlacedFinding[],
    isOff: (id: string) => boolean,
  ) => { readonly kept: readonly PlacedFinding[]; readonly faults: readonly Fault[] };
}

export type Check = SyntaxCheck | DesignCheck | FindingsCheck;

/** A piece of text; offsets count from the start of the piece of syntax. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface LocalFault extends Span {
  readonly message: string;
  readonly related?: readonly (Span & { readonly message: string })[];
  /** What to write in place of the text at fault. */
  readonly replacement?: { readonly title: string; readonly text: string };
}

export interface Fault {
  readonly range: SourceRange;
  readonly message: string;
  readonly related?: readonly { readonly range: SourceRange; readonly message: string }[];
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}
