/** What is done to a design in a campaign, and the world in which it begins. */
import { applyDesign, type Applied } from '../../src/cloud/apply/apply.ts';
import type { CloudContext } from '../../src/cloud/context.ts';
import { destroyErrand, errandFor, type Errand } from '../../src/cloud/plan/make-plan.ts';
import type { Topology } from '../../src/model/topology.ts';
import { designFrom } from '../support/design.ts';
import { Bucket } from './bucket.ts';
import { designText, type Size, type Variant } from './designs.ts';
import { startProcess } from './process.ts';
import { newWorld, worldAfterDeath, type World } from './world.ts';

export const operations = ['create', 'update', 'replace', 'rename', 'destroy'] as const;
export type Operation = (typeof operations)[number];

export const stack = 'sim';

export function errandOf(size: Size, operation: Operation): Errand {
  if (operation === 'destroy') return destroyErrand(topologyOf(size, 'first'), stack);
  const variants = { create: 'first', update: 'updated', replace: 'replaced', rename: 'renamed' } as const;
  return errandFor(topologyOf(size, variants[operation]), stack);
}

/**
 * What the text no longer has and nothing marks, such as a route: when the state is lost as well, nobody can tell whose
 * it is. By kind.
 */
export function takenOut(size: Size, operation: Operation): Readonly<Record<string, number>> {
  const wanted = new Set(errandOf(size, operation).desired.resources.map(({ address }) => address));
  const counts: Record<string, number> = {};
  for (const { address, kind } of errandOf(size, 'create').desired.resources) {
    if (wanted.has(address) || kind.tags !== undefined) continue;
    counts[kind.name] = (counts[kind.name] ?? 0) + 1;
  }
  return counts;
}

export async function carryOut(
  context: CloudContext,
  errand: Errand,
  signal?: AbortSignal,
): Promise<Applied> {
  return applyDesign(context, errand, { approve: () => Promise.resolve('with-guards'), signal });
}

export interface WorldOptions {
  readonly place?: 'disk' | 'bucket';
  readonly spoil?: World['spoil'];
}

/** The world in which the operation begins: empty, or with the design applied. */
export async function worldFor(
  size: Size,
  operation: Operation,
  seed: number,
  { place = 'disk', spoil }: WorldOptions = {},
): Promise<World> {
  const world = operation === 'create' ? newWorld(seed) : await appliedWorld(size, seed);
  const kept = place === 'disk' ? world.kept : new Bucket(world.time, world.kept.files);
  return { ...world, kept, spoil };
}

async function appliedWorld(size: Size, seed: number): Promise<World> {
  const known = applied.get(size) ?? applyFirst(size);
  applied.set(size, known);
  return worldAfterDeath(await known, seed, 'kill');
}

const applied = new Map<Size, Promise<World>>();

async function applyFirst(size: Size): Promise<World> {
  const world = newWorld(1);
  const { context } = startProcess(world, { stack });
  const { report } = await world.time.finish(carryOut(context, errandOf(size, 'create')));
  if (report?.outcome !== 'done') throw new Error(`the design of ${size} cannot be applied`);
  // Long enough for everything to be believed gone when it is not seen.
  await world.time.pass(3_600_000);
  return world;
}

const topologies = new Map<string, Topology>();

function topologyOf(size: Size, variant: Variant): Topology {
  const key = `${size} ${variant}`;
  const known = topologies.get(key);
  if (known !== undefined) return known;
  const design = designFrom(designText(size, variant));
  if (design.syntaxErrors.length > 0) throw new Error(design.syntaxErrors.join('\n'));
  topologies.set(key, design.topology);
  return design.topology;
}
