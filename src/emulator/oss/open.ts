/** Puts the object storage of a site together. */
import { keyRingOf } from '../key-ring.ts';
import { openEnds } from '../delivery/later.ts';
import { Buckets } from './buckets.ts';
import { workObjectCall } from './deliver.ts';
import { OssService } from './service.ts';
import type { DeliveryParts } from '../delivery/deliver.ts';
import type { Random } from '../engine/random.ts';
import type { SiteOptions } from '../options.ts';
import type { Keeping } from '../site.ts';
import type { LateObjectCall, ObjectDeliveryParts } from './deliver.ts';

/** As an earlier run left them. */
export function newBuckets(options: SiteOptions, { kept, changed, record }: Keeping): Buckets {
  return new Buckets({
    clock: options.clock ?? (() => Date.now()),
    buckets: options.buckets ?? {},
    kept: kept?.objects ?? [],
    changed: (object) => {
      record?.({ object });
      changed();
    },
  });
}

export function openObjects(
  options: SiteOptions,
  buckets: Buckets,
  parts: Pick<DeliveryParts, 'faults' | 'logger' | 'onFault' | 'clock'> & { readonly random: Random },
): ObjectDeliveryParts {
  const { faults, logger, onFault, clock, random } = parts;
  const service = new OssService({
    buckets,
    settings: { makesBuckets: options.makesBuckets ?? true },
    keys: keyRingOf(options.credentials),
    clock,
    random,
    logger,
  });
  const later = openEnds<LateObjectCall>({
    clock,
    wait: options.wait,
    logger,
    work: (call) => {
      workObjectCall(service, call);
    },
  });
  return { service, faults, later, logger, onFault };
}
