/** What a design wants of the cloud: every resource with its inputs, sorted so that nothing comes before its needs. */
import { relations } from '../../model/relations.ts';
import type { Element, SourceRange, Tag, Topology } from '../../model/topology.ts';
import { sha256 } from '../digest.ts';
import { sortGraph } from '../graph.ts';
import type { Design, Kind, Wish } from '../kind.ts';
import { lifecycleOf, unknownIgnores } from './lifecycle.ts';
import { addressTag, addressTagValue, stackTag } from '../naming.ts';
import type { Tags } from '../parameters.ts';
import { foreignOwner } from './ownership.ts';
import { renamesIn, type Rename } from './renames.ts';
import { canonicalJson, refsIn, type Input, type Inputs } from '../value.ts';

export interface Desired {
  readonly address: string;
  readonly kind: Kind;
  readonly region: string;
  readonly inputs: Inputs;
  readonly tags: Tags;
  readonly adopt: string | undefined;
  readonly owner: string | undefined;
  /** It must be neither deleted nor replaced. */
  readonly protect: boolean;
  /** Attributes whose differences are left alone; `tags` stands for every tag. */
  readonly ignore: readonly string[];
  /** Sorted; references and explicit ordering. */
  readonly dependencies: readonly string[];
  readonly element: Element;
  /** What is wanted of a new resource in its place, where that is something else; see `imported.ts`. */
  readonly afresh?: { readonly inputs: Inputs; readonly tags: Tags };
}

export interface DesiredGraph {
  /** Dependencies first. */
  readonly resources: readonly Desired[];
  readonly problems: readonly PlanNote[];
  /** What was called otherwise before. */
  readonly renames: readonly Rename[];
}

/** Something to read beside a plan. */
export interface PlanNote {
  readonly message: string;
  readonly address?: string;
  readonly source?: SourceLine;
}

export interface SourceLine {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
}

export function desiredGraph(topology: Topology, stack: string, kinds: readonly Kind[]): DesiredGraph {
  const design: Design = { topology, relations: relations(topology), stack };
  const byAddress = new Map<string, Desired>();
  const problems: PlanNote[] = [];
  const flawed = new Set<string>();
  const wishes: { readonly kind: Kind; readonly wish: Wish }[] = [];
  for (const kind of kinds) {
    for (const wish of kind.desired(design)) {
      const problem = flaw(design, kind, wish, byAddress);
      if (problem === undefined) {
        byAddress.set(wish.address, desire(design, kind, wish));
        wishes.push({ kind, wish });
        continue;
      }
      flawed.add(wish.address);
      problems.push({ message: problem, address: wish.address, source: sourceLine(wish.element.source) });
    }
  }
  problems.push(...danglingReferences(byAddress, flawed));
  for (const { element, message } of unknownIgnores(wishes)) {
    problems.push({ message, address: element.path, source: sourceLine(element.source) });
  }
  const graph = sortGraph(new Map([...byAddress].map(([address, wanted]) => [address, wanted.dependencies])));
  if (graph.circle !== undefined) problems.push(circleNote(graph.circle, byAddress));
  const resources = graph.order.flatMap((address) => byAddress.get(address) ?? []);
  return { resources, problems, renames: renamesIn(topology) };
}

/** Equal for designs that want the same of the cloud. */
export function designHash({ resources, renames }: DesiredGraph): string {
  const wishes = resources.map(({ address, kind, region, inputs, tags, adopt, protect, ignore }) => ({
    address,
    kind: kind.name,
    region,
    inputs,
    tags,
    adopt,
    protect,
    ignore,
  }));
  return sha256(canonicalJson({ wishes, moved: renames.map(({ from, to }) => [from, to]) }));
}

export function sourceLine(source: SourceRange): SourceLine {
  return { uri: source.uri, line: source.startLine + 1 };
}

function flaw(
  design: Design,
  kind: Kind,
  wish: Wish,
  known: ReadonlyMap<string, Desired>,
): string | undefined {
  const { element } = wish;
  if (known.has(wish.address))
    return `'${element.name}' asks twice for ${wish.address}; give one of them another name`;
  if (wish.region === undefined)
    return `the region of '${element.name}' is not known, so its ${kind.title} cannot be planned`;
  if (wish.adopt !== undefined) return undefined;
  const owner = foreignOwner(design.topology, wish.owner);
  if (owner !== undefined)
    return `'${element.name}' belongs to account ${owner}, so it cannot be created here; write its id`;
  const missing = Object.entries(kind.properties).find(
    ([name, property]) => property.required === true && wish.inputs[name] === undefined,
  );
  if (missing === undefined) return undefined;
  return `'${element.name}' does not say its ${words(missing[0])}, so its ${kind.title} cannot be planned`;
}

function desire(design: Design, kind: Kind, wish: Wish): Desired {
  const inputs = Object.fromEntries(
    Object.entries(wish.inputs)
      .filter((entry): entry is [string, Input] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    address: wish.address,
    kind,
    region: wish.region ?? '',
    inputs,
    tags: kind.tags === undefined ? {} : allTags(design, wish),
    adopt: wish.adopt,
    owner: foreignOwner(design.topology, wish.owner),
    ...lifecycleOf(wish),
    dependencies: [...new Set([...refsIn(inputs), ...(wish.after ?? [])])].sort(),
    element: wish.element,
  };
}

/** The element's tags win over the network's; ours win over both. */
function allTags(design: Design, wish: Wish): Tags {
  const own: readonly Tag[] = wish.tags ?? [];
  const all = [...(design.topology.network?.tags ?? []), ...own].map((tag): [string, string] => [
    tag.key,
    tag.value,
  ]);
  return {
    ...Object.fromEntries(all),
    [stackTag]: design.stack,
    [addressTag]: addressTagValue(wish.address),
  };
}

/** What needs something flawed is not to blame; the flaw is reported already. */
function danglingReferences(
  byAddress: ReadonlyMap<string, Desired>,
  flawed: ReadonlySet<string>,
): PlanNote[] {
  return [...byAddress.values()].flatMap((wanted) =>
    wanted.dependencies
      .filter((address) => !byAddress.has(address) && !flawed.has(address))
      .map((address) => ({
        message: `'${wanted.element.name}' needs ${address}, which the design does not bring about`,
        address: wanted.address,
        source: sourceLine(wanted.element.source),
      })),
  );
}

function circleNote(circle: readonly string[], byAddress: ReadonlyMap<string, Desired>): PlanNote {
  const first = byAddress.get(circle[0] ?? '');
  return {
    message: `these need each other, so none can be first: ${circle.join(' → ')}`,
    ...(first === undefined ? {} : { address: first.address, source: sourceLine(first.element.source) }),
  };
}

/** `accessPoint` becomes `access point`. */
export function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}
