/** Which page is where. */
import { callsPage } from './calls.ts';
import { faultsPage } from './faults.ts';
import { html } from './html.ts';
import { heading, page } from './layout.ts';
import { ledgerPage } from './ledger.ts';
import { overviewPage } from './overview.ts';
import { resourcePage } from './resource.ts';
import type { Resource } from '../engine/types.ts';
import type { Site } from '../site.ts';

/** `undefined` where there is none. With a key, there are forms on them. */
export function pageAt(site: Site, url: string, key: string | undefined): string | undefined {
  const { cloud, delivery, objects } = site;
  const [path = '/', query = ''] = url.split('?');
  const isLive = query === 'live';
  switch (path) {
    case '/':
      return overviewPage(cloud.resources(), objects.service.buckets, isLive);
    case '/calls':
      return callsPage([...delivery.gateway.recent(), ...objects.service.recent()], isLive);
    case '/faults':
      return faultsPage(delivery.faults.list(), key, isLive);
    case '/ledger':
      return ledgerPage(cloud.ledger(), isLive);
    default: {
      const resource = resourceAt(site, path);
      return resource === undefined ? undefined : resourcePage(resource, cloud.ledger(), key, isLive);
    }
  }
}

/** For a form that could not be taken. */
export function refusedPage(because: string): string {
  const body = html`${heading('That was not done')}
    <div class="card"><pre class="empty">${because}</pre></div>
    <p><a href="/faults">Back to the faults</a></p>`;
  return page({ title: 'Not done', place: '/faults', body });
}

function resourceAt({ cloud }: Site, path: string): Resource | undefined {
  const [, kind = '', id = ''] = /^\/resources\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  return cloud.world().find(decoded(kind), decoded(id));
}

/** A path that is not what a link of ours would be is no path to anything. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
