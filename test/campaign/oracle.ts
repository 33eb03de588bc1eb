/** Tells whether a cloud and a state are as an undisturbed run leaves them. Reads the emulator's own ledger. */
import { lookAndPlan, type Errand } from '../../src/cloud/plan/make-plan.ts';
import { parseState, type State } from '../../src/cloud/state/state.ts';
import type { LedgerEntry } from '../../src/emulator/engine/ledger.ts';
import type { Inside } from '../../src/emulator/site.ts';
import { startProcess } from './process.ts';
import { stack } from './operations.ts';
import type { World } from './world.ts';

export interface Verdict {
  /** Resources that are there and should not be. */
  readonly orphans: readonly string[];
  /** Creations that took effect twice. */
  readonly duplicates: readonly string[];
  /** Everything else that is not as it should be. */
  readonly faults: readonly string[];
}

/** How many resources of each kind of the emulator there are. */
export type Census = Readonly<Record<string, number>>;

/** What runs have left. */
export interface Left {
  readonly inside: Inside;
  /** Those of the state, by name. */
  readonly files: ReadonlyMap<string, string>;
}

export function leftIn({ site, kept }: World): Left {
  return { inside: site.inside, files: kept.files };
}

export function censusOf({ inside }: Pick<Left, 'inside'>): Census {
  const counts: Record<string, number> = {};
  for (const { kind } of inside.snapshot().resources) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** `mayStay`: what may be there besides. */
export async function judge(
  world: World,
  errand: Errand,
  expected: Census,
  mayStay: Census = {},
): Promise<Verdict> {
  const verdict = judgeLeft(leftIn(world), errand, expected, mayStay);
  return { ...verdict, faults: [...verdict.faults, ...(await openSteps(world, errand))] };
}

/** All but whether a second plan is empty. */
export function judgeLeft(left: Left, errand: Errand, expected: Census, mayStay: Census = {}): Verdict {
  const state = newestState(left);
  const found = censusOf(left);
  return {
    orphans: [...surplus(found, expected, mayStay), ...unknownIds(left, state)],
    duplicates: doubleCommits(left),
    faults: [...missing(found, expected), ...leftovers(left), ...notReady(state, errand)],
  };
}

export function isSound({ orphans, duplicates, faults }: Verdict): boolean {
  return orphans.length + duplicates.length + faults.length === 0;
}

function newestState({ files }: Left): State | undefined {
  const name = [...files.keys()]
    .filter((each) => each.startsWith('state.'))
    .sort()
    .at(-1);
  return name === undefined ? undefined : parseState(files.get(name) ?? '', name);
}

function surplus(found: Census, expected: Census, mayStay: Census): string[] {
  return Object.entries(found)
    .filter(([kind, count]) => count > (expected[kind] ?? 0) + (mayStay[kind] ?? 0))
    .map(([kind, count]) => `${count} × ${kind} instead of ${expected[kind] ?? 0}`);
}

function missing(found: Census, expected: Census): string[] {
  return Object.entries(expected)
    .filter(([kind, count]) => (found[kind] ?? 0) < count)
    .map(([kind, count]) => `${found[kind] ?? 0} × ${kind} instead of ${count}`);
}

/** What carries our tags and is not in the state. */
function unknownIds({ inside }: Left, state: State | undefined): string[] {
  const known = new Set(Object.values(state?.resources ?? {}).map(({ id }) => id));
  return inside
    .snapshot()
    .resources.filter(
      ({ tags, id }) =>
        !known.has(id) && tags.some((tag) => tag.Key === 'hcnet:stack' && tag.Value === stack),
    )
    .map(({ kind, id }) => `${kind} ${id} is not in the state`);
}

/** Creations of one resource by more than one call, while the one before was still there. */
function doubleCommits({ inside }: Left): string[] {
  const standing = new Map<string, string>();
  const doubles: string[] = [];
  for (const { origin, action, params, created, deleted } of inside.ledger()) {
    for (const [key, each] of standing) if (deleted.includes(each)) standing.delete(key);
    const [first] = created;
    const key = identityIn(params);
    if (origin !== 'client' || first === undefined || key === undefined) continue;
    const other = standing.get(`${action} ${key}`);
    if (other !== undefined) doubles.push(`${action} made ${other} and ${first} for one and the same`);
    standing.set(`${action} ${key}`, first);
  }
  return doubles;
}

/** Address and generation where a call has tags; else all that it says, besides its token. */
function identityIn(params: LedgerEntry['params']): string | undefined {
  const text = JSON.stringify(params);
  const address = /"hcnet:addr","Value":"([^"]*)"/.exec(text)?.[1];
  const generation = /"hcnet:gen","Value":"([^"]*)"/.exec(text)?.[1];
  if (address !== undefined) return `${address} ${generation ?? ''}`;
  return JSON.stringify({ ...params, ClientToken: undefined, Token: undefined });
}

function leftovers({ files }: Left): string[] {
  return [...files.keys()].filter(
    (name) =>
      name.startsWith('journal.') ||
      (/^lock\.\d+\.json$/.test(name) && !files.has(name.replace('.json', '.free'))),
  );
}

function notReady(state: State | undefined, { desired }: Errand): string[] {
  const resources = state?.resources ?? {};
  const wanted = new Set(desired.resources.map(({ address }) => address));
  return [
    ...[...wanted]
      .filter((address) => resources[address]?.status !== 'ready')
      .map((address) => `${address} is not ready`),
    ...Object.keys(resources)
      .filter((address) => !wanted.has(address))
      .map((address) => `${address} is still in the state`),
  ];
}

async function openSteps(world: World, errand: Errand): Promise<string[]> {
  const { context } = startProcess(world, { stack });
  const plan = await world.time.finish(lookAndPlan(context, errand, undefined));
  return [
    ...plan.problems.map(({ message }) => `a second plan has a problem: ${message}`),
    ...plan.steps.map(({ action, address }) => `a second plan would ${action} ${address}`),
  ];
}
