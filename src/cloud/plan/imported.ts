/**
 * What an import found otherwise than the text would have it stays so: names that people gave, tags that they did not,
 * and what the language cannot say. A plan takes it for what is wanted, until the text says something new about it.
 */
import type { Desired, DesiredGraph, PlanNote } from '../design/desired.ts';
import { resolveKnown } from '../resolve.ts';
import type { ResourceState, State } from '../state/state.ts';
import { canonicalJson, type Input, type Inputs } from '../value.ts';
import { withoutVersions } from '../secret-version.ts';
import type { Tags } from '../parameters.ts';

export type Imported = NonNullable<ResourceState['imported']>;

/** The graph as it is to be compared with the cloud; what it wants of a new resource stands in `afresh`. */
export function asImported(graph: DesiredGraph, state: State): DesiredGraph {
  const left = new Set(state.leftOut ?? []);
  const isImport =
    left.size > 0 || Object.values(state.resources).some(({ imported }) => imported !== undefined);
  if (!isImport) return graph;
  const resources = graph.resources
    .filter(({ address }) => !left.has(address) || state.resources[address] !== undefined)
    .map((wanted) => leavingAsFound(wanted, state));
  return { ...graph, resources };
}

const mostNames = 5;

/** What the text implies and nobody makes, so that it is not taken to be there. */
export function leftOutNotes(
  { resources }: DesiredGraph,
  { leftOut = [], resources: known }: State,
): PlanNote[] {
  const wanted = resources.filter(({ address }) => leftOut.includes(address) && known[address] === undefined);
  if (wanted.length === 0) return [];
  const names = wanted.slice(0, mostNames).map(({ address }) => address);
  const more = wanted.length > mostNames ? [`${wanted.length - mostNames} more`] : [];
  return [
    {
      message: `not there when the network was imported, and left out although the text implies it: ${[...names, ...more].join(', ')}; hcnet state rm ADDRESS lets the next apply make it`,
    },
  ];
}

function leavingAsFound(wanted: Desired, state: State): Desired {
  const imported = state.resources[wanted.address]?.imported;
  if (imported === undefined) return wanted;
  const known = resolveKnown(wanted.inputs, (address, path) => {
    const target = state.resources[address];
    return path === 'id' ? target?.id : target?.outputs[path];
  });
  return {
    ...wanted,
    inputs: inputsAsFound(wanted.inputs, known, imported),
    tags: tagsAsFound(wanted.tags, imported),
    afresh: { inputs: wanted.inputs, tags: wanted.tags },
  };
}

function inputsAsFound(wanted: Inputs, known: Inputs, { kept }: Imported): Inputs {
  const out: Record<string, Input> = { ...wanted };
  for (const [name, { was, is, always }] of Object.entries(kept)) {
    if (always !== true && !isSame(known[name], was)) continue;
    if (is === undefined) Reflect.deleteProperty(out, name);
    else out[name] = is;
  }
  return out;
}

function tagsAsFound(wanted: Tags, { tags }: Imported): Tags {
  const out = { ...wanted };
  for (const [name, { was, is, always }] of Object.entries(tags)) {
    if (always !== true && wanted[name] !== was) continue;
    if (is === undefined) Reflect.deleteProperty(out, name);
    else out[name] = is;
  }
  return out;
}

function isSame(a: Input | undefined, b: Input | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(withoutVersions(a)) === canonicalJson(withoutVersions(b));
}
