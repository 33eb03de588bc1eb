/** What other people and programs do in the account. The ledger records it as the emulator's own doing. */
import { altered } from '../engine/change.ts';
import { locksOf } from '../engine/lifecycle.ts';
import type { Dependent, ResourceModel } from '../engine/model.ts';
import type { Change, Fields, Json, Resource, Tag, World } from '../engine/types.ts';
import type { ForeignHand } from './effects.ts';

export interface DriftSpec {
  readonly op: 'update' | 'delete' | 'hold';
  readonly id: string;
  readonly fields?: Readonly<Record<string, Json>> | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly status?: string | undefined;
  readonly forMs: number;
}

/** False when there is no such resource. */
export function applyDrift(cloud: ForeignHand, spec: DriftSpec): boolean {
  const resource = cloud.byId(spec.id);
  if (resource === undefined) return false;
  const world = cloud.world();
  cloud.change(
    resource,
    spec.op === 'delete' ? allGone(resource, world) : [changeOf({ ...spec, op: spec.op }, resource, world)],
  );
  return true;
}

/** Nobody can delete a thing before what stands on it, so that goes as well, and what came with it. */
function allGone(resource: Resource, world: World): Change[] {
  const gone = new Map<string, Resource>();
  const collect = (each: Resource): void => {
    if (gone.has(keyOf(each))) return;
    gone.set(keyOf(each), each);
    const { delete: remove } = world.model(each.kind);
    for (const { kind, by } of remove?.dependents ?? []) world.having(kind, by, each.id).forEach(collect);
    const call = {
      product: world.model(each.kind).product,
      action: 'Drift',
      region: each.region,
      params: {},
      accountId: each.owner,
      requestId: '',
    };
    for (const also of remove?.also?.(each, call, world) ?? [])
      if (also.op === 'delete') collect(also.resource);
  };
  collect(resource);
  return [...gone.values()].map((each) => ({
    op: 'delete',
    resource: altered(each, each.fields, [each.status], [], world),
  }));
}

function keyOf({ kind, id }: Resource): string {
  return `${kind} ${id}`;
}

/** Makes the first kind of thing that a delete of this resource would trip over; false when there is none. */
export function addDependent(cloud: ForeignHand, id: string): boolean {
  const resource = cloud.byId(id);
  if (resource === undefined) return false;
  const world = cloud.world();
  const made = (world.model(resource.kind).delete?.dependents ?? [])
    .map((each) => dependentOn(resource, each, world))
    .find((each) => each !== undefined);
  if (made === undefined) return false;
  cloud.change(made, [{ op: 'create', resource: made }]);
  return true;
}

function changeOf(
  spec: DriftSpec & { readonly op: 'update' | 'hold' },
  resource: Resource,
  world: World,
): Change {
  switch (spec.op) {
    case 'hold': {
      const still = altered(resource, resource.fields, [resource.status], [], world);
      const locks = locksOf(world.model(resource.kind), resource.fields, world).map((each) => each.key);
      const steps = [{ at: world.now + spec.forMs, status: resource.status }];
      const status = spec.status ?? world.model(resource.kind).life.modifying ?? resource.status;
      return { op: 'update', resource: { ...still, status, transition: { steps, locks } } };
    }
    case 'update':
      return {
        op: 'update',
        resource: {
          ...resource,
          status: spec.status ?? resource.status,
          fields: without({ ...resource.fields, ...spec.fields }),
          tags: spec.tags ?? resource.tags,
          changedAt: world.now,
        },
      };
  }
}

function dependentOn(resource: Resource, dependent: Dependent, world: World): Resource | undefined {
  const model = world.model(dependent.kind);
  const fields: Fields = { Name: 'foreign', [dependent.by]: resource.id };
  const made: Resource = {
    kind: model.kind,
    id: idOf(model, fields, world),
    order: world.nextOrder(),
    region: resource.region,
    owner: resource.owner,
    status: model.life.ready,
    fields,
    tags: [],
    createdAt: world.now,
    changedAt: world.now,
  };
  return (dependent.counts?.(made) ?? true) ? made : undefined;
}

function idOf(model: ResourceModel, fields: Fields, world: World): string {
  return model.identify?.(fields) ?? world.newId(model.idPrefix ?? 'foreign-');
}

function without(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
