/** Route tables of transit routers, as elements. */
import { parsePrefix } from '../../model/ip.ts';
import type { AggregateRoute, Attachment, Ref, RouteTable, StaticRoute } from '../../model/topology.ts';
import { nameFor, named, unmanaged, unnamed, type Desk } from './desk.ts';
import { placeOf, refTo, type Places } from './places.ts';
import { textIn, type Thing } from './thing.ts';

/** Ids of the attachments at a transit router, and what each attaches. */
export type Targets = ReadonlyMap<string, Attachment['target']>;

/** Besides the system table, by id. */
export function tablesOf(
  desk: Desk,
  places: Places,
  router: Thing,
  parent: { readonly path: string; readonly name: string },
  targets: Targets,
): Map<string, RouteTable> {
  return new Map(
    desk.things.where('tr-route-table', 'transitRouter', router.id).map((thing) => {
      const scope = `${parent.path} route-table`;
      const naming = nameFor(desk, thing, {
        word: 'route-table',
        scope,
        after: parent.name,
        otherwise: 'table',
      });
      const base = named(`${parent.path}/route-table.${naming.name}`, naming);
      desk.origins.set(base.path, thing);
      const linked = (kind: string) =>
        desk.things
          .where(kind, 'table', thing.id)
          .flatMap((link) => targets.get(textIn(link, 'attachment') ?? '') ?? []);
      const table: RouteTable = {
        ...base,
        ...unmanaged,
        kind: 'route-table',
        associated: linked('tr-association'),
        propagated: linked('tr-propagation'),
        routes: routesIn(desk, places, { router, table: thing.id, parent: base.path, targets }),
        aggregates: aggregatesIn(desk, thing.id, base.path),
      };
      return [thing.id, table];
    }),
  );
}

interface TablePlace {
  readonly router: Thing;
  readonly table: string | undefined;
  readonly parent: string;
  readonly targets: Targets;
}

export function routesIn(desk: Desk, places: Places, place: TablePlace): StaticRoute[] {
  const { table, parent } = place;
  return desk.things.where('tr-route-entry', 'table', table).flatMap((thing): StaticRoute[] => {
    const prefix = parsePrefix(textIn(thing, 'prefix') ?? '');
    const isBlackhole = textIn(thing, 'nextHopType') === 'BlackHole';
    const nextHop = isBlackhole ? undefined : nextHopOf(desk, places, thing, place);
    if (prefix === undefined || (nextHop === undefined && !isBlackhole)) {
      desk.remarks.push({
        what: `the route to ${textIn(thing, 'prefix') ?? 'somewhere'} in ${table ?? 'a table'}`,
        why: 'what it leads to is not among what the transit router attaches in the text',
        next: 'It stays as it is in the cloud, and no plan touches it.',
        path: parent,
      });
      return [];
    }
    return [
      {
        ...unnamed(`${parent}/route.${prefix.text.replace('/', '_')}`, prefix.text),
        kind: 'static-route',
        prefix,
        nextHop,
        isBlackhole,
      },
    ];
  });
}

/** What is attached; over an inter-region connection, the transit router at the other end. */
function nextHopOf(
  desk: Desk,
  places: Places,
  route: Thing,
  { router, targets }: TablePlace,
): StaticRoute['nextHop'] {
  const id = textIn(route, 'nextHop') ?? '';
  const target = targets.get(id);
  if (target !== undefined) return refToTarget(target);
  const peering = desk.things.get('tr-peer-attachment', id);
  if (peering === undefined) return undefined;
  const ends = [textIn(peering, 'transitRouter'), textIn(peering, 'peer')];
  const far = placeOf(
    places,
    'transit-router',
    ends.find((end) => end !== router.id),
  );
  return far === undefined ? undefined : refTo('transit-router', far);
}

function refToTarget({
  kind,
  name,
  path,
}: NonNullable<Attachment['target']>): Ref<'vpc' | 'ecr' | 'vpn' | 'vbr'> {
  return { of: kind, name, path };
}

export function aggregatesIn(desk: Desk, table: string | undefined, parent: string): AggregateRoute[] {
  return desk.things.where('tr-aggregation', 'table', table).flatMap((thing): AggregateRoute[] => {
    const prefix = parsePrefix(textIn(thing, 'prefix') ?? '');
    if (prefix === undefined) return [];
    return [
      {
        ...unnamed(`${parent}/aggregate.${prefix.text.replace('/', '_')}`, prefix.text),
        kind: 'aggregate-route',
        prefix,
      },
    ];
  });
}
