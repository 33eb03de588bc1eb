/** What exists, kind by kind. */
import { text } from '../engine/model.ts';
import { html } from './html.ts';
import { heading, page, pill, table, timeText } from './layout.ts';
import type { Resource } from '../engine/types.ts';
import type { Buckets } from '../oss/buckets.ts';
import type { Html } from './html.ts';

/** Longer groups are folded up at first. */
const mostOpen = 40;

export function overviewPage(resources: readonly Resource[], buckets: Buckets, isLive: boolean): string {
  const byKind = [...Map.groupBy(resources, (each) => each.kind)].sort(([a], [b]) => (a < b ? -1 : 1));
  const note = `${resources.length}, of ${byKind.length} kinds; on this machine and nowhere else`;
  const groups = [
    ...byKind.map(([kind, own]) => groupOf(kind, own)),
    ...buckets.names().map((name) => bucketOf(name, buckets)),
  ];
  const empty = html`<div class="card">
    <p class="empty">Nothing yet. Apply a design to this emulator.</p>
  </div>`;
  const body = html`${heading('Resources', note)}${groups.length === 0 ? empty : groups}`;
  return page({ title: 'Resources', place: '/', body, isLive });
}

export function statusPill(resource: Resource): Html {
  const tone = /fail/i.test(resource.status) ? 'bad' : resource.transition === undefined ? 'ok' : 'busy';
  return pill(resource.status, tone);
}

export function linkTo(kind: string, id: string): Html {
  return html`<a class="id" href="${pathOf(kind, id)}">${id}</a>`;
}

export function pathOf(kind: string, id: string): string {
  return `/resources/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`;
}

/** Products spell the name field in their own ways: VpcName, TransitRouterName, Name. */
export function nameOf({ fields }: Resource): string {
  const names = Object.keys(fields);
  const field = names.find((each) => each === 'Name') ?? names.find((each) => each.endsWith('Name'));
  return field === undefined ? '' : text(fields[field]);
}

function groupOf(kind: string, resources: readonly Resource[]): Html {
  const rows = resources.map((each) => [
    linkTo(kind, each.id),
    html`${nameOf(each)}`,
    html`${each.region}`,
    statusPill(each),
    timeText(each.changedAt),
  ]);
  const open = resources.length <= mostOpen ? html`open` : undefined;
  return html`<details class="card" ${open}>
    <summary>${kind} <small>${resources.length}</small></summary>
    ${table(['Id', 'Name', 'Region', 'Status', 'Changed (UTC)'], rows, 'even')}
  </details>`;
}

function bucketOf(name: string, buckets: Buckets): Html {
  const { region = '', versioned = false } = buckets.find(name) ?? {};
  const rows = buckets
    .list(name)
    .map(({ key, body, at }) => [html`<span class="id">${key}</span>`, html`${body.length}`, timeText(at)]);
  const open = rows.length <= mostOpen ? html`open` : undefined;
  return html`<details class="card" ${open}>
    <summary>
      bucket ${name} <small>in ${region}${versioned ? ', versioned' : ''}, ${rows.length} objects</small>
    </summary>
    ${table(['Key', 'Bytes', 'Written (UTC)'], rows, 'even')}
  </details>`;
}
