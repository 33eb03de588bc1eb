/** Modify, move and delete actions, served from the model. */
import { ApiError } from './api-error.ts';
import { confirmationOf } from './confirm.ts';
import { keptFields } from './fields.ts';
import { ensureSettled, ensureUnlocked, locksOf, walk } from './lifecycle.ts';
import { checkParents, checkUnique, findBy, need } from './lookup.ts';
import type { DeleteModel, Lock, ModifyModel, MoveModel, ResourceModel } from './model.ts';
import type { Change, Fields, Handler, Resource, World } from './types.ts';

export function modifyHandler(model: ResourceModel, modify: ModifyModel): Handler {
  return (call, world) => {
    const resource = need(model, modify.by, call, world, modify.rename);
    ensureSettled(model, resource);
    ensureStatus(resource, modify.from, modify.wrongState);
    checkParents(modify.parents, call, world);
    modify.check?.(call, world, resource);
    const changed = {
      ...resource.fields,
      ...keptFields(call.params, modify.rename, modify.by),
      ...modify.fields?.(call, world, resource),
    };
    checkUnique(model, modify.unique, { ...resource, fields: changed }, world, resource.id);
    const locks = locksOf(model, changed, world);
    ensureUnlocked(locks, world, resource);
    const via = modify.instant === true || model.life.modifying === undefined ? [] : [model.life.modifying];
    const next = altered(resource, changed, [...via, resource.status], locks, world);
    return {
      answer: confirmationOf(model, next, { call, world }),
      changes: [{ op: 'update', resource: next }],
    };
  };
}

export function moveHandler(model: ResourceModel, move: MoveModel): Handler {
  return (call, world) => {
    const resource = need(model, move.by, call, world, idRename(model, move.by));
    ensureSettled(model, resource);
    ensureStatus(resource, move.from, move.wrongState);
    move.check?.(call, world, resource);
    const fields = { ...resource.fields, ...move.fields?.(call, world, resource) };
    const locks = locksOf(model, fields, world);
    ensureUnlocked(locks, world, resource);
    const next = altered(resource, fields, move.path, locks, world);
    return {
      answer: confirmationOf(model, next, { call, world }),
      changes: [{ op: 'update', resource: next }],
    };
  };
}

export function deleteHandler(model: ResourceModel, remove: DeleteModel): Handler {
  return (call, world) => {
    const resource =
      remove.forgiving === true
        ? findBy(model, remove.by, call, world, remove.rename)
        : need(model, remove.by, call, world, remove.rename);
    if (resource === undefined) return { answer: {} };
    if (remove.again !== undefined && resource.status === model.life.deleting)
      throw new ApiError(remove.again, `${resource.kind} ${resource.id} is ${resource.status} already.`);
    ensureSettled(model, resource);
    // Unverified: what failed can always be deleted.
    if (!/fail/i.test(resource.status)) ensureStatus(resource, remove.from, remove.wrongState);
    remove.check?.(call, world, resource);
    const forced = remove.force !== undefined && call.params[remove.force] === true;
    if (!forced) ensureNoDependents(resource, remove, world);
    const locks = locksOf(model, resource.fields, world);
    ensureUnlocked(locks, world, resource);
    const also = [
      ...(forced ? dependentsGone(resource, remove, world) : []),
      ...(remove.also?.(resource, call, world) ?? []),
    ];
    return {
      answer: confirmationOf(model, resource, { call, world }),
      changes: [...also, gone(model, resource, locks, world)],
    };
  };
}

/** The change that takes a resource away, through its deleting status if it has one. */
export function gone(model: ResourceModel, resource: Resource, locks: readonly Lock[], world: World): Change {
  const path = model.life.deleting === undefined ? [null] : [model.life.deleting, null];
  return { op: 'delete', resource: altered(resource, resource.fields, path, locks, world) };
}

/** The same resource with other fields and a walk through statuses. */
export function altered(
  resource: Resource,
  fields: Fields,
  path: readonly (string | null)[],
  locks: readonly Lock[],
  world: World,
): Resource {
  return { ...settled(resource), ...walk(resource.kind, path, locks, world), fields, changedAt: world.now };
}

/** Without the transition that it was in. */
function settled(resource: Resource): Omit<Resource, 'transition'> {
  const { kind, id, order, region, owner, status, fields, tags, createdAt, changedAt } = resource;
  return { kind, id, order, region, owner, status, fields, tags, createdAt, changedAt };
}

function ensureStatus(
  resource: Resource,
  from: readonly string[] | undefined,
  code: string | undefined,
): void {
  if (from === undefined || from.includes(resource.status)) return;
  throw new ApiError(
    code ?? 'IncorrectStatus',
    `${resource.kind} ${resource.id} is ${resource.status}; the operation needs ${from.join(' or ')}.`,
  );
}

function ensureNoDependents(resource: Resource, remove: DeleteModel, world: World): void {
  for (const dependent of remove.dependents ?? []) {
    const holder = world
      .having(dependent.kind, dependent.by, resource.id)
      .find((each) => dependent.counts?.(each) ?? true);
    if (holder === undefined) continue;
    throw new ApiError(
      dependent.code,
      `${resource.kind} ${resource.id} is still used by ${holder.kind} ${holder.id}.`,
    );
  }
}

function dependentsGone(resource: Resource, remove: DeleteModel, world: World): readonly Change[] {
  return (remove.dependents ?? []).flatMap((dependent) =>
    world
      .having(dependent.kind, dependent.by, resource.id)
      .map((each) => gone(world.model(dependent.kind), each, [], world)),
  );
}

/** A few actions call the id by another name (`RecoverPhysicalConnection` says InstanceId). */
function idRename(model: ResourceModel, by: readonly string[]): Readonly<Record<string, string>> {
  const [only] = by;
  return by.length === 1 && only !== undefined ? { [only]: model.idField } : {};
}
