/** Changes of a state by hand that no command leads to by itself. */
import { expect, test } from 'vitest';
import { removeFromState } from '../../../src/cloud/state/change-state.ts';
import { openSession } from '../../../src/cloud/state/session.ts';
import { readStack } from '../../../src/cloud/state/stack.ts';
import { startBench } from '../support/bench.ts';

test('what an import left out is forgotten one by one, and then wanted again', async () => {
  const { context, emulator } = await startBench();
  await emulator.stop();
  const session = await openSession(context, { operation: 'import', account: undefined });
  await session.leaveOut(['vpc.a/route.x', 'vpc.b/route.y']);
  await session.close();

  expect(await removeFromState(context, 'vpc.a/route.x')).toBe('wanted-again');
  expect((await readStack(context)).state.leftOut).toEqual(['vpc.b/route.y']);
  await expect(removeFromState(context, 'vpc.a/route.x')).rejects.toThrow(
    "'vpc.a/route.x' is not in the state",
  );
  expect(await removeFromState(context, 'vpc.b/route.y')).toBe('wanted-again');
  expect((await readStack(context)).state.leftOut).toBeUndefined();
});
