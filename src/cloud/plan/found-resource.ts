/** What is there of an element and in no state, as the state would have it. */
import type { Desired } from '../design/desired.ts';
import { generationOf } from './orphans.ts';
import type { Live } from './refresh.ts';
import { resolveKnown, type Lookup } from '../resolve.ts';
import type { ResourceState } from '../state/state.ts';

export function foundResource(
  wanted: Desired,
  { observed, outputs }: Live & { readonly is: 'found' },
  lookup: Lookup,
): ResourceState {
  const { id, values, tags } = observed;
  return {
    kind: wanted.kind.name,
    region: wanted.region,
    id,
    status: 'ready',
    generation: generationOf(tags),
    revision: 0,
    // What the cloud does not tell is taken from the design.
    inputs: { ...resolveKnown(wanted.inputs, lookup), ...values },
    tags: wanted.tags,
    observed: values,
    outputs,
    dependencies: [...wanted.dependencies],
    adopted: false,
  };
}
