/** Finding what a request names, with the error of its kind when it is not there. */
import { ApiError } from './api-error.ts';
import { text } from './model.ts';
import type { ErrorSpec, ParentCheck, QuotaCheck, ResourceModel, UniqueCheck } from './model.ts';
import type { Call, Fields, Resource, World } from './types.ts';

/** The resource whose fields equal the named parameters; `undefined` when there is none. */
export function findBy(
  model: ResourceModel,
  by: readonly string[],
  call: Call,
  world: World,
  rename: Readonly<Record<string, string>> = {},
): Resource | undefined {
  const wanted = by.map((param) => ({ field: rename[param] ?? param, value: text(call.params[param]) }));
  return candidates(model, wanted, world).find(
    (each) =>
      visible(each, call) !== undefined &&
      wanted.every(({ field, value }) => fieldText(model, each, field) === value),
  );
}

interface Wanted {
  readonly field: string;
  readonly value: string;
}

function candidates(model: ResourceModel, wanted: readonly Wanted[], world: World): readonly Resource[] {
  const byId = wanted.find((each) => each.field === model.idField);
  if (byId !== undefined) return [world.find(model.kind, byId.value)].filter((each) => each !== undefined);
  const [first] = wanted;
  return first === undefined ? world.list(model.kind) : world.having(model.kind, first.field, first.value);
}

export function need(
  model: ResourceModel,
  by: readonly string[],
  call: Call,
  world: World,
  rename: Readonly<Record<string, string>> = {},
): Resource {
  const found = findBy(model, by, call, world, rename);
  if (found !== undefined) return found;
  throw absent(model.notFound, `${model.kind} ${by.map((param) => text(call.params[param])).join(', ')}`);
}

/** Checks the parents a request names and returns nothing: handlers fetch the ones they need with `parent`. */
export function checkParents(parents: readonly ParentCheck[] | undefined, call: Call, world: World): void {
  for (const check of parents ?? []) {
    if (text(call.params[check.param]) !== '') parent(check, call, world);
  }
}

export function parent(check: ParentCheck, call: Call, world: World): Resource {
  const model = world.model(check.kind);
  const id = text(call.params[check.param]);
  const owner = check.ownerParam === undefined ? '' : text(call.params[check.ownerParam]);
  const found =
    owner === '' || owner === call.accountId
      ? visible(world.find(check.kind, id), call)
      : foreign(check, id, owner, world);
  if (found === undefined) throw absent(check.notFound ?? model.notFound, `${check.kind} ${id}`);
  const states = check.states ?? [model.life.ready];
  if (states.length > 0 && !states.includes(found.status)) {
    const code = check.wrongState ?? model.life.busy ?? 'IncorrectStatus';
    throw new ApiError(
      code,
      `${check.kind} ${id} is ${found.status}; the operation needs ${states.join(' or ')}.`,
    );
  }
  return found;
}

export function checkUnique(
  model: ResourceModel,
  checks: readonly UniqueCheck[] | undefined,
  { fields, owner, region }: Pick<Resource, 'fields' | 'owner' | 'region'>,
  world: World,
  selfId?: string,
): void {
  for (const check of checks ?? []) {
    if (check.by.every((field) => text(fields[field]) === '')) continue;
    const [first = ''] = check.by;
    const twin = world
      .having(model.kind, first, text(fields[first]))
      .find(
        (each) =>
          each.id !== selfId &&
          each.owner === owner &&
          (check.within !== 'region' || each.region === region) &&
          check.by.every((field) => text(each.fields[field]) === text(fields[field])),
      );
    if (twin === undefined) continue;
    const what = check.by.map((field) => `${field} ${text(fields[field])}`).join(' and ');
    throw new ApiError(check.code, `${what}: ${model.kind} ${twin.id} has it already.`, check.status ?? 400);
  }
}

export function checkQuota(
  model: ResourceModel,
  checks: readonly QuotaCheck[] | undefined,
  fields: Fields,
  call: Call,
  world: World,
): void {
  for (const check of checks ?? []) {
    const [first] = check.by;
    const known =
      first === undefined ? world.list(model.kind) : world.having(model.kind, first, text(fields[first]));
    const used = known.filter(
      (each) =>
        each.owner === call.accountId &&
        check.by.every((field) => text(each.fields[field]) === text(fields[field])) &&
        (check.counts?.(each) ?? true),
    ).length;
    if (used >= check.max)
      throw new ApiError(check.code, `${used} of ${check.max} ${model.kind} are in use.`);
  }
}

export function absent(spec: ErrorSpec, what: string): ApiError {
  return new ApiError(spec.code, `${what} does not exist.`, spec.status ?? 404);
}

/** Own resources in the region that was asked for; kinds without a region are visible from everywhere. */
export function visible(resource: Resource | undefined, call: Call): Resource | undefined {
  if (resource?.owner !== call.accountId) return undefined;
  return resource.region === '' || call.region === '' || resource.region === call.region
    ? resource
    : undefined;
}

function fieldText(model: ResourceModel, resource: Resource, field: string): string {
  return field === model.idField ? resource.id : text(resource.fields[field]);
}

/** Another account's resource can be used after its owner granted it. */
function foreign(check: ParentCheck, id: string, owner: string, world: World): Resource | undefined {
  const found = world.find(check.kind, id);
  if (found?.owner !== owner) return undefined;
  const granted = grantKinds.some((kind) =>
    world.list(kind).some((each) => text(each.fields.InstanceId) === id),
  );
  if (!granted)
    throw new ApiError('Forbidden', `Account ${owner} has not granted ${id} to this account.`, 403);
  return found;
}

/** Each product keeps grants of its own. */
const grantKinds = ['tr-grant', 'ecr-grant', 'cen-grant', 'vbr-grant'] as const;
