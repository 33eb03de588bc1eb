/** Makes an existing network a design: reads it, writes it up, and knows what is what. Changes nothing in the cloud. */
import type { Topology } from '../../model/topology.ts';
import type { CloudContext } from '../context.ts';
import { desiredGraph } from '../design/desired.ts';
import { EngineError } from '../engine-error.ts';
import { allKinds } from '../kinds/all.ts';
import { stackTag } from '../naming.ts';
import { openSession } from '../state/session.ts';
import { readStack } from '../state/stack.ts';
import { shownThing } from './desk.ts';
import { inventoryOf } from './inventory.ts';
import type { Remark } from './remark.ts';
import type { Root } from './roots.ts';
import { matchState, type Matched } from './state.ts';
import type { Discovery, Thing } from './thing.ts';
import { writeUp, type WriteUp } from './topology.ts';
import { discover } from './walk.ts';

export interface ImportOptions {
  readonly roots: readonly Root[];
  /** Words that cannot be names in a text. */
  readonly reserved: ReadonlySet<string>;
  /** Makes a text, and reads it back: what the text says counts from then on. */
  readonly write: (written: WriteUp) => Written;
  readonly signal: AbortSignal | undefined;
}

export interface Written {
  readonly text: string;
  readonly topology: Topology;
}

export interface ImportedNetwork {
  readonly text: string;
  readonly topology: Topology;
  readonly matched: Matched;
  /** What is there to say about it, most important first. */
  readonly remarks: readonly Remark[];
}

/** Rejects with an `EngineError` when the state of the design knows something already. */
export async function importNetwork(context: CloudContext, options: ImportOptions): Promise<ImportedNetwork> {
  await refuseKnownState(context);
  const { stack } = context;
  const discovery = await discover(context, options.roots, options.signal);
  const draft = writeUp(discovery, { stack, reserved: options.reserved });
  const { text, topology } = options.write(draft);
  const matched = matchState({
    desired: desiredGraph(topology, stack, allKinds),
    things: inventoryOf(discovery.things),
    origins: draft.origins,
    onPurpose: draft.onPurpose,
    stack,
    now: new Date(context.clock.now()).toISOString(),
  });
  const remarks = [
    ...markRemarks(discovery, stack),
    ...draft.remarks,
    ...matchRemarks(matched, draft),
    ...unreadRemarks(discovery),
  ];
  return { text, topology, matched, remarks };
}

/** Writes down what is what, under the lock; all of it or, when it is cut off, nothing. The cloud is not asked. */
export async function saveImport(
  context: CloudContext,
  account: string,
  { resources, leftOut }: Pick<Matched, 'resources' | 'leftOut'>,
): Promise<void> {
  const session = await openSession(context, { operation: 'import', account });
  try {
    refuseResources(context, Object.keys(session.state.resources).length, session.unresolved.length);
    await session.reserve(Object.keys(resources).length);
    await session.takeIn(
      resources,
      leftOut.map(({ address }) => address),
    );
  } finally {
    await session.close();
  }
}

async function refuseKnownState(context: CloudContext): Promise<void> {
  const { state, unresolved } = await readStack(context);
  refuseResources(context, Object.keys(state.resources).length, unresolved.length);
}

function refuseResources({ stack, files }: CloudContext, known: number, open: number): void {
  if (known === 0 && open === 0) return;
  throw new EngineError(
    'import',
    `the state of '${stack}' in ${files.place} knows ${known} resources already, and an import would forget them; import under another name (--name), or keep another state (--state-dir)`,
  );
}

/** A design that somebody has elsewhere manages the same things as this one would. */
function markRemarks({ things }: Discovery, stack: string): Remark[] {
  const marks = Map.groupBy(
    things.filter(({ tags }) => tags[stackTag] !== undefined),
    ({ tags }) => tags[stackTag] ?? '',
  );
  return [...marks].map(([mark, marked]) => ({
    what: `${marked.length} resources that carry the tags of the hcnet design '${mark}'`,
    why:
      mark === stack
        ? `if '${mark}' has a state elsewhere, two states know the same resources now`
        : `they belong to that design, and to '${stack}' now as well`,
    next:
      mark === stack
        ? 'Use one of the two from now on.'
        : `If that state is lost, import under its name instead: --name ${mark}. Else use one of the two from now on.`,
  }));
}

function matchRemarks({ leftOut, unclaimed, deviations }: Matched, draft: WriteUp): Remark[] {
  const told = new Set(draft.remarks.map(({ what }) => what));
  return [
    ...leftOut.map(({ address, kind }) => ({
      what: `${kind.title} ${address}`,
      why: 'the text implies it, and it is not there',
      next: `No plan makes it, until you say so: hcnet state rm PATH ${address}`,
    })),
    ...deviations.map(({ address, title, attribute, is = 'nothing', says = 'nothing' }) => ({
      what: `${attribute} of ${title} ${address}`,
      why: `the cloud has ${is}, and the text says ${says}`,
      next: 'No plan changes it, until the text says something else about it.',
    })),
    ...unclaimed.filter((thing) => !told.has(shownThing(thing))).map((thing) => unclaimedRemark(thing)),
  ];
}

function unclaimedRemark(thing: Thing): Remark {
  return {
    what: shownThing(thing),
    why: 'the language has no words for it where it is',
    next: 'It stays as it is in the cloud, and no plan touches it.',
  };
}

function unreadRemarks({ unread }: Discovery): Remark[] {
  return unread.map(({ what, why }) => ({
    what: `every ${what}`,
    why,
    next: 'Allow that and import again, if the network has some.',
  }));
}
