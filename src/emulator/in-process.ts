/**
 * The emulator without a socket, for programs that make thousands of calls in a time of their own: the same cloud and
 * the same faults as behind the port. There is no signature, as there is nobody between; who signs and when still counts.
 */
import { deliver } from './delivery/deliver.ts';
import { flatten } from './delivery/flatten.ts';
import { actionOf, metadataOf } from './engine/metadata.ts';
import { ensureClock } from './http/signature.ts';
import { credentialFor, keyRingOf } from './key-ring.ts';
import { newSite } from './site.ts';
import type { KeyRing } from './key-ring.ts';
import type { Arrival } from './delivery/arrival.ts';
import type { Outcome } from './delivery/outcome.ts';
import type { Product } from './engine/types.ts';
import type { SiteOptions } from './options.ts';
import type { Inside, Outside, Site } from './site.ts';

export interface InProcessSite {
  readonly inside: Inside;
  /**
   * Resolves when the client would have the whole answer, or see that none comes. What takes time waits with the
   * option `wait`. Silence comes at once as an outcome: how long to bear it is the caller's own matter.
   */
  readonly call: (request: InProcessRequest) => Promise<Outcome>;
  /** Another site that stands where this one stands. What either does from now on, the other never sees. */
  readonly fork: (outside?: Outside) => InProcessSite;
  /** What was put off will not be done any more. */
  readonly stop: () => void;
}

export interface InProcessRequest {
  readonly product: Product;
  readonly action: string;
  /** Sent as RegionId where the action takes one. */
  readonly region: string;
  /** By their names on the wire; lists and objects as they are. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Absent: the first credential. */
  readonly accessKeyId?: string;
  readonly securityToken?: string;
}

/** Fails with FaultRuleError. */
export function createSite(options: SiteOptions = {}): InProcessSite {
  return doorless(newSite(options, { changed: () => undefined }), keyRingOf(options.credentials));
}

function doorless(site: Site, keys: KeyRing): InProcessSite {
  const { delivery, inside, stop } = site;
  return {
    inside,
    stop,
    call: async (request) => {
      const outcome = await deliver(delivery, arrivalOf(request, keys, delivery.clock()));
      const lastsMs = outcome.afterMs + dripMs(outcome);
      if (lastsMs > 0) await delivery.later.wait(lastsMs);
      return outcome;
    },
    fork: (outside) => doorless(site.fork(outside), keys),
  };
}

function arrivalOf(request: InProcessRequest, keys: KeyRing, sentAt: number): Arrival {
  const { product, action, securityToken } = request;
  const accessKeyId = request.accessKeyId ?? keys.lasting[0]?.accessKeyId ?? '';
  return {
    product,
    version: metadataOf(product).version,
    action,
    params: parametersOf(request),
    host: 'in-process',
    accessKeyId,
    signedBy: (now) => {
      const credential = credentialFor(keys, accessKeyId, securityToken, now);
      ensureClock(sentAt, now);
      return credential;
    },
  };
}

function parametersOf({ product, action, region, parameters }: InProcessRequest): Map<string, string> {
  const flat = flatten(parameters);
  const takesRegion = actionOf(product, action)?.parameters.some((each) => each.name === 'RegionId') === true;
  if (takesRegion && region !== '' && !flat.has('RegionId')) flat.set('RegionId', region);
  return flat;
}

/** How long a body takes that comes in drops. */
function dripMs(outcome: Outcome): number {
  if (outcome.kind !== 'answer' || outcome.drip === undefined) return 0;
  const { bytes, everyMs } = outcome.drip;
  return Math.ceil(Buffer.byteLength(outcome.body) / bytes) * everyMs;
}
