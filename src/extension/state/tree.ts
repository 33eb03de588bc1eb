/** What a state knows, as a tree of elements and what stands for them in the cloud; pure data. */
import type { Drift } from '../../cloud/plan/drift.ts';
import { attributeText } from '../../export/drift-text.ts';
import type { StateEntry } from '../../export/state-text.ts';

export interface StateNode {
  /** Unique: the resource's, or the beginning that others share. */
  readonly address: string;
  /** Its last part, without the kind: `app-l`. */
  readonly label: string;
  /** Absent for an element that has no resource of its own. */
  readonly resource: StateResource | undefined;
  readonly children: readonly StateNode[];
}

export interface StateResource {
  readonly address: string;
  readonly kind: string;
  /** For people: `virtual border router`. */
  readonly title: string;
  readonly region: string;
  readonly id: string | undefined;
  /** `ready`, or what a run has not finished. */
  readonly status: string;
  readonly adopted: boolean;
  readonly drift: DriftMark | undefined;
}

export interface DriftMark {
  readonly is: Drift['is'];
  /** Attribute by attribute. */
  readonly details: readonly string[];
}

/** Sorted by address. What is in no state, and carries the marks of the design, is there as well. */
export function stateTree(entries: readonly StateEntry[], drift: readonly Drift[]): readonly StateNode[] {
  const marks = new Map(drift.map((each) => [each.address, each]));
  const known = entries.map((entry) => resourceOf(entry, marks.get(entry.address)));
  const addresses = new Set(known.map(({ address }) => address));
  const orphans = drift.filter(({ is, address }) => is === 'orphan' && !addresses.has(address)).map(orphanOf);
  const all = [...known, ...orphans].sort((a, b) => (a.address < b.address ? -1 : 1));
  return nodesBelow('', all);
}

/** What has drifted for certain: what cannot be seen yet proves nothing. */
export function countDrifted(drift: readonly Drift[]): number {
  return drift.filter(hasDrifted).length;
}

/** How many of those inside of it have drifted for certain; a row that is closed over them has to tell. */
export function countDriftedInside({ children }: StateNode): number {
  return [...allNodes(children)].filter(({ resource }) => hasDrifted(resource?.drift)).length;
}

function hasDrifted(drift: Pick<DriftMark, 'is'> | undefined): boolean {
  return drift !== undefined && drift.is !== 'unseen';
}

/** Each with its place in the tree, those inside of others too. */
export function* allNodes(nodes: readonly StateNode[]): Generator<StateNode> {
  for (const node of nodes) {
    yield node;
    yield* allNodes(node.children);
  }
}

function nodesBelow(parent: string, resources: readonly StateResource[]): readonly StateNode[] {
  const depth = parent === '' ? 0 : parent.length + 1;
  const groups = Map.groupBy(resources, ({ address }) => {
    const end = address.indexOf('/', depth);
    return end < 0 ? address : address.slice(0, end);
  });
  return [...groups].map(([address, group]) => nodeOf(address, group, depth));
}

function nodeOf(address: string, group: readonly StateResource[], depth: number): StateNode {
  const own = group.find((resource) => resource.address === address);
  const inner = group.filter((resource) => resource !== own);
  const [only, ...others] = nodesBelow(address, inner);
  const name = address.slice(depth);
  // A step of its own for one thing alone leads nowhere.
  if (own === undefined && depth > 0 && only !== undefined && others.length === 0) {
    return { ...only, label: `${labelOf(name)}/${only.label}` };
  }
  const children = only === undefined ? [] : [only, ...others];
  return { address, label: labelOf(name), resource: own, children };
}

/** `vswitch.app-l` is called `app-l`. */
function labelOf(part: string): string {
  return part.slice(part.indexOf('.') + 1);
}

function resourceOf(entry: StateEntry, drift: Drift | undefined): StateResource {
  const { address, kind, title, region, id, status, adopted } = entry;
  return { address, kind, title, region, id, status, adopted, drift: markOf(drift) };
}

function orphanOf(drift: Drift): StateResource {
  const { address, kind, title, id } = drift;
  const mark = markOf(drift);
  return { address, kind, title, region: '', id, status: 'in no state', adopted: false, drift: mark };
}

function markOf(drift: Drift | undefined): DriftMark | undefined {
  return drift === undefined ? undefined : { is: drift.is, details: drift.attributes.map(attributeText) };
}
