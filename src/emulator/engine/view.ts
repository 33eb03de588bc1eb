/** A resource as the read actions show it: a superset of names, cut to the action's shape afterwards. */
import type { ResourceModel } from './model.ts';
import type { Fields, Resource, World } from './types.ts';

export function viewOf(model: ResourceModel, resource: Resource, world: World): Fields {
  const created = new Date(resource.createdAt).toISOString().replace('.000Z', 'Z');
  const changed = new Date(resource.changedAt).toISOString().replace('.000Z', 'Z');
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
    GmtModified: changed,
    Tags: tags,
    Tag: tags,
    ...resource.fields,
    [model.idField]: resource.id,
    [model.life.field ?? 'Status']: resource.status,
    ...model.view?.(resource, world),
  };
}
