/** A resource as the read actions show it: a superset of names, cut to the action's shape afterwards. */
import { Watch, holds } from './watch.ts';
import type { ResourceModel } from './model.ts';
import type { Fields, Json, Resource, World } from './types.ts';
import type { Look } from './watch.ts';

/**
 * Lists are read far more often than what is in them changes. A view is made again when its resource was changed, or
 * when anything else that it looked at was.
 */
export function viewOf(model: ResourceModel, resource: Resource, world: World): Fields {
  const known = views.get(resource);
  if (known?.model === model && holds(known.looks, world)) return known.fields;
  const watch = new Watch(world);
  const fields = newView(model, resource, watch);
  if (watch.looks === undefined) return fields;
  views.set(resource, { model, fields, looks: watch.looks });
  cuts.set(fields, new Map());
  return fields;
}

/** What was cut out of a view already, by shape; `undefined` for what is no view, or one that nobody sees again. */
export function cutsOf(value: object): Map<object, Json | undefined> | undefined {
  return cuts.get(value);
}

interface View {
  readonly model: ResourceModel;
  readonly fields: Fields;
  readonly looks: readonly Look[];
}

const views = new WeakMap<Resource, View>();
const cuts = new WeakMap<object, Map<object, Json | undefined>>();

function newView(model: ResourceModel, resource: Resource, world: World): Fields {
  const created = timeText(resource.createdAt);
  const tags = resource.tags.map(({ Key, Value }) => ({ Key, Value, TagKey: Key, TagValue: Value }));
  return {
    ...(resource.region === '' ? {} : { RegionId: resource.region }),
    OwnerId: resource.owner,
    // The default resource group has an id in reality; its form is not public, so the emulator uses a plain word.
    ResourceGroupId: 'rg-default',
    // The same moment under the names that the products use for it.
    CreationTime: created,
    CreateTime: created,
    GmtCreate: created,
    GmtModified: timeText(resource.changedAt),
    Tags: tags,
    Tag: tags,
    ...resource.fields,
    [model.idField]: resource.id,
    [model.life.field ?? 'Status']: resource.status,
    ...model.view?.(resource, world),
  };
}

function timeText(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
