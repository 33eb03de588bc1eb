/** The OpenAPI calls that build a design from nothing, in order, as JSON: for review, and for other tools. */
import { actionTraits } from '../cloud/client/actions.ts';
import { desiredGraph, type Desired } from '../cloud/design/desired.ts';
import { allKinds } from '../cloud/kinds/all.ts';
import { keyText } from '../cloud/look/observe.ts';
import {
  createParameters,
  readable,
  tagList,
  updateParameters,
  type Parameters,
} from '../cloud/parameters.ts';
import { products } from '../cloud/products.ts';
import { canonicalJson, isRef, ref, substituteParts, type Input, type Inputs } from '../cloud/value.ts';
import type { Topology } from '../model/topology.ts';

export interface CallList {
  readonly stack: string;
  readonly calls: readonly ExportedCall[];
}

export interface ExportedCall {
  /** The resource that the call makes or changes. */
  readonly address: string;
  readonly product: string;
  readonly version: string;
  readonly action: string;
  /** Empty for a call that belongs to no region. */
  readonly region: string;
  /**
   * `{ "$ref": address, "path": "id" }` stands for an id that an earlier call answers, `{ "$secret": name }` for a
   * secret, and `{ "$json": value }` for a value that travels as one JSON text.
   */
  readonly parameters: Parameters;
}

export function exportCalls(topology: Topology, options: { readonly stack: string }): CallList {
  const { resources } = desiredGraph(topology, options.stack, allKinds);
  const known = new Map(
    resources.flatMap((wanted): [string, string][] => {
      const id = wanted.adopt ?? chosenId(wanted);
      return id === undefined ? [] : [[wanted.address, id]];
    }),
  );
  return { stack: options.stack, calls: resources.flatMap((wanted) => callsFor(wanted, known)) };
}

/** Of what the caller names, such as a contact group: no answer is needed to know it. */
function chosenId({ kind, inputs }: Desired): string | undefined {
  if (typeof kind.id === 'string') return undefined;
  const isKnown = kind.id.every((name) => !isRef(inputs[name]));
  return isKnown ? keyText(kind.id, kind, inputs) : undefined;
}

export function formatCalls(list: CallList): string {
  const calls = list.calls.map((call) => ({
    ...call,
    // Sorted, so that a diff of two exports shows what changed and nothing else.
    parameters: JSON.parse(canonicalJson(call.parameters)) as Parameters,
  }));
  return `${JSON.stringify({ stack: list.stack, calls }, undefined, 2)}\n`;
}

function callsFor(wanted: Desired, known: ReadonlyMap<string, string>): ExportedCall[] {
  const { kind } = wanted;
  if (wanted.adopt !== undefined || kind.create === undefined) return [];
  const inputs = withKnownIds(wanted.inputs, known);
  const later = Object.keys(kind.properties).filter(
    (name) => kind.properties[name]?.only === 'update' && inputs[name] !== undefined,
  );
  const updates = (kind.updates ?? []).filter((call) => call.properties.some((name) => later.includes(name)));
  return [
    exported(wanted, kind.create.action, createParameters(kind, inputs, wanted.tags)),
    ...updates.flatMap((call) =>
      updateParameters(kind, call, { id: ownId, seen: {}, wanted: inputs, changed: later }).map(
        (parameters) => exported(wanted, call.action, withOwnRef(parameters, wanted.address)),
      ),
    ),
    ...lateTags(wanted),
  ];
}

/** Tags that the create call cannot set. */
function lateTags(wanted: Desired): ExportedCall[] {
  const { kind, tags, address } = wanted;
  if (kind.tags?.wire !== undefined || kind.tags?.change === undefined) return [];
  const { add, type } = kind.tags.change;
  return [exported(wanted, add, { ResourceType: type, ResourceId: [ref(address)], Tag: tagList(tags) })];
}

function exported(wanted: Desired, action: string, parameters: Parameters): ExportedCall {
  const product = products[wanted.kind.product];
  const isRegional = wanted.region !== '' && actionTraits(wanted.kind.product, action).region;
  return {
    address: wanted.address,
    product: product.title,
    version: product.version,
    action,
    region: wanted.region,
    parameters: readable(isRegional ? { RegionId: wanted.region, ...parameters } : parameters),
  };
}

/** Stands for the id of the resource itself until it becomes a reference. */
const ownId = '$own';

function withOwnRef(parameters: Parameters, address: string): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, value === ownId ? ref(address) : value]),
  );
}

function withKnownIds(inputs: Inputs, ids: ReadonlyMap<string, string>): Inputs {
  const out: Record<string, Input> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const known = substituteParts(value, (part) =>
      isRef(part) && part.path === 'id' ? (ids.get(part.$ref) ?? part) : part,
    );
    if (known !== undefined) out[name] = known;
  }
  return out;
}
