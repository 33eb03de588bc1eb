/** Who has which place, such as a VLAN: the cloud knows better than the state what a run that was cut off has changed. */
import { normalise } from '../comparison.ts';
import type { Kind } from '../kind.ts';
import type { Live } from './refresh.ts';
import type { ResourceState, State } from '../state/state.ts';
import { canonicalJson, type Inputs } from '../value.ts';

/** The state, with what was asked for as the cloud shows it. */
export function asSeen(
  state: State,
  live: ReadonlyMap<string, Live>,
  kinds: ReadonlyMap<string, Kind>,
): State {
  const resources = Object.entries(state.resources).map(([address, known]): [string, ResourceState] => {
    const seen = seenInputs(known, live.get(address), kinds.get(known.kind));
    return [
      address,
      Object.keys(seen).length === 0 ? known : { ...known, inputs: { ...known.inputs, ...seen } },
    ];
  });
  return { ...state, resources: Object.fromEntries(resources) };
}

function seenInputs({ id, inputs }: ResourceState, live: Live | undefined, kind: Kind | undefined): Inputs {
  if (live?.is !== 'found' || live.how === 'memory' || live.observed.id !== id) return {};
  const differing = Object.entries(live.observed.values).filter(([name, value]) => {
    const asked = normalise(kind?.properties[name]?.as, inputs[name]);
    return asked !== undefined && canonicalJson(asked) !== canonicalJson(value);
  });
  return Object.fromEntries(differing);
}
