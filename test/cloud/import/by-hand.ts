/** A cloud as people leave it who work in consoles: no tags of hcnet, names of their own, notes of their own. */
import type { Resource } from '../../../src/emulator/engine/types.ts';
import type { EmulatorStorage } from '../../../src/emulator/options.ts';
import type { Snapshot } from '../../../src/emulator/engine/snapshot.ts';

/** As if nobody had used hcnet; `change` may make it stranger still. */
export function byHand(
  snapshot: Snapshot,
  change: (resource: Resource) => Resource | undefined = (resource) => resource,
): EmulatorStorage {
  const resources = snapshot.resources.map(forgotten).flatMap((resource) => change(resource) ?? []);
  return {
    load: () => Promise.resolve(JSON.stringify({ ...snapshot, resources, tokens: [] })),
    save: () => Promise.resolve(),
  };
}

/** What others name it by: contacts, groups and rules are their names. */
const isName: ReadonlySet<string> = new Set([
  'cms-contact',
  'cms-contact-group',
  'cms-event-rule',
  'cms-metric-rule',
]);

function forgotten(resource: Resource): Resource {
  const fields = Object.fromEntries(
    Object.entries(resource.fields).map(([field, value]) => [field, otherName(resource, field, value)]),
  );
  return { ...resource, tags: resource.tags.filter(({ Key }) => !Key.startsWith('hcnet:')), fields };
}

function otherName(
  { kind, order }: Resource,
  field: string,
  value: Resource['fields'][string],
): typeof value {
  if (typeof value !== 'string') return value;
  if (value.startsWith('hcnet ')) return 'made by hand';
  if (isName.has(kind) || !value.startsWith('test-') || !field.endsWith('Name')) return value;
  // Some have a name with signs that no name of the language has, some share one, some have none.
  return [`${value.slice(5)} (生产 №${order})`, 'network', '', value.slice(5)][order % 4];
}
