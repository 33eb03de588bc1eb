import { createSender } from '../../../src/cloud/client/client.ts';
import { demoCredentials } from '../../../src/emulator/credentials.ts';
import type { CodeWindow } from './window.ts';

/** Gives a VPC another name, as somebody else does it who knows nothing of the design. */
export async function renameElsewhere({ endpoint }: CodeWindow, id: string): Promise<void> {
  const logger = { debug: noLog, info: noLog, warn: noLog, error: noLog };
  const send = createSender({ endpoint, logger, now: () => Date.now() });
  const parameters = { RegionId: 'cn-shanghai', VpcId: id, VpcName: 'changed-elsewhere' };
  await send(
    { product: 'vpc', action: 'ModifyVpcAttribute', region: 'cn-shanghai', parameters },
    demoCredentials,
  );
}

function noLog(): void {
  // Nobody reads it.
}
