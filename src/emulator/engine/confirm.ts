/** What an action that changes a resource says about it: mostly its id, and often not even that. */
import { actionOf } from './metadata.ts';
import { viewOf } from './view.ts';
import type { ResourceModel } from './model.ts';
import type { Call, Fields, Resource, World } from './types.ts';

/** About the call itself. */
const envelope = new Set([
  ...['RequestId', 'Success', 'Code', 'Message', 'HttpStatusCode'],
  ...['DynamicCode', 'DynamicMessage', 'AccessDeniedDetail'],
]);

/** `known` holds what the answer says besides. The view is made only for answers that show more than that. */
export function confirmationOf(
  model: ResourceModel,
  resource: Resource,
  { call, world, known = {} }: { readonly call: Call; readonly world: World; readonly known?: Fields },
): Fields {
  const atHand: Fields = { [model.idField]: resource.id, ...known };
  const shape = actionOf(call.product, call.action)?.response ?? {};
  const isEnough = Object.keys(shape).every((name) => name in atHand || envelope.has(name));
  return isEnough ? atHand : { ...viewOf(model, resource, world), ...known };
}
