/** Resources that hold on to something which goes: the text named it before, and names nothing in its place now. */
import type { Desired } from '../design/desired.ts';
import type { Property } from '../kind.ts';
import type { PlanStep } from './plan.ts';
import type { State } from '../state/state.ts';
import { isList, type Input } from '../value.ts';

/** Addresses of resources that no call makes let go: these have to be made anew. */
export function keepersOf(
  desired: readonly Desired[],
  steps: readonly PlanStep[],
  { resources }: Pick<State, 'resources'>,
): string[] {
  const going = new Set(
    steps.flatMap(({ action, address }) => (action === 'delete' ? (resources[address]?.id ?? []) : [])),
  );
  return desired
    .filter(({ address, kind, inputs, adopt }) => {
      const asked = resources[address]?.kind === kind.name ? resources[address].inputs : {};
      return (
        adopt === undefined &&
        Object.entries(kind.properties).some(
          ([name, property]) =>
            inputs[name] === undefined && staysAsItWas(property) && names(asked[name], going),
        )
      );
    })
    .map(({ address }) => address);
}

function staysAsItWas({ wire, refersTo, absent, clearWith }: Property): boolean {
  return wire !== undefined && refersTo !== undefined && absent === undefined && clearWith === undefined;
}

function names(value: Input | undefined, ids: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return ids.has(value);
  return value !== undefined && isList<Input>(value) && value.some((each) => names(each, ids));
}
