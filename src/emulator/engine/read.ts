/** Describe, list and get actions, served from the model. */
import { actionOf } from './metadata.ts';
import { checkParents, findBy, need, visible } from './lookup.ts';
import { fieldsOf, list, text } from './model.ts';
import { pageOf } from './paging.ts';
import { viewOf } from './view.ts';
import type { ReadModel, ResourceModel } from './model.ts';
import type { Call, Fields, Handler, Json, Resource, Result, World } from './types.ts';

/** Parameters of list actions that choose no resources. */
const noFilters = new Set([
  ...[
    'RegionId',
    'PageNumber',
    'PageSize',
    'Page',
    'NextToken',
    'MaxResults',
    'MaxResult',
    'ClientToken',
    'DryRun',
  ],
  ...[
    'OwnerId',
    'OwnerAccount',
    'ResourceOwnerId',
    'ResourceOwnerAccount',
    'ResourceGroupId',
    'AcceptLanguage',
    'Lang',
  ],
  ...[
    'Filter',
    'RouteFilter',
    'FeatureFilter',
    'Tag',
    'Tags',
    'IncludeReservationData',
    'IncludeCrossAccountVbr',
    'UserClientIp',
  ],
]);

export function readHandler(model: ResourceModel, read: ReadModel): Handler {
  return (call, world): Result => {
    checkParents(
      read.parents?.map((each) => ({ states: [], ...each })),
      call,
      world,
    );
    const brought = read.before?.(call, world) ?? [];
    const changes = brought.length === 0 ? {} : { changes: brought };
    if (read.one !== undefined) return { answer: one(model, read, call, world), ...changes };
    const fresh = brought.map((each) => each.resource).filter((each) => each.kind === model.kind);
    return { answer: many(model, read, call, world, fresh), ...changes };
  };
}

function one(model: ResourceModel, read: ReadModel, call: Call, world: World): Fields {
  const by = read.one?.by ?? [];
  const found =
    read.one?.absent === 'empty'
      ? findBy(model, by, call, world, read.by)
      : need(model, by, call, world, read.by);
  if (found === undefined) return {};
  const view = viewOf(model, found, world);
  return read.one?.under === undefined ? view : { [read.one.under]: view };
}

function many(
  model: ResourceModel,
  read: ReadModel,
  call: Call,
  world: World,
  fresh: readonly Resource[],
): Fields {
  const action = actionOf(call.product, call.action);
  if (action === undefined) return {};
  const wanted = criteria(read, call.params);
  const tags = [...list(call.params.Tag), ...list(call.params.Tags)].map(fieldsOf);
  const known = candidates(model, wanted, world);
  const found = (fresh.length === 0 ? known : [...known, ...fresh])
    .filter(
      (each) =>
        visible(each, call) !== undefined &&
        (read.where?.(each, call, world) ?? true) &&
        wanted.every((criterion) => meets(model, each, criterion, world)) &&
        tags.every((tag) => hasTag(each, tag)),
    )
    .sort((a, b) => a.order - b.order);
  const page = pageOf(found, action, call.params);
  return { ...page.about, [read.list ?? '']: page.items.map((each) => viewOf(model, each, world)) };
}

/** All that can meet the criteria and some that do not, by the index that leaves the fewest. */
function candidates(model: ResourceModel, wanted: readonly Criterion[], world: World): readonly Resource[] {
  const choices = wanted.map((criterion) => candidatesBy(model, criterion, world));
  return choices.reduce(
    (fewest, each) => (each.length < fewest.length ? each : fewest),
    world.list(model.kind),
  );
}

function candidatesBy(model: ResourceModel, { field, values }: Criterion, world: World): readonly Resource[] {
  const texts = new Set(Array.isArray(values) ? values.map((each: Json) => text(each)) : [text(values)]);
  if (field === model.idField)
    return [...texts].map((id) => world.find(model.kind, id)).filter((each) => each !== undefined);
  // Under the empty text are also those whose value is a list, or is computed when it is shown.
  return [...texts.add('')].flatMap((value) => world.having(model.kind, field, value));
}

interface Criterion {
  readonly field: string;
  readonly values: Json | undefined;
}

/** Plain parameters, and `Filter.N.Key` with any of `Filter.N.Value.M`; all of them are joined by AND. */
function criteria(read: ReadModel, params: Fields): readonly Criterion[] {
  const plain = Object.entries(params).filter(
    ([name, value]) =>
      value !== undefined && value !== '' && !noFilters.has(name) && read.ignore?.includes(name) !== true,
  );
  const filters = [...list(params.Filter), ...list(params.RouteFilter)].map(fieldsOf);
  return [
    ...plain.map(([name, values]) => ({ field: read.by?.[name] ?? name, values })),
    ...filters.map((each) => ({
      field: read.by?.[text(each.Key)] ?? text(each.Key),
      values: each.Value,
    })),
  ];
}

/** Stored fields first: what is computed from the rest of the world is looked up only when it is asked for. */
function meets(
  model: ResourceModel,
  resource: Resource,
  { field, values }: Criterion,
  world: World,
): boolean {
  if (field === model.idField) return equals(resource.id, values);
  return equals(resource.fields[field] ?? viewOf(model, resource, world)[field], values);
}

function equals(actual: Json | undefined, wanted: Json | undefined): boolean {
  if (Array.isArray(wanted)) return wanted.some((each: Json) => equals(actual, each));
  if (Array.isArray(actual)) return actual.some((each: Json) => equals(each, wanted));
  return text(actual) === text(wanted);
}

function hasTag(resource: Resource, wanted: Fields): boolean {
  const key = text(wanted.Key ?? wanted.key);
  const value = text(wanted.Value ?? wanted.value);
  return resource.tags.some((tag) => tag.Key === key && (value === '' || tag.Value === value));
}
