/** What the engine made, and where: the shape of the state file, and the checks before any use of it. */
import { z } from 'zod';
import { sha256 } from '../digest.ts';
import { EngineError } from '../engine-error.ts';
import { canonicalJson, type Input, type Wire } from '../value.ts';

/** Newer versions are refused, never written down to. */
export const stateVersion = 1;

const inputSchema: z.ZodType<Input> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(inputSchema), z.record(z.string(), inputSchema)]),
);

const wireSchema: z.ZodType<Wire> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(wireSchema), z.record(z.string(), wireSchema)]),
);

const importedSchema = z.object({
  kept: z.record(
    z.string(),
    z.object({ was: inputSchema.optional(), is: inputSchema.optional(), always: z.literal(true).optional() }),
  ),
  tags: z.record(
    z.string(),
    z.object({ was: z.string().optional(), is: z.string().optional(), always: z.literal(true).optional() }),
  ),
});

const resourceSchema = z.object({
  kind: z.string(),
  region: z.string(),
  /** Absent while nobody knows it: the answer to its creation is still out. */
  id: z.string().optional(),
  status: z.enum(['creating', 'updating', 'deleting', 'ready', 'tainted', 'awaiting-people']),
  /** Grows by one each time a new resource takes the address. */
  generation: z.number().int(),
  /** Grows by one with each change that the cloud took; keeps client tokens apart. */
  revision: z.number().int(),
  /** What was asked for last, ids in place of references, secrets as references. */
  inputs: z.record(z.string(), inputSchema),
  tags: z.record(z.string(), z.string()),
  /** What the cloud said last. */
  observed: z.record(z.string(), wireSchema),
  outputs: z.record(z.string(), z.string()),
  /** Addresses that must outlive it. */
  dependencies: z.array(z.string()),
  /** It existed before and was named by its id: it is never changed and never deleted. */
  adopted: z.boolean(),
  /**
   * It was there before, and an import made it known: what was found otherwise than the text has it, and left so. `was`
   * is what the text said then, `is` what the cloud has; `always`, whatever the text says.
   */
  imported: importedSchema.optional(),
  /** The text said so last: it is not deleted and not replaced, also when the text names it no more. */
  protect: z.literal(true).optional(),
  /** ISO time at which the cloud answered its creation. */
  madeAt: z.string().optional(),
  /** ISO time of the last look that found it ready. */
  readyAt: z.string().optional(),
});

const stateSchema = z.object({
  version: z.literal(stateVersion),
  /** Made once for each state; client tokens are derived from it. */
  lineage: z.string().min(1),
  serial: z.number().int().min(0),
  stack: z.string(),
  account: z.string().optional(),
  /** Which cloud it describes: a state of the emulator is none of the real one. */
  target: z.string().optional(),
  resources: z.record(z.string(), resourceSchema),
  /** Addresses that are empty now: how many resources they had, and how often creating one failed for good. */
  history: z.record(z.string(), z.object({ generation: z.number().int(), attempt: z.number().int() })),
  /** Addresses that the text implies and an import did not find: they are not made. */
  leftOut: z.array(z.string()).optional(),
});

export type ResourceState = z.infer<typeof resourceSchema>;
export type State = z.infer<typeof stateSchema>;

export function emptyState(stack: string): State {
  return { version: stateVersion, lineage: '', serial: 0, stack, resources: {}, history: {} };
}

/** For addresses that people type: `constructor` is none. */
export function resourceAt({ resources }: State, address: string): ResourceState | undefined {
  return Object.hasOwn(resources, address) ? resources[address] : undefined;
}

/** One line for each resource, so that people can compare two states; the checksum is of what stands behind `state`. */
export function formatState(state: State): string {
  const { resources, ...head } = state;
  const lines = Object.keys(resources)
    .sort()
    .map((address) => `${JSON.stringify(address)}:${lineOf(resources[address])}`);
  const body = `${canonicalJson(head).slice(0, -1)},"resources":{\n${lines.join(',\n')}\n}}`;
  return `{"version":${stateVersion},"checksum":"${sha256(body)}","state":${body}}\n`;
}

/** Reads a state file; rejects whatever is not wholly sound, since acting on half a state makes duplicates. */
export function parseState(text: string, place: string): State {
  const [, version, checksum, body] =
    /^\{"version":(\d+),"checksum":"(\w+)","state":(\{.*\})\}\s*$/s.exec(text) ?? [];
  if (version === undefined || body === undefined) throw damaged(place, 'it is not a state file');
  if (Number(version) !== stateVersion) {
    throw new EngineError(
      'state',
      `${place} was written by a newer hcnet (version ${version} of the format); update hcnet, nothing was changed`,
    );
  }
  if (sha256(body) !== checksum) throw damaged(place, 'its checksum does not fit its content');
  const state = stateSchema.safeParse(JSON.parse(body));
  if (!state.success)
    throw damaged(place, z.prettifyError(state.error).split('\n')[0] ?? 'it has a wrong shape');
  checkState(state.data, place);
  return state.data;
}

/** Resources are replaced and never changed, so the text of each is made once. */
const lines = new WeakMap<ResourceState, string>();

function lineOf(resource: ResourceState | undefined): string {
  if (resource === undefined) return 'null';
  const known = lines.get(resource);
  if (known !== undefined) return known;
  const line = canonicalJson(resource);
  lines.set(resource, line);
  return line;
}

/** What must hold before a state is used or written. */
export function checkState(state: State, place: string): void {
  const owners = new Map<string, string>();
  for (const [address, resource] of Object.entries(state.resources)) {
    if (resource.status === 'ready' && resource.id === undefined)
      throw damaged(place, `'${address}' is ready without an id`);
    if (resource.id === undefined) continue;
    const key = `${resource.kind} ${resource.region} ${resource.id}`;
    const other = owners.get(key);
    if (other !== undefined) throw damaged(place, `'${address}' and '${other}' are both ${resource.id}`);
    owners.set(key, address);
  }
  const circle = findCircle(state);
  if (circle !== undefined) throw damaged(place, `'${circle}' depends on itself`);
}

/** The plan rests on this: everything that decides what a run does, and not when things happened. */
export function basisOf(state: State): string {
  const resources = Object.fromEntries(
    Object.entries(state.resources).map(([address, resource]) => [
      address,
      { ...resource, madeAt: undefined, readyAt: undefined },
    ]),
  );
  return sha256(
    canonicalJson({ stack: state.stack, resources, history: state.history, leftOut: state.leftOut }),
  );
}

export function damaged(place: string, why: string): EngineError {
  return new EngineError('state', `the state in ${place} cannot be used: ${why}`);
}

function findCircle(state: State): string | undefined {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (address: string): string | undefined => {
    if (done.has(address)) return undefined;
    if (open.has(address)) return address;
    open.add(address);
    for (const next of state.resources[address]?.dependencies ?? []) {
      const found = visit(next);
      if (found !== undefined) return found;
    }
    open.delete(address);
    done.add(address);
    return undefined;
  };
  for (const address of Object.keys(state.resources)) {
    const found = visit(address);
    if (found !== undefined) return found;
  }
  return undefined;
}
