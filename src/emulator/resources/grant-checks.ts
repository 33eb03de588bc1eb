/** What all grants have in common: only the owner of an instance can let another account attach it. */
import { ApiError } from '../engine/api-error.ts';
import { visible } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import type { Call, World } from '../engine/types.ts';

const instanceKinds = ['vpc', 'vbr', 'vpn-connection', 'ecr'] as const;

export function ensureOwn(call: Call, world: World): void {
  const id = text(call.params.InstanceId);
  const found = instanceKinds
    .map((kind) => visible(world.find(kind, id), call))
    .find((each) => each !== undefined);
  if (found === undefined)
    throw new ApiError('InvalidInstanceId.NotFound', `${id} does not exist in this account.`);
}
