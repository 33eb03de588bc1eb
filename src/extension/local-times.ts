/** Times of the tool, which are in UTC so that machines can compare them, in the words of whoever sits at this one. */

export interface Here {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** As of `vscode.env.language`. */
  readonly locale: string;
  /** Absent: that of this machine. */
  readonly timeZone?: string;
}

/** `since 2026-11-26T15:19:26.663Z` becomes `since 3:19 PM`; of another day with its date. */
export function withLocalTimes(text: string, here: Here): string {
  return text.replaceAll(isoTime, (iso) => inWords(new Date(iso), here));
}

const isoTime = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

function inWords(time: Date, { now, locale, timeZone }: Here): string {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const isToday = day.format(time) === day.format(now);
  const style = isToday ? {} : ({ dateStyle: 'medium' } as const);
  return new Intl.DateTimeFormat(locale, { ...style, timeStyle: 'short', timeZone }).format(time);
}
