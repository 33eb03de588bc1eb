/** What a plan deletes and makes anew under another name: most likely only the name was meant to change. */
import { nameIn } from '../../model/path-name.ts';
import type { Desired, PlanNote } from '../design/desired.ts';
import { formerNames, type Rename } from '../design/renames.ts';
import { note } from './draft-steps.ts';
import type { PlanStep } from './plan.ts';
import { withoutVersions } from '../secret-version.ts';
import { isAside } from '../state/aside.ts';
import type { State } from '../state/state.ts';
import { canonicalJson, isList, isRef, isSecret, type Input } from '../value.ts';

/** One note for each pair, and none for what would be kept with another. Where several look alike nobody can tell. */
export function lookalikeNotes(
  desired: readonly Desired[],
  steps: readonly PlanStep[],
  { resources }: Pick<State, 'resources'>,
): readonly PlanNote[] {
  const created = new Set(steps.filter(({ action }) => action === 'create').map(({ address }) => address));
  const deleted = steps
    .filter(({ action, address }) => action === 'delete' && !isAside(address))
    .map(({ address }) => address);
  const likenesses = desired
    .filter((wanted) => created.has(wanted.address) && canBeMoved(wanted))
    .map((wanted) => ({
      wanted,
      former: deleted.filter((address) => isAlike(wanted, address, resources)),
    }));
  const times = Map.groupBy(
    likenesses.flatMap(({ former }) => former),
    (address) => address,
  );
  const pairs = likenesses.flatMap(({ wanted, former: [from, ...others] }): Pair[] =>
    from === undefined || others.length > 0 || times.get(from)?.length !== 1
      ? []
      : [{ from, to: wanted.address, element: wanted.element, wanted }],
  );
  return pairs
    .filter((pair) => !pairs.some((other) => other !== pair && formerNames([other], pair.to) === pair.from))
    .map(({ from, wanted }) => noteOn(nameIn(from), wanted));
}

interface Pair extends Rename {
  readonly wanted: Desired;
}

/** It stands for an element that takes the words, and has an id that stays when its name changes. */
function canBeMoved({ address, element, kind }: Desired): boolean {
  return 'movedFrom' in element && element.path === address && typeof kind.id === 'string';
}

/** Under the same parent, and the same but for its name and what it refers to. */
function isAlike(
  { address, kind, region, inputs }: Desired,
  from: string,
  resources: State['resources'],
): boolean {
  const known = resources[from];
  if (known?.kind !== kind.name || known.region !== region || placeOf(from) !== placeOf(address))
    return false;
  const names = new Set([...Object.keys(inputs), ...Object.keys(known.inputs)]);
  return [...names]
    .filter((name) => !nameLike.has(name))
    .every((name) => isSame(inputs[name], known.inputs[name], resources));
}

const nameLike: ReadonlySet<string> = new Set(['name', 'description']);

/** `cen.hub/transit-router.` of `cen.hub/transit-router.tr`. */
function placeOf(address: string): string {
  return address.slice(0, address.length - nameIn(address).length);
}

/** What is referred to may be called otherwise as well; what is there already is something else. */
function isSame(wanted: Input | undefined, known: Input | undefined, resources: State['resources']): boolean {
  if (wanted === undefined || known === undefined) return wanted === known;
  if (isRef(wanted)) {
    const id = resources[wanted.$ref]?.id;
    return id === undefined || id === known || wanted.path !== 'id';
  }
  if (isSecret(wanted) || typeof wanted !== 'object')
    return canonicalJson(withoutVersions(wanted)) === canonicalJson(withoutVersions(known));
  if (typeof known !== 'object' || isList<Input>(wanted) !== isList<Input>(known)) return false;
  const one = new Map<string, Input>(Object.entries(wanted));
  const other = new Map<string, Input>(Object.entries(known));
  return (
    one.size === other.size && [...one].every(([name, value]) => isSame(value, other.get(name), resources))
  );
}

function noteOn(former: string, wanted: Desired): PlanNote {
  const { name } = wanted.element;
  return note(
    wanted,
    `'${name}' looks like '${former}' under another name: 'moved from ${former}' keeps it, instead of deleting the one and making the other`,
  );
}
