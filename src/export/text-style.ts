/** How texts for people are emphasised, and how they name files. */

/** `plain` where there are no colours. */
export interface Emphasis {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly careful: (text: string) => string;
  readonly bad: (text: string) => string;
}

export interface Style {
  readonly emphasis: Emphasis;
  /** Writes the URI of a source file as readers know it. */
  readonly fileName: (uri: string) => string;
}

export type PlanTextOptions = Partial<Style>;

export function same(text: string): string {
  return text;
}

export const plain: Emphasis = { strong: same, faint: same, good: same, careful: same, bad: same };

/** `a, b and 3 more`. */
export function namesText(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  const more = names.length - most;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
