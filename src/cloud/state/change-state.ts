/** Changes of a state by hand: an address that is called otherwise now, a resource that is somebody else's now. */
import type { CloudContext } from '../context.ts';
import type { Desired } from '../design/desired.ts';
import { EngineError } from '../engine-error.ts';
import { kindsByName } from '../kinds/by-name.ts';
import { openSession, type Session } from './session.ts';
import { readStack, type Stack } from './stack.ts';
import { resourceAt, type State } from './state.ts';

/** The resource goes on under another address; its tags follow with the next apply. */
export async function moveInState(
  context: CloudContext,
  from: string,
  to: string,
  wanted?: Desired,
): Promise<void> {
  await changing(context, 'state mv', {
    refuse: (state) => refuseMove(context, state, from, to, wanted),
    change: (session) => session.rename(from, to),
  });
}

/** The resource stays in the cloud, and this stack forgets it; what an import left out is made by the next apply. */
export async function removeFromState(
  context: CloudContext,
  address: string,
): Promise<'forgotten' | 'wanted-again'> {
  let was: 'forgotten' | 'wanted-again' = 'forgotten';
  await changing(context, 'state rm', {
    refuse: (state) => {
      if (!isLeftOut(state, address)) refuseRemoval(context, state, address);
    },
    change: async (session) => {
      if (!isLeftOut(session.state, address)) return session.set(address, null);
      was = 'wanted-again';
      return session.leaveOut((session.state.leftOut ?? []).filter((each) => each !== address));
    },
  });
  return was;
}

function isLeftOut(state: State, address: string): boolean {
  return resourceAt(state, address) === undefined && state.leftOut?.includes(address) === true;
}

interface Change {
  /** Throws when the state is not one that can be changed so. */
  readonly refuse: (state: State) => void;
  readonly change: (session: Session) => Promise<void>;
}

async function changing(context: CloudContext, operation: string, { refuse, change }: Change): Promise<void> {
  const check = ({ state, unresolved }: Pick<Stack, 'state' | 'unresolved'>): void => {
    refuse(state);
    if (unresolved.length === 0) return;
    throw new EngineError(
      'state',
      `an earlier run of '${context.stack}' was cut off; run apply first, which finds out what became of its calls`,
    );
  };
  // Each session leaves a state, and only the newest few are kept: what is refused must not push out an older one.
  check(await readStack(context));
  const session = await openSession(context, { operation, account: undefined });
  try {
    check(session);
    await change(session);
  } finally {
    await session.close();
  }
}

/** `vpc.prod/vswitch.app`. What stands aside for its successor has a number behind `#`, which nothing else gets. */
const addressShape = /^[\w-]+\.[^\s/#]+(\/[^\s/#]+)*$/;

function refuseMove(
  context: CloudContext,
  state: State,
  from: string,
  to: string,
  wanted: Desired | undefined,
): void {
  const resource = resourceAt(state, from);
  if (resource === undefined) throw unknown(context, from);
  const other = resourceAt(state, to);
  if (from === to) throw new EngineError('state', `'${from}' is called that already`);
  if (other !== undefined)
    throw new EngineError(
      'state',
      `'${to}' is in the state already, as ${titleOf(other.kind)} ${other.id ?? 'without an id yet'}; move or remove that first`,
    );
  if (!addressShape.test(to))
    throw new EngineError(
      'state',
      `'${to}' is not an address; they look like those that hcnet state list shows, such as '${from}'`,
    );
  if (wanted !== undefined && wanted.kind.name !== resource.kind)
    throw new EngineError(
      'state',
      `'${from}' is a ${titleOf(resource.kind)}, and '${to}' is a ${wanted.kind.title} in the design; name an address of the same kind`,
    );
}

function refuseRemoval(context: CloudContext, state: State, address: string): void {
  if (resourceAt(state, address) === undefined) throw unknown(context, address);
  const dependents = Object.entries(state.resources)
    .filter(([, { dependencies }]) => dependencies.includes(address))
    .map(([name]) => name)
    .sort();
  if (dependents.length === 0) return;
  const shown = dependents.slice(0, mostNames).map((name) => `'${name}'`);
  const more = dependents.length > mostNames ? ` and ${dependents.length - mostNames} more` : '';
  const stand = dependents.length === 1 ? 'stands' : 'stand';
  throw new EngineError(
    'state',
    `${shown.join(', ')}${more} ${stand} on '${address}'; remove what stands on it first`,
  );
}

const mostNames = 3;

function titleOf(kind: string): string {
  return kindsByName.get(kind)?.title ?? kind;
}

function unknown({ stack }: CloudContext, address: string): EngineError {
  return new EngineError(
    'state',
    `'${address}' is not in the state of '${stack}'; hcnet state list shows what is`,
  );
}
