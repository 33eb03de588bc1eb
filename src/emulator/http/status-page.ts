/** A page for people: what exists, and the last calls. Plain HTML, nothing to run in the browser. */
import { text } from '../engine/model.ts';
import { faultForm } from './fault-form.ts';
import { escape } from './html.ts';
import type { Resource } from '../engine/types.ts';
import type { Buckets } from '../oss/buckets.ts';
import type { FormParts } from './fault-form.ts';
import type { CallRecord } from '../delivery/gateway.ts';

/** With a form to inject faults only where somebody started the emulator so. */
export function statusPage(
  resources: readonly Resource[],
  buckets: Buckets,
  calls: readonly CallRecord[],
  form?: FormParts,
): string {
  const latest = [...calls]
    .sort((a, b) => a.at - b.at)
    .slice(-50)
    .reverse();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>hcnet emulator</title>
<style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; max-width: 70rem; color-scheme: light dark; }
  table { border-collapse: collapse; margin-bottom: 2rem; width: 100%; }
  th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; }
  h2 { font-size: 1rem; }
</style>
<h1>hcnet emulator</h1>
<p>Stands in for Alibaba Cloud on this machine. ${resources.length} resources.</p>
${form === undefined ? '' : faultForm(form)}${groups(resources).map(section).join('\n')}
${buckets
  .names()
  .map((name) => bucketSection(name, buckets))
  .join('\n')}
<h2>Last calls</h2>
${table(['Time', 'Product', 'Action', 'Region', 'Answer', 'Request'], latest.map(callRow))}
</html>
`;
}

function groups(resources: readonly Resource[]): readonly (readonly [string, readonly Resource[]])[] {
  const byKind = Map.groupBy(resources, (each) => each.kind);
  return [...byKind].sort(([a], [b]) => (a < b ? -1 : 1));
}

function section([kind, resources]: readonly [string, readonly Resource[]]): string {
  const rows = resources.map((each) => [each.id, nameOf(each), each.region, each.status]);
  return `<h2>${escape(kind)} (${resources.length})</h2>\n${table(['Id', 'Name', 'Region', 'Status'], rows)}`;
}

function bucketSection(name: string, buckets: Buckets): string {
  const { region = '', versioned = false } = buckets.find(name) ?? {};
  const objects = buckets.list(name);
  const rows = objects.map(({ key, body, at }) => [key, String(body.length), new Date(at).toISOString()]);
  const title = `Bucket ${name} in ${region}${versioned ? ', versioned' : ''} (${objects.length} objects)`;
  return `<h2>${escape(title)}</h2>\n${table(['Key', 'Bytes', 'Written'], rows)}`;
}

/** Products spell the name field in their own ways: VpcName, TransitRouterName, Name. */
function nameOf(resource: Resource): string {
  const field =
    Object.keys(resource.fields).find((each) => each === 'Name') ??
    Object.keys(resource.fields).find((each) => each.endsWith('Name'));
  return field === undefined ? '' : text(resource.fields[field]);
}

function callRow(call: CallRecord): readonly string[] {
  const answer = call.code === '' ? String(call.status) : `${call.status} ${call.code}`;
  return [new Date(call.at).toISOString(), call.product, call.action, call.region, answer, call.requestId];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((each) => `<th>${escape(each)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((each) => `<td>${escape(each)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<table><tr>${head}</tr>\n${body}</table>`;
}
