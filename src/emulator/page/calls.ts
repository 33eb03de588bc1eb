/** The last calls, reads included. */
import { html } from './html.ts';
import { cardOf, heading, page, pill, timeText } from './layout.ts';
import type { CallRecord } from '../delivery/gateway.ts';
import type { Html } from './html.ts';

export function callsPage(calls: readonly CallRecord[], isLive: boolean): string {
  const latest = [...calls].sort((a, b) => b.at - a.at).slice(0, 50);
  const rows = latest.map(rowOf);
  const heads = ['Time (UTC)', 'Product', 'Action', 'Region', 'Answer', 'Met by', 'Request'];
  const body = html`${heading('Calls', `the last ${latest.length}, latest first`)}
  ${cardOf(heads, rows, 'No call has come in yet.')}`;
  return page({ title: 'Calls', place: '/calls', body, isLive });
}

function rowOf(call: CallRecord): readonly Html[] {
  return [
    timeText(call.at),
    html`${call.product}`,
    html`${call.action}`,
    html`<span class="tight">${call.region}</span>`,
    answerPill(call),
    html`<span class="tight">${call.hits.join(', ')}</span>`,
    html`<code class="soft tight" title="${call.requestId}">${call.requestId.slice(0, 13)}…</code>`,
  ];
}

/** What can be tried again as it is looks otherwise than what cannot. */
function answerPill({ status, code }: CallRecord): Html {
  const answer = code === '' ? String(status) : `${status} ${code}`;
  if (status >= 500) return pill(answer, 'bad');
  if (code === '') return pill(answer, 'ok');
  return pill(answer, /throttling|conflict|lock|status|blocking|configuring/i.test(code) ? 'busy' : 'bad');
}
