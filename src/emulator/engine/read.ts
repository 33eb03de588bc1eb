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
  const candidates = [...world.list(model.kind), ...fresh].filter(
    (each) => visible(each, call) !== undefined && (read.where?.(each, call, world) ?? true),
  );
  const views = candidates
    .sort((a, b) => a.order - b.order)
    .map((each) => ({ resource: each, view: viewOf(model, each, world) }))
    .filter(({ resource, view }) => matches(read, call.params, view) && matchesTags(call.params, resource));
  const action = actionOf(call.product, call.action);
  if (action === undefined) return {};
  const page = pageOf(views, action, call.params);
  return { ...page.about, [read.list ?? '']: page.items.map((each) => each.view) };
}

function matches(read: ReadModel, params: Fields, view: Fields): boolean {
  const plain = Object.entries(params).every(([name, wanted]) => {
    if (wanted === undefined || wanted === '' || noFilters.has(name) || read.ignore?.includes(name) === true)
      return true;
    return equals(view[read.by?.[name] ?? name], wanted);
  });
  return (
    plain &&
    [...list(params.Filter), ...list(params.RouteFilter)].every((each) =>
      matchesFilter(read, fieldsOf(each), view),
    )
  );
}

/** `Filter.N.Key` with any of `Filter.N.Value.M`; several filters are joined by AND. */
function matchesFilter(read: ReadModel, filter: Fields, view: Fields): boolean {
  const key = text(filter.Key);
  const field = read.by?.[key] ?? key;
  return equals(view[field], filter.Value);
}

function equals(actual: Json | undefined, wanted: Json | undefined): boolean {
  if (Array.isArray(wanted)) return wanted.some((each: Json) => equals(actual, each));
  if (Array.isArray(actual)) return actual.some((each: Json) => equals(each, wanted));
  return text(actual) === text(wanted);
}

function matchesTags(params: Fields, resource: Resource): boolean {
  return [...list(params.Tag), ...list(params.Tags)].map(fieldsOf).every((wanted) => {
    const key = text(wanted.Key ?? wanted.key);
    const value = wanted.Value ?? wanted.value;
    return resource.tags.some(
      (tag) => tag.Key === key && (value === undefined || value === '' || tag.Value === text(value)),
    );
  });
}
