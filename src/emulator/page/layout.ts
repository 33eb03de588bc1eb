/** What all pages have in common. Plain HTML: nothing runs in the browser. */
import { html } from './html.ts';
import { style } from './style.ts';
import type { Html } from './html.ts';

const places = [
  ['/', 'Resources'],
  ['/calls', 'Calls'],
  ['/faults', 'Faults'],
  ['/ledger', 'Ledger'],
] as const;

export interface PageText {
  readonly title: string;
  /** Which place of the navigation it belongs to. */
  readonly place: string;
  readonly body: Html;
  /** Loads itself again and again. */
  readonly isLive?: boolean;
}

export function page({ title, place, body, isLive = false }: PageText): string {
  const links = places.map(([path, name]) =>
    path === place
      ? html`<a href="${path}" aria-current="page">${name}</a>`
      : html`<a href="${path}">${name}</a>`,
  );
  const live = isLive
    ? html`<a href="${place}">stop refreshing</a>`
    : html`<a href="${place}?live">refresh every 2 s</a>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        ${isLive ? html`<meta http-equiv="refresh" content="2" />` : undefined}
        <title>${title} · hcnet emulator</title>
        <style>
          ${{ html: style }}
        </style>
      </head>
      <body>
        <header>
          <div>
            <h1>hcnet emulator</h1>
            <nav>${links}</nav>
            <span class="soft">${live}</span>
          </div>
        </header>
        <main>${body}</main>
      </body>
    </html>`.html;
}

/** Tables of one page whose columns are even stand exactly below each other. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly Html[])[],
  columns: 'fitted' | 'even' = 'fitted',
): Html {
  const head = heads.map((each) => html`<th>${each}</th>`);
  return html`<table class="${columns}">
    <tbody>
      <tr>
        ${head}
      </tr>
      ${rows.map(rowOf)}
    </tbody>
  </table>`;
}

/** Names and what they stand for. */
export function facts(rows: readonly (readonly [Html, Html])[]): Html {
  return html`<table class="facts">
    <tbody>
      ${rows.map(rowOf)}
    </tbody>
  </table>`;
}

function rowOf(cells: readonly Html[]): Html {
  return html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`;
}

export function heading(title: string, note = ''): Html {
  return html`<h2>${title} <small>${note}</small></h2>`;
}

/** A table, or a sentence instead of an empty one. */
export function cardOf(heads: readonly string[], rows: readonly (readonly Html[])[], empty: string): Html {
  return html`<div class="card">
    ${rows.length === 0 ? html`<p class="empty">${empty}</p>` : table(heads, rows)}
  </div>`;
}

export function pill(text: string, tone: 'ok' | 'busy' | 'bad'): Html {
  return html`<span class="pill ${tone}">${text}</span>`;
}

/** The day is rarely the question, so it shows when somebody points at the time. */
export function timeText(ms: number): Html {
  const [day = '', time = ''] = new Date(ms).toISOString().split(/[T.]/);
  return html`<time class="soft" title="${day} ${time} UTC">${time}</time>`;
}

/** JSON that is easy on the eyes. */
export function pretty(value: unknown): Html {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return html`<span class="id">${String(value)}</span>`;
  return html`<pre>${JSON.stringify(value, null, 2)}</pre>`;
}
