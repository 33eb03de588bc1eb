/**
 * Tells apart what comes in at the port: a call of the OpenAPI or of the object storage, somebody who looks at the
 * page, somebody who makes faults.
 */
import { ApiError } from '../engine/api-error.ts';
import { newRequestId } from '../engine/random.ts';
import { deliverOss } from '../oss/deliver.ts';
import { isOssRequest } from '../oss/request.ts';
import { answerControl } from './control.ts';
import { deliver } from './delivery.ts';
import { readRequest } from './request.ts';
import { refusal, sendJson } from './respond.ts';
import { statusPage } from './status-page.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Site } from '../site.ts';
import type { ControlParts } from './control.ts';

export async function serve(site: Site, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { cloud, random, delivery, oss, control } = site;
  try {
    if (control !== undefined && incoming.url?.startsWith('/_hcnet/') === true) {
      await sendControl(control, incoming, response);
      return;
    }
    if (isOssRequest(incoming.headers)) {
      await deliverOss({ ...delivery, oss }, await readRequest(incoming), response);
      return;
    }
    if (incoming.method === 'GET' && incoming.headers['x-acs-action'] === undefined) {
      const form = control === undefined ? undefined : { key: control.key, rules: delivery.faults.list() };
      const calls = [...delivery.gateway.recent(), ...oss.recent()];
      sendPage(incoming, response, () => statusPage(cloud.resources(), oss.buckets, calls, form));
      return;
    }
    await deliver(delivery, await readRequest(incoming), response);
  } catch (error) {
    // The client hung up, or what it sent cannot be read as a request at all.
    if (response.destroyed || response.headersSent) return;
    const refused =
      error instanceof ApiError ? error : new ApiError('InvalidParameter', 'The request cannot be read.');
    sendJson(
      response,
      refusal({ error: refused, host: incoming.headers.host ?? '', requestId: newRequestId(random) }),
    );
  }
}

async function sendControl(
  control: ControlParts,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLocalName(incoming.headers.host)) {
    response.writeHead(403).end();
    return;
  }
  const { status, body, location } = await answerControl(control, await readRequest(incoming));
  const headers = { 'content-type': 'application/json;charset=utf-8', 'x-content-type-options': 'nosniff' };
  response.writeHead(status, { ...headers, ...(location === undefined ? {} : { location }) });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function sendPage(incoming: IncomingMessage, response: ServerResponse, page: () => string): void {
  const status = isLocalName(incoming.headers.host) ? (incoming.url === '/' ? 200 : 404) : 403;
  response.writeHead(status, {
    'content-type': status === 200 ? 'text/html;charset=utf-8' : 'text/plain;charset=utf-8',
    // The page needs no script, image or frame, and shows text that others wrote.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(status === 200 ? page() : `${String(status)}\n`);
}

/** A website could point a name of its own at this machine; its browser would send that name. */
function isLocalName(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
}
