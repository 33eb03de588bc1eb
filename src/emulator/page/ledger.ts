/** What was committed, in order; the record that reliability is measured against. */
import { html } from './html.ts';
import { cardOf, heading, page, timeText } from './layout.ts';
import { linkTo } from './overview.ts';
import type { LedgerEntry } from '../engine/ledger.ts';
import type { Html } from './html.ts';

/** More would make the page slow to open; all of it is at /_hcnet/ledger. */
const mostShown = 500;

export function ledgerPage(entries: readonly LedgerEntry[], isLive: boolean): string {
  const shown = entries.slice(-mostShown).reverse();
  const note =
    entries.length > shown.length
      ? `the last ${shown.length} of ${entries.length} changes, latest first`
      : `${entries.length} changes, latest first`;
  const body = html`${heading('Ledger', note)}${ledgerTable(shown)}`;
  return page({ title: 'Ledger', place: '/ledger', body, isLive });
}

export function ledgerTable(entries: readonly LedgerEntry[]): Html {
  const heads = ['No.', 'Time (UTC)', 'Action', 'Region', 'Changed', 'Client token', 'Asked for'];
  return cardOf(heads, entries.map(rowOf), 'Nothing has been changed yet.');
}

function rowOf(entry: LedgerEntry): readonly Html[] {
  return [
    html`${entry.seq}`,
    timeText(entry.at),
    html`${entry.action}${entry.origin === 'emulator' ? html` <span class="soft">by the emulator</span>` : undefined}`,
    html`<span class="tight">${entry.region}</span>`,
    html`${changes('+', entry.created)}${changes('~', entry.updated)}${changes('−', entry.deleted)}`,
    html`<span class="id soft">${entry.token ?? ''}</span>`,
    html`<details>
      <summary class="soft tight">${Object.keys(entry.params).length} parameters</summary>
      <pre>${JSON.stringify(entry.params, null, 2)}</pre>
    </details>`,
  ];
}

/** `kind id`; ids may have blanks in them. */
function changes(sign: string, names: readonly string[]): readonly Html[] {
  return names.map((name) => {
    const at = name.indexOf(' ');
    const [kind, id] = [name.slice(0, at), name.slice(at + 1)];
    return html`<div>${sign} ${kind} ${linkTo(kind, id)}</div>`;
  });
}
