import { createSender } from '../../../src/cloud/client/client.ts';
import { demoCredentials } from '../../../src/emulator/credentials.ts';
import type { CodeWindow } from './window.ts';

const named = {
  VPC: { action: 'ModifyVpcAttribute', id: 'VpcId', name: 'VpcName' },
  vSwitch: { action: 'ModifyVSwitchAttribute', id: 'VSwitchId', name: 'VSwitchName' },
};

/** Gives something another name, as somebody else does it who knows nothing of the design. */
export async function renameElsewhere(
  { endpoint }: CodeWindow,
  what: keyof typeof named,
  id: string,
): Promise<void> {
  const logger = { debug: noLog, info: noLog, warn: noLog, error: noLog };
  const send = createSender({ endpoint, logger, now: () => Date.now() });
  const { action, ...fields } = named[what];
  const parameters = { RegionId: 'cn-shanghai', [fields.id]: id, [fields.name]: 'changed-elsewhere' };
  await send({ product: 'vpc', action, region: 'cn-shanghai', parameters }, demoCredentials);
}

function noLog(): void {
  // Nobody reads it.
}
