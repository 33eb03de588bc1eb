/** Routing policies of transit routers, as elements. */
import { parsePrefix } from '../../model/ip.ts';
import type { PolicyMatch, PolicySet, RouteTable, RoutingPolicy } from '../../model/topology.ts';
import { named, shownThing, unmanaged, unnamed, type Desk } from './desk.ts';
import type { Attachables } from './hubs.ts';
import { isOnIn, numberIn, textIn, textsIn, type Thing } from './thing.ts';

interface Around {
  readonly attachables: Attachables;
  /** Own tables of the transit router, by id. */
  readonly tables: ReadonlyMap<string, RouteTable>;
}

/** Every transit router has policies of the platform's own, behind all others. */
const lastPriority = 100;

export function policiesOf(
  desk: Desk,
  router: Thing,
  parent: { readonly path: string },
  around: Around,
): RoutingPolicy[] {
  return desk.things
    .where('cen-route-map', 'transitRouter', router.id)
    .filter((thing) => (numberIn(thing, 'priority') ?? 0) <= lastPriority)
    .toSorted((a, b) => (numberIn(a, 'priority') ?? 0) - (numberIn(b, 'priority') ?? 0))
    .flatMap((thing) => policyFrom(desk, router, thing, { parent: parent.path, around }));
}

function policyFrom(
  desk: Desk,
  router: Thing,
  thing: Thing,
  { parent, around }: { readonly parent: string; readonly around: Around },
): RoutingPolicy[] {
  const direction = textIn(thing, 'direction') === 'RegionOut' ? 'out' : 'in';
  const priority = numberIn(thing, 'priority');
  const tableId = textIn(thing, 'table') ?? '';
  const table = around.tables.get(tableId);
  const lost = [
    ...(table === undefined && tableId !== router.outputs.systemRouteTable
      ? ['the route table it is in']
      : []),
    ...unknownIn(thing, around.attachables),
  ];
  if (lost.length > 0) {
    desk.remarks.push({
      what: shownThing(thing),
      why: `the text has no words for ${lost.join(' and ')}`,
      next: 'It stays as it is in the cloud, and no plan touches it.',
      path: parent,
    });
    return [];
  }
  const naming = desk.names.take(
    `${parent} routing-policy`,
    [nameIn(thing)],
    `${direction}-${priority ?? 0}`,
  );
  const base = named(`${parent}/routing-policy.${naming.name}`, { name: naming.name, label: undefined });
  desk.origins.set(base.path, thing);
  return [
    {
      ...base,
      ...unmanaged,
      kind: 'routing-policy',
      priority,
      direction,
      table,
      action: textIn(thing, 'action') === 'Deny' ? 'deny' : 'permit',
      match: matchFrom(thing, base.path, around.attachables),
      set: setFrom(thing, base.path),
    },
  ];
}

/** hcnet writes the address into the description; a short text of people may be a name as well. */
function nameIn(thing: Thing): string | undefined {
  const description = textIn(thing, 'description') ?? '';
  const marked = /^hcnet \S+ \S*\/routing-policy\.(\S+)$/.exec(description)?.[1];
  return marked ?? (/^[\w -]{1,24}$/.test(description) ? description : undefined);
}

const otherConditions = [
  ['SourceRouteTableIds', 'route tables that routes come from'],
  ['DestinationRouteTableIds', 'route tables that routes go to'],
  ['SourceChildInstanceTypes', 'kinds of instances that routes come from'],
  ['DestinationChildInstanceTypes', 'kinds of instances that routes go to'],
  ['OriginalRouteTableIds', 'the table that a route was in first'],
  ['MatchAddressType', 'a version of IP'],
] as const;

/** Conditions that the language does not have, or that name what is not in the text. */
function unknownIn(thing: Thing, attachables: Attachables): string[] {
  const others = otherConditions.filter(([field]) => !isEmpty(thing.item[field])).map(([, words]) => words);
  const ids = [...textsIn(thing, 'sources'), ...textsIn(thing, 'destinations')];
  const strangers = ids.filter((id) => attachableWith(attachables, id) === undefined);
  return [...others, ...strangers];
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function attachableWith({ vpcs, vbrs, vpns, ecrs }: Attachables, id: string) {
  return vpcs.get(id) ?? vbrs.get(id) ?? vpns.get(id) ?? ecrs.get(id);
}

function matchFrom(thing: Thing, path: string, attachables: Attachables): PolicyMatch | undefined {
  const elements = (name: string) =>
    textsIn(thing, name).flatMap((id) => attachableWith(attachables, id) ?? []);
  const isExact = (name: string) => textIn(thing, name) === 'Complete';
  const match: PolicyMatch = {
    ...unnamed(`${path}/match`, 'match'),
    kind: 'policy-match',
    sources: elements('sources'),
    exceptSources: isOnIn(thing, 'exceptSources'),
    destinations: elements('destinations'),
    exceptDestinations: isOnIn(thing, 'exceptDestinations'),
    sourceRegions: textsIn(thing, 'sourceRegions'),
    destinationRegions: textsIn(thing, 'destinationRegions'),
    prefixes: textsIn(thing, 'prefixes').flatMap((text) => parsePrefix(text) ?? []),
    exactPrefixes: isExact('prefixMode'),
    routeTypes: textsIn(thing, 'routeTypes').flatMap((type) => routeTypes[type] ?? []),
    asPath: numbersIn(thing, 'asPath', 'MatchAsns'),
    exactAsPath: isExact('asPathMode'),
    communities: textsIn(thing, 'communities'),
    exactCommunities: isExact('communityMode'),
  };
  const isAny = Object.values(match).every((value) => !Array.isArray(value) || value.length === 0);
  return isAny ? undefined : match;
}

const routeTypes: Readonly<Record<string, PolicyMatch['routeTypes'][number]>> = {
  System: 'system',
  Custom: 'custom',
  BGP: 'bgp',
};

/** In their own order, which the form that is compared does not keep: a path of three times one ASN is one. */
function numbersIn(thing: Thing, name: string, field: string): number[] {
  const listed = thing.item[field];
  const inner = typeof listed === 'object' && listed !== null ? Object.values(listed) : [];
  const whole = Array.isArray(listed) ? listed : inner.flat();
  return (whole.length > 0 ? whole : textsIn(thing, name)).map(Number).filter(Number.isFinite);
}

function setFrom(thing: Thing, path: string): PolicySet | undefined {
  const mode = textIn(thing, 'setCommunityMode');
  const set: PolicySet = {
    ...unnamed(`${path}/set`, 'set'),
    kind: 'policy-set',
    preference: given(thing, 'preference'),
    prepend: numbersIn(thing, 'prepend', 'PrependAsPath'),
    communityMode: mode === 'Replace' ? 'replace' : mode === 'Additive' ? 'add' : undefined,
    communities: textsIn(thing, 'setCommunities'),
    next: given(thing, 'next'),
  };
  const isEmptySet =
    set.preference === undefined &&
    set.next === undefined &&
    set.prepend.length + set.communities.length === 0;
  return isEmptySet ? undefined : set;
}

/** The cloud says 0 for what is not set. */
function given(thing: Thing, name: string): number | undefined {
  const number = numberIn(thing, name);
  return number === 0 ? undefined : number;
}
