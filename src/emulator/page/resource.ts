/** One resource with all that is known of it, and what somebody else could do to it. */
import { html } from './html.ts';
import { facts, heading, page, pretty, timeText } from './layout.ts';
import { ledgerTable } from './ledger.ts';
import { nameOf, pathOf, statusPill } from './overview.ts';
import type { LedgerEntry } from '../engine/ledger.ts';
import type { Resource } from '../engine/types.ts';
import type { Html } from './html.ts';

export function resourcePage(
  resource: Resource,
  ledger: readonly LedgerEntry[],
  key: string | undefined,
  isLive: boolean,
): string {
  const { kind, id, fields } = resource;
  const rows = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [html`<span class="soft">${name}</span>`, pretty(value)] as const);
  const own = ledger.filter((each) =>
    [each.created, each.updated, each.deleted].flat().includes(`${kind} ${id}`),
  );
  const body = html`${heading(`${kind} ${id}`, nameOf(resource))}
    <div class="card">${facts([...aboutRows(resource), ...rows])}</div>
    ${key === undefined ? undefined : somebodyElse(resource, key)}
    ${heading('Its changes', `${own.length}, latest first`)}${ledgerTable([...own].reverse())}`;
  return page({ title: id, place: pathOf(kind, id), body, isLive });
}

function aboutRows(resource: Resource): readonly (readonly [Html, Html])[] {
  const { transition, tags } = resource;
  const steps = (transition?.steps ?? []).map(
    (each) => html`<div>${each.status ?? 'gone'} at ${timeText(each.at)}</div>`,
  );
  const held = transition?.held === undefined ? '' : `not before rule ${transition.held} ends: `;
  const rows: readonly (readonly [string, Html | undefined])[] = [
    ['Status', html`${statusPill(resource)}`],
    ['Then', steps.length === 0 ? undefined : html`${held}${steps}`],
    ['Region', resource.region === '' ? undefined : html`${resource.region}`],
    ['Owner', html`${resource.owner}`],
    ['Created', html`${timeText(resource.createdAt)}`],
    ['Changed', html`${timeText(resource.changedAt)}`],
    [
      'Tags',
      tags.length === 0
        ? undefined
        : html`${tags.map((tag) => html`<div class="id">${tag.Key} = ${tag.Value}</div>`)}`,
    ],
  ];
  return rows.flatMap(([name, cell]) => (cell === undefined ? [] : [[html`<b>${name}</b>`, cell] as const]));
}

/** Drift by hand: what another person, or another program, does in the same account. */
function somebodyElse({ kind, id, fields }: Resource, key: string): Html {
  const names = Object.keys(fields).sort();
  const hidden = html`<input type="hidden" name="key" value="${key}" /><input
      type="hidden"
      name="id"
      value="${id}"
    />
    <input type="hidden" name="back" value="${pathOf(kind, id)}" />`;
  const form = (what: string, inner: Html): Html =>
    html`<form class="box" method="post" action="/_hcnet/form">
      ${hidden}<input type="hidden" name="do" value="${what}" />
      <fieldset>${inner}</fieldset>
    </form>`;
  const change = html`<label class="field">field <input name="field" list="fields" required /></label>
    <datalist id="fields">${names.map((name) => html`<option>${name}</option>`)}</datalist>
    <label class="field">becomes <input name="value" size="30" /></label> <button>Change</button>`;
  const hold = html`<label class="field">milliseconds <input name="forMs" value="60000" size="8" /></label>
    <button>Keep busy</button>`;
  return html`${heading('Somebody else', 'does something to it, which whoever manages it did not ask for')}
    <div class="card row">
      ${form('update', change)} ${form('hold', hold)}
      ${form('dependent', html`<button>Make something that uses it</button>`)}
      ${form('delete', html`<button>Delete it</button>`)}
    </div>`;
}
