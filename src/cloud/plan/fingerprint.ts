/** What of a resource a plan rests on: its managed attributes, and those tags that are ours to set. */
import { sha256 } from '../digest.ts';
import type { Observed } from '../look/observe.ts';
import type { Tags } from '../parameters.ts';
import type { PlanStep } from './plan.ts';
import type { Live } from './refresh.ts';
import { canonicalJson } from '../value.ts';

export function fingerprint(observed: Observed, tags: Tags): string {
  const own = Object.entries(observed.tags).filter(([name]) => tags[name] !== undefined);
  return sha256(canonicalJson({ values: observed.values, tags: Object.fromEntries(own) }));
}

/** What is only remembered can change without anybody seeing it. */
export function seenOf(live: Live & { readonly is: 'found' }, tags: Tags): Pick<PlanStep, 'seen'> {
  return live.how === 'memory' ? {} : { seen: fingerprint(live.observed, tags) };
}
