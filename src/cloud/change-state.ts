/** Changes of a state by hand: an address that is called otherwise now, a resource that is somebody else's now. */
import type { CloudContext } from './context.ts';
import { EngineError } from './engine-error.ts';
import { openSession } from './session.ts';

/** The resource goes on under another address; its tags follow with the next apply. */
export async function moveInState(context: CloudContext, from: string, to: string): Promise<void> {
  await changing(context, 'state mv', async (session) => {
    if (session.state.resources[from] === undefined) throw unknown(context, from);
    if (session.state.resources[to] !== undefined)
      throw new EngineError('state', `'${to}' is in the state already; remove or move that first`);
    await session.rename(from, to);
  });
}

/** The resource stays in the cloud, and this stack forgets it; what an import left out is made by the next apply. */
export async function removeFromState(context: CloudContext, address: string): Promise<void> {
  await changing(context, 'state rm', async (session) => {
    const { leftOut = [] } = session.state;
    const resource = session.state.resources[address];
    if (resource === undefined && leftOut.includes(address)) {
      await session.leaveOut(leftOut.filter((each) => each !== address));
      return;
    }
    if (resource === undefined) throw unknown(context, address);
    const dependents = Object.entries(session.state.resources)
      .filter(([, { dependencies }]) => dependencies.includes(address))
      .map(([name]) => `'${name}'`);
    if (dependents.length > 0)
      throw new EngineError(
        'state',
        `${dependents.join(', ')} stands on '${address}'; remove what stands on it first`,
      );
    await session.set(address, null);
  });
}

async function changing(
  context: CloudContext,
  operation: string,
  work: (session: Awaited<ReturnType<typeof openSession>>) => Promise<void>,
): Promise<void> {
  const session = await openSession(context, { operation, account: undefined });
  try {
    if (session.unresolved.length > 0)
      throw new EngineError(
        'state',
        `an earlier run of '${context.stack}' was cut off; run apply first, which finds out what became of its calls`,
      );
    await work(session);
  } finally {
    await session.close();
  }
}

function unknown({ stack }: CloudContext, address: string): EngineError {
  return new EngineError(
    'state',
    `'${address}' is not in the state of '${stack}'; hcnet state list shows what is`,
  );
}
