/** A cloud that says other things of its BGP sessions than the emulator does. */
import type { Answer, CloudContext } from '../../../src/cloud/context.ts';

/** `statusOf` gets a listed peer; `undefined` leaves it as it is. */
export function withSessions(
  context: CloudContext,
  statusOf: (peer: Answer) => string | undefined,
): CloudContext {
  const change = (peer: Answer): Answer => {
    const status = statusOf(peer);
    return status === undefined ? peer : { ...peer, BgpStatus: status };
  };
  return {
    ...context,
    client: {
      call: async (request) => {
        const answer = await context.client.call(request);
        if (request.action !== 'DescribeBgpPeers') return answer;
        const { BgpPeer: peers } = answer.BgpPeers as { readonly BgpPeer: readonly Answer[] };
        return { ...answer, BgpPeers: { BgpPeer: peers.map(change) } };
      },
    },
  };
}

/** Waits in tens of milliseconds where it would be minutes. */
export function inAHurry(context: CloudContext): CloudContext {
  return {
    ...context,
    timing: { ...context.timing, deadlineFactor: 0.0005 } as CloudContext['timing'] & object,
  };
}
