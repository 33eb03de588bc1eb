/** Create and put actions, served from the model. */
import { confirmationOf } from './confirm.ts';
import { ensureUnlocked, locksOf, walk } from './lifecycle.ts';
import { ApiError } from './api-error.ts';
import { checkParents, checkQuota, checkUnique } from './lookup.ts';
import { keptFields, tagsOf } from './fields.ts';
import { text } from './model.ts';
import type { CreateModel, PutModel, ResourceModel } from './model.ts';
import type { Call, Fields, Handler, Resource, Result, World } from './types.ts';

export function createHandler(model: ResourceModel, create: CreateModel): Handler {
  return (call, world) => {
    checkParents(create.parents, call, world);
    create.check?.(call, world);
    const resource = build(model, create, call, world);
    checkUnique(model, create.unique, resource, world);
    checkQuota(model, create.quota, resource.fields, call, world);
    ensureUnlocked(locksOf(model, resource.fields, world), world);
    const also = create.also?.(resource, call, world) ?? [];
    const known = create.answersIdAs === undefined ? {} : { [create.answersIdAs]: resource.id };
    return {
      answer: confirmationOf(model, resource, { call, world, known }),
      changes: [{ op: 'create', resource }, ...also],
    };
  };
}

/** Makes the resource without checking anything; also for those that appear beside another one. */
export function build(model: ResourceModel, create: CreateModel, call: Call, world: World): Resource {
  const kept: Fields = { ...create.defaults, ...keptFields(call.params, create.rename) };
  const id = model.identify === undefined ? world.newId(model.idPrefix ?? '') : '';
  const fields: Fields = { ...kept, ...create.fields?.(call, world, id) };
  const path = create.path?.(call) ?? [
    ...(model.life.creating === undefined ? [] : [model.life.creating]),
    model.life.ready,
  ];
  return {
    kind: model.kind,
    id: model.identify?.(fields) ?? id,
    order: world.nextOrder(),
    region: create.region?.(call) ?? call.region,
    owner: create.owner?.(call) ?? call.accountId,
    ...walk(model.kind, path, locksOf(model, fields, world), world),
    fields,
    tags: tagsOf(call),
    createdAt: world.now,
    changedAt: world.now,
  };
}

export function putHandler(model: ResourceModel, put: PutModel): Handler {
  return (call, world): Result => {
    put.check?.(call, world);
    const id = text(call.params[put.keyParam]);
    const previous = ownOrNone(world.find(model.kind, id), call);
    const kept = keptFields(call.params, put.rename, [put.keyParam]);
    const fields: Fields = { ...put.defaults, ...kept, ...put.fields?.(call, world, previous) };
    const resource: Resource = {
      kind: model.kind,
      id,
      order: previous?.order ?? world.nextOrder(),
      region: '',
      owner: call.accountId,
      status: put.status?.(call) ?? previous?.status ?? model.life.ready,
      fields,
      tags: previous?.tags ?? [],
      createdAt: previous?.createdAt ?? world.now,
      changedAt: world.now,
    };
    return { answer: {}, changes: [{ op: previous === undefined ? 'create' : 'update', resource }] };
  };
}

/** Names of alert rules and contacts are per account in reality; here each name exists once, so a clash is refused. */
function ownOrNone(known: Resource | undefined, call: Call): Resource | undefined {
  if (known === undefined || known.owner === call.accountId) return known;
  throw new ApiError('Forbidden', `In the emulator another account has the name "${known.id}" already.`, 403);
}
