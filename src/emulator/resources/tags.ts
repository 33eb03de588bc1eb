/** Tag actions of all products: the same three deeds under different names and resource types. */
import { ApiError } from '../engine/api-error.ts';
import { tagsOf } from '../engine/fields.ts';
import { visible } from '../engine/lookup.ts';
import { actionOf } from '../engine/metadata.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { pageOf } from '../engine/paging.ts';
import type { Service } from '../engine/handlers.ts';
import type { Call, Fields, Handler, Product, Resource, World } from '../engine/types.ts';

/** Resource types on the wire, and the kinds they mean. */
type Types = Readonly<Record<string, readonly string[]>>;

const vpcTypes: Types = {
  VPC: ['vpc'],
  VSWITCH: ['vswitch'],
  ROUTETABLE: ['route-table'],
  VpnGateway: ['vpn-gateway'],
};

const circuitTypes: Types = { PHYSICALCONNECTION: ['physical-connection'], VIRTUALBORDERROUTER: ['vbr'] };

/** SDK text of TagResources, `ResourceType`. Unverified: TransitRouterEcrAttachment, which is not in its list. */
const cenTypes: Types = {
  Cen: ['cen'],
  TransitRouter: ['transit-router'],
  TransitRouterVpcAttachment: ['tr-vpc-attachment'],
  TransitRouterEcrAttachment: ['tr-ecr-attachment'],
  TransitRouterVbrAttachment: ['tr-vbr-attachment'],
  TransitRouterVpnAttachment: ['tr-vpn-attachment'],
  TransitRouterPeerAttachment: ['tr-peer-attachment'],
  TransitRouterRouteTable: ['tr-route-table'],
};

export const tagServices: readonly Service[] = [
  tagService('vpc', vpcTypes, ['TagResources', 'UnTagResources', 'ListTagResources']),
  tagService('vpc', circuitTypes, [
    'TagResourcesForExpressConnect',
    'UntagResourcesForExpressConnect',
    'ListTagResourcesForExpressConnect',
  ]),
  tagService('cbn', cenTypes, ['TagResources', 'UntagResources', 'ListTagResources']),
  tagService('expressconnectrouter', { EXPRESSCONNECTROUTER: ['ecr'] }, [
    'TagResources',
    'UntagResources',
    'ListTagResources',
  ]),
  tagService(
    'privatelink',
    { vpcendpoint: ['privatelink-endpoint'], vpcendpointservice: ['privatelink-service'] },
    ['TagResources', 'UntagResources', 'ListTagResources'],
  ),
  tagService('pvtz', { ZONE: ['private-zone'] }, ['TagResources', 'UntagResources', 'ListTagResources']),
  tagService('ecs', { securitygroup: ['security-group'] }, [
    'TagResources',
    'UntagResources',
    'ListTagResources',
  ]),
];

function tagService(product: Product, types: Types, names: readonly [string, string, string]): Service {
  const [tag, untag, show] = names;
  return {
    product,
    actions: {
      [tag]: (call, world) => changeTags(types, call, world, (known) => withTags(known, call)),
      [untag]: (call, world) => changeTags(types, call, world, (known) => withoutTags(known, call)),
      [show]: (call, world) => listTags(types, call, world),
    },
  };
}

function changeTags(
  types: Types,
  call: Call,
  world: World,
  change: (known: Resource) => Resource['tags'],
): ReturnType<Handler> {
  const found = list(call.params.ResourceId).map((id) => taggable(types, call, world, text(id)));
  return {
    answer: {},
    changes: found.map((each) => ({ op: 'update', resource: { ...each, tags: change(each) } })),
  };
}

function withTags(known: Resource, call: Call): Resource['tags'] {
  const given = tagsOf(call);
  const kept = known.tags.filter((tag) => !given.some((each) => each.Key === tag.Key));
  // At most 20 tags per resource: https://www.alibabacloud.com/help/en/resource-management/tag/product-overview/limits
  if (kept.length + given.length > 20)
    throw new ApiError('QuotaExceeded.TagPerResource', `${known.id} would have more than 20 tags.`);
  return [...kept, ...given];
}

function withoutTags(known: Resource, call: Call): Resource['tags'] {
  const keys = list(call.params.TagKey).map(text);
  // All counts only when no key is named: parameter text of All.
  if (keys.length === 0) return call.params.All === true ? [] : known.tags;
  return known.tags.filter((tag) => !keys.includes(tag.Key));
}

function listTags(types: Types, call: Call, world: World): ReturnType<Handler> {
  const wanted = list(call.params.Tag).map(fieldsOf);
  const ids = list(call.params.ResourceId).map(text);
  const rows = kindsOf(types, call)
    .flatMap((kind) => world.list(kind))
    .filter((each) => visible(each, call) !== undefined && (ids.length === 0 || ids.includes(each.id)))
    .filter((each) => wanted.every((tag) => carries(each, tag)))
    .flatMap((each) =>
      each.tags.map((tag) => ({
        ResourceId: each.id,
        ResourceType: call.params.ResourceType,
        TagKey: tag.Key,
        TagValue: tag.Value,
      })),
    );
  const action = actionOf(call.product, call.action);
  if (action === undefined) return { answer: {} };
  const page = pageOf(rows, action, call.params);
  return { answer: { ...page.about, TagResources: page.items } };
}

function carries(resource: Resource, wanted: Fields): boolean {
  const value = text(wanted.Value);
  return resource.tags.some((tag) => tag.Key === text(wanted.Key) && (value === '' || tag.Value === value));
}

function taggable(types: Types, call: Call, world: World, id: string): Resource {
  const found = kindsOf(types, call)
    .map((kind) => visible(world.find(kind, id), call))
    .find((each) => each !== undefined);
  if (found === undefined)
    throw new ApiError(
      'InvalidResourceId.NotFound',
      `${text(call.params.ResourceType)} ${id} does not exist.`,
      404,
    );
  return found;
}

function kindsOf(types: Types, call: Call): readonly string[] {
  const type = text(call.params.ResourceType);
  // Products differ in whether they take the type in any case; the emulator takes all.
  const known = Object.entries(types).find(([name]) => name.toLowerCase() === type.toLowerCase());
  if (known === undefined)
    throw new ApiError(
      'InvalidResourceType.NotFound',
      `The resource type "${type}" is not one of ${Object.keys(types).join(', ')}.`,
      404,
    );
  return known[1];
}
