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
  cloud.change(resource, [changeOf(spec, resource, cloud.world())]);
  return true;
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

function changeOf(spec: DriftSpec, resource: Resource, world: World): Change {
  const still = altered(resource, resource.fields, [resource.status], [], world);
  switch (spec.op) {
    case 'delete':
      return { op: 'delete', resource: still };
    case 'hold': {
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
