/** What others changed since the last apply: asked, seen and wanted, attribute by attribute. Changes nothing. */
import type { CloudContext } from '../context.ts';
import { sourceLine, type Desired, type SourceLine } from '../design/desired.ts';
import { differences, shown, tagDifferences, type Reason } from './diff.ts';
import { identify } from '../look/identify.ts';
import { asImported } from './imported.ts';
import { isIgnored } from './ignored.ts';
import type { Kind } from '../kind.ts';
import { kindsByName } from '../kinds/by-name.ts';
import { checkOwner, underWayMessage, type Errand } from './make-plan.ts';
import { afterMoves, findMoves } from './moves.ts';
import { sweepOrphans, type Orphan } from './orphans.ts';
import { createReader } from '../look/reader.ts';
import { refresh, type Live } from './refresh.ts';
import { runUnderWay } from '../state/lock.ts';
import { readStack } from '../state/stack.ts';
import type { ResourceState } from '../state/state.ts';
import { politely } from '../client/traffic.ts';

export interface DriftReport {
  readonly stack: string;
  readonly target: string;
  readonly account: string;
  /** How many resources were looked at. */
  readonly checked: number;
  /** Sorted by address. */
  readonly drift: readonly Drift[];
  /** To be read with it. */
  readonly notes?: readonly string[];
}

export interface Drift {
  readonly address: string;
  readonly kind: string;
  readonly title: string;
  readonly id?: string;
  /**
   * `unseen`: it cannot be seen, and was ready so recently that this proves nothing. `orphan`: it carries our tags and
   * is in no state.
   */
  readonly is: 'changed' | 'gone' | 'unseen' | 'orphan';
  readonly attributes: readonly Reason[];
  readonly source?: SourceLine;
}

/** Takes no lock and writes nothing. */
export async function findDrift(
  given: CloudContext,
  errand: Errand,
  signal: AbortSignal | undefined,
): Promise<DriftReport> {
  const context = politely(given);
  const underWay = await runUnderWay(context);
  const stack = await readStack(context);
  const state = afterMoves(stack.state, { ...findMoves(errand.desired, stack.state), asides: [] });
  const { account } = await identify(context.client);
  checkOwner(context, state, account, errand.account);
  const reader = createReader(context);
  const desired = asImported(errand.desired, state).resources;
  const known = desired.filter(({ address, kind }) => state.resources[address]?.kind === kind.name);
  const since = context.clock.now();
  const tools = { kinds: kindsByName, reader, signal };
  const live = await refresh(context, known, state, tools);
  const orphans = await sweepOrphans(context, { ...tools, desired, state, live, since });
  const wanted = new Map(known.map((each) => [each.address, each]));
  const drift = [
    ...Object.entries(state.resources).flatMap(([address, resource]) =>
      driftOf(address, resource, live.get(address), wanted.get(address)),
    ),
    ...orphans.map(orphanDrift),
  ];
  return {
    stack: context.stack,
    target: context.target,
    account,
    checked: Object.keys(state.resources).length,
    drift: drift.sort((a, b) => (a.address < b.address ? -1 : 1)),
    ...(underWay === undefined ? {} : { notes: [underWayMessage(underWay)] }),
  };
}

function driftOf(
  address: string,
  resource: ResourceState,
  live: Live | undefined,
  wanted: Desired | undefined,
): Drift[] {
  const kind = kindsByName.get(resource.kind);
  // A run that was cut off has more to say about it than a comparison.
  if (kind === undefined || resource.readyAt === undefined || resource.status === 'deleting') return [];
  const facts = {
    address,
    kind: kind.name,
    title: kind.title,
    ...(resource.id === undefined ? {} : { id: resource.id }),
    ...(wanted === undefined ? {} : { source: sourceLine(wanted.element.source) }),
  };
  if (live?.is !== 'found') return [{ ...facts, is: 'gone', attributes: [] }];
  if (live.how === 'memory') return [{ ...facts, is: 'unseen', attributes: [] }];
  const attributes = changesIn(kind, resource, live, wanted).filter(
    ({ attribute }) => !isIgnored(wanted?.ignore ?? [], attribute),
  );
  return attributes.length === 0 ? [] : [{ ...facts, is: 'changed', attributes }];
}

function changesIn(
  kind: Kind,
  resource: ResourceState,
  { observed }: Live & { readonly is: 'found' },
  wanted: Desired | undefined,
): Reason[] {
  // What was adopted never was as we asked, so it is compared with what it was.
  const before = resource.adopted ? resource.observed : resource.inputs;
  return [
    ...differences(kind, { wanted: before, unknown: [], asked: before, seen: observed.values }),
    ...tagDifferences(kind, { wanted: resource.tags, asked: resource.tags, seen: observed.tags }),
  ]
    .filter(({ attribute }) => !(resource.adopted && attribute.startsWith('tags.')))
    .map(({ attribute, asked, seen }) => ({
      attribute,
      ...(asked === undefined ? {} : { asked }),
      ...(seen === undefined ? {} : { seen }),
      ...wantedOf(attribute, wanted),
    }));
}

function wantedOf(attribute: string, wanted: Desired | undefined): { readonly wanted?: string } {
  const isTag = attribute.startsWith('tags.');
  const text = isTag
    ? wanted?.tags[attribute.slice('tags.'.length)]
    : shown(wanted?.inputs[attribute], wanted?.kind.properties[attribute]?.unit);
  return text === undefined ? {} : { wanted: text };
}

function orphanDrift({ address, resource }: Orphan): Drift {
  return {
    address,
    kind: resource.kind,
    title: kindsByName.get(resource.kind)?.title ?? resource.kind,
    ...(resource.id === undefined ? {} : { id: resource.id }),
    is: 'orphan',
    attributes: [],
  };
}
