/**
 * Tells apart what comes in at the port: a call of the OpenAPI or of the object storage, somebody who looks at the
 * page, somebody who makes faults.
 */
import { ApiError } from '../engine/api-error.ts';
import { newRequestId } from '../engine/random.ts';
import { refusal } from '../delivery/answer.ts';
import { deliver } from '../delivery/deliver.ts';
import { plainOutcome } from '../delivery/outcome.ts';
import { deliverObjectCall } from '../oss/deliver.ts';
import { isOssRequest } from '../oss/request.ts';
import { arrivalOf } from './arrival.ts';
import { answerControl } from './control.ts';
import { readRequest } from './request.ts';
import { statusPage } from './status-page.ts';
import { sendOutcome } from './wire.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Site } from '../site.ts';
import type { ControlParts } from './control.ts';
import type { SignatureChecker } from './signature.ts';

/** A site with a door to the network. */
export interface Served extends Site {
  readonly signatures: SignatureChecker;
  readonly control: ControlParts | undefined;
}

export async function serve(
  site: Served,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { cloud, random, delivery, objects, signatures, control } = site;
  try {
    if (control !== undefined && incoming.url?.startsWith('/_hcnet/') === true) {
      await sendControl(control, incoming, response);
      return;
    }
    if (isOssRequest(incoming.headers)) {
      const outcome = await deliverObjectCall(objects, await readRequest(incoming));
      await sendOutcome(response, outcome, delivery.later.wait);
      return;
    }
    if (incoming.method === 'GET' && incoming.headers['x-acs-action'] === undefined) {
      const form = control === undefined ? undefined : { key: control.key, rules: delivery.faults.list() };
      const calls = [...delivery.gateway.recent(), ...objects.service.recent()];
      sendPage(incoming, response, () => statusPage(cloud.resources(), objects.service.buckets, calls, form));
      return;
    }
    const outcome = await deliver(delivery, arrivalOf(await readRequest(incoming), signatures));
    await sendOutcome(response, outcome, delivery.later.wait);
  } catch (error) {
    // The client hung up, or what it sent cannot be read as a request at all.
    if (response.destroyed || response.headersSent) return;
    const refused =
      error instanceof ApiError ? error : new ApiError('InvalidParameter', 'The request cannot be read.');
    const about = { error: refused, host: incoming.headers.host ?? '', requestId: newRequestId(random) };
    await sendOutcome(response, plainOutcome(refusal(about)), delivery.later.wait);
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
