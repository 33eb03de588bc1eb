import type {
  Cen,
  PolicyMatch,
  PolicySet,
  RoutingPolicy,
  Topology,
  TransitRouter,
} from '../../model/topology.ts';
import { allAttachments } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { ownershipNote } from '../naming.ts';
import { ownerOfTransitRouter } from '../design/ownership.ts';
import { pages } from '../paging.ts';
import { tableRef } from '../design/route-tables.ts';
import { ref, type Input, type LooseInputs } from '../value.ts';

/**
 * A routing policy: what a transit router does with routes on their way in or out. It takes neither token nor tags,
 * so its place among the policies finds it again and its description says whose it is. Source: aliyun-openapi-meta
 * en-US/cbn/CreateCenRouteMap.json, ModifyCenRouteMap.json, DescribeCenRouteMaps.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_route_map.go. Priorities are unique for a region and direction:
 * https://www.alibabacloud.com/help/en/cen/developer-reference/api-cbn-2017-09-12-createcenroutemap
 */
export const cenRouteMap = defineKind({
  name: 'cen-route-map',
  title: 'routing policy',
  product: 'cbn',
  id: 'RouteMapId',
  naturalKey: ['cen', 'region', 'direction', 'table', 'priority'],
  properties: {
    cen: { wire: 'CenId', refersTo: ['cen'], required: true, immutable: true },
    transitRouter: { refersTo: ['transit-router'], required: true },
    region: { wire: 'CenRegionId', required: true, immutable: true },
    direction: { wire: 'TransmitDirection', required: true, immutable: true },
    table: { wire: 'TransitRouterRouteTableId', required: true, immutable: true },
    priority: { wire: 'Priority', as: 'number', required: true },
    description: { wire: 'Description' },
    action: { wire: 'MapResult', required: true },
    sources: list('SourceInstanceIds', 'SourceInstanceId'),
    exceptSources: { wire: 'SourceInstanceIdsReverseMatch', as: 'flag', absent: false },
    destinations: list('DestinationInstanceIds', 'DestinationInstanceId'),
    exceptDestinations: { wire: 'DestinationInstanceIdsReverseMatch', as: 'flag', absent: false },
    sourceRegions: list('SourceRegionIds', 'SourceRegionId'),
    destinationRegions: list('DestinationRegionIds', 'DestinationRegionId'),
    prefixes: list('DestinationCidrBlocks', 'DestinationCidrBlock'),
    prefixMode: { wire: 'CidrMatchMode', clearWith: {} },
    routeTypes: list('RouteTypes', 'RouteType'),
    asPath: list('MatchAsns', 'MatchAsn'),
    asPathMode: { wire: 'AsPathMatchMode', clearWith: {} },
    communities: list('MatchCommunitySet', 'MatchCommunity'),
    communityMode: { wire: 'CommunityMatchMode', clearWith: {} },
    preference: { wire: 'Preference', as: 'number', clearWith: {} },
    prepend: list('PrependAsPath', 'AsPath'),
    setCommunities: list('OperateCommunitySet', 'OperateCommunity'),
    setCommunityMode: { wire: 'CommunityOperateMode', clearWith: {} },
    next: { wire: 'NextPriority', as: 'number', clearWith: {} },
  },
  status: { field: 'Status', ready: ['Active'] },
  create: { action: 'CreateCenRouteMap' },
  read: {
    action: 'DescribeCenRouteMaps',
    items: 'RouteMaps.RouteMap',
    paging: pages,
    within: { CenId: 'cen', CenRegionId: 'region' },
  },
  updates: [
    {
      // Unverified: that a condition or an action which is left out is taken away.
      action: 'ModifyCenRouteMap',
      properties: [
        'priority',
        'description',
        'action',
        'sources',
        'exceptSources',
        'destinations',
        'exceptDestinations',
        'sourceRegions',
        'destinationRegions',
        'prefixes',
        'prefixMode',
        'routeTypes',
        'asPath',
        'asPathMode',
        'communities',
        'communityMode',
        'preference',
        'prepend',
        'setCommunities',
        'setCommunityMode',
        'next',
      ],
      send: { CenId: 'cen', CenRegionId: 'region', RouteMapId: '$id' },
      sends: 'all',
    },
  ],
  delete: {
    action: 'DeleteCenRouteMap',
    send: { CenId: 'cen', CenRegionId: 'region', RouteMapId: '$id' },
  },
  scopes: ['cen', 'transitRouter'],
  minutes: { create: 6 },
  goneCodes: ['ParameterCenInstanceId'],

  *desired({ topology, stack }) {
    for (const { cen, transitRouter, policy } of placedPolicies(topology)) {
      yield {
        address: policy.path,
        element: policy,
        region: transitRouter.region,
        inputs: {
          cen: ref(cen.path),
          transitRouter: ref(transitRouter.path),
          region: transitRouter.region,
          direction: policy.direction === 'in' ? 'RegionIn' : 'RegionOut',
          table: tableRef(transitRouter, policy.table),
          priority: policy.priority,
          description: ownershipNote(stack, policy.path),
          action: policy.action === 'permit' ? 'Permit' : 'Deny',
          ...conditions(policy.match),
          ...changes(policy.set),
        },
        after: attachmentsOf(policy).flatMap((target) =>
          allAttachments(topology)
            .filter((each) => each.transitRouter === transitRouter && each.attachment.target === target)
            .map(({ address }) => address),
        ),
      };
    }
  },
});

interface PlacedPolicy {
  readonly cen: Cen;
  readonly transitRouter: TransitRouter;
  readonly policy: RoutingPolicy;
}

function placedPolicies(topology: Topology): PlacedPolicy[] {
  return topology.cens.flatMap((cen) =>
    cen.transitRouters
      .filter((transitRouter) => ownerOfTransitRouter(topology, cen, transitRouter) === undefined)
      .flatMap((transitRouter) => transitRouter.policies.map((policy) => ({ cen, transitRouter, policy }))),
  );
}

function list(wire: string, inner: string) {
  return { wire, read: `${wire}.${inner}`, as: 'set', absent: [] } as const;
}

/** What a policy names must be there before its id means anything. */
function attachmentsOf({ match }: RoutingPolicy): PolicyMatch['sources'] {
  return match === undefined ? [] : [...match.sources, ...match.destinations];
}

function conditions(match: PolicyMatch | undefined): LooseInputs {
  if (match === undefined) return {};
  return {
    sources: some(match.sources.map(({ path }) => ref(path))),
    exceptSources: match.exceptSources ? true : undefined,
    destinations: some(match.destinations.map(({ path }) => ref(path))),
    exceptDestinations: match.exceptDestinations ? true : undefined,
    sourceRegions: some(match.sourceRegions),
    destinationRegions: some(match.destinationRegions),
    prefixes: some(match.prefixes.map(({ text }) => text)),
    prefixMode: modeOf(match.prefixes, match.exactPrefixes),
    routeTypes: some(match.routeTypes.map((type) => apiRouteTypes[type])),
    asPath: some(match.asPath),
    asPathMode: modeOf(match.asPath, match.exactAsPath),
    communities: some(match.communities),
    communityMode: modeOf(match.communities, match.exactCommunities),
  };
}

function changes(set: PolicySet | undefined): LooseInputs {
  if (set === undefined) return {};
  return {
    preference: set.preference,
    prepend: some(set.prepend),
    setCommunities: some(set.communities),
    setCommunityMode:
      set.communityMode === undefined ? undefined : set.communityMode === 'add' ? 'Additive' : 'Replace',
    next: set.next,
  };
}

const apiRouteTypes = { system: 'System', custom: 'Custom', bgp: 'BGP' } as const;

function some<T extends Input>(values: readonly T[]): readonly T[] | undefined {
  return values.length === 0 ? undefined : [...values];
}

function modeOf(values: readonly unknown[], isExact: boolean): string | undefined {
  if (values.length === 0) return undefined;
  return isExact ? 'Complete' : 'Include';
}
