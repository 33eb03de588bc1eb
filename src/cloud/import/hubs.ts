/** ECRs, CENs and transit routers, as elements. */
import { parsePrefix } from '../../model/ip.ts';
import type {
  AllowedPrefixes,
  Attachment,
  Cen,
  Ecr,
  Ref,
  RegionPeering,
  RegionQueue,
  TransitRouter,
  TransitRouterCidr,
  Vbr,
  Vpc,
  Vpn,
} from '../../model/topology.ts';
import { valuesAt } from '../look/observe.ts';
import { textOf } from '../value.ts';
import {
  byName,
  cloudPart,
  nameFor,
  named,
  otherOwner,
  shownThing,
  unmanaged,
  unnamed,
  usedPart,
  type Desk,
} from './desk.ts';
import { placeOf, refTo, type Places } from './places.ts';
import { aggregatesIn, routesIn, tablesOf } from './tables.ts';
import { policiesOf } from './policies.ts';
import { fieldOf, isOnIn, listIn, numberIn, textIn, textsIn, type Thing } from './thing.ts';

/** What can be attached to a transit router, by id. */
export interface Attachables {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly vbrs: ReadonlyMap<string, Vbr>;
  readonly vpns: ReadonlyMap<string, Vpn>;
  readonly ecrs: ReadonlyMap<string, Ecr>;
}

export function ecrsFrom(
  desk: Desk,
  places: Places,
  { vpcs, vbrs }: Omit<Attachables, 'ecrs'>,
): Map<string, Ecr> {
  const own = desk.things.of('ecr').flatMap((thing): [string, Ecr][] => {
    const placed = placeOf(places, 'ecr', thing.id);
    if (placed === undefined) return [];
    const associations = desk.things.where('ecr-association', 'ecr', thing.id);
    const ecr: Ecr = {
      ...named(placed.path, placed),
      ...cloudPart(desk, thing),
      kind: 'ecr',
      asn: numberIn(thing, 'asn'),
      vbrs: byName(
        desk.things
          .where('ecr-vbr', 'ecr', thing.id)
          .flatMap((child) => vbrs.get(textIn(child, 'vbr') ?? '') ?? []),
      ),
      vpcs: byName(associations.flatMap((each) => vpcs.get(textIn(each, 'vpc') ?? '') ?? [])),
      others: [],
      allowed: associations.flatMap((each) => allowedBy(places, each, vpcs, placed.path)),
    };
    return [[thing.id, ecr]];
  });
  return new Map([...own, ...foreignEcrs(desk, vbrs)]);
}

function allowedBy(
  places: Places,
  association: Thing,
  vpcs: ReadonlyMap<string, Vpc>,
  path: string,
): AllowedPrefixes[] {
  const prefixes = textsIn(association, 'allowed').flatMap((text) => parsePrefix(text) ?? []);
  const router = placeOf(places, 'transit-router', textIn(association, 'transitRouter'));
  const vpc = vpcs.get(textIn(association, 'vpc') ?? '');
  const towards: Ref<'transit-router' | 'vpc'> | undefined =
    router === undefined ? vpc && refTo('vpc', vpc) : refTo('transit-router', router);
  if (prefixes.length === 0 || towards === undefined) return [];
  return [
    {
      ...unnamed(`${path}/allow.${towards.name}`, towards.name),
      kind: 'allowed-prefixes',
      towards,
      mode: textIn(association, 'allowedMode') === 'IncrementalMode' ? 'incremental' : 'match',
      prefixes,
    },
  ];
}

/** Hubs of others that hold VBRs of ours, or that transit routers of ours attach. */
function foreignEcrs(desk: Desk, vbrs: ReadonlyMap<string, Vbr>): [string, Ecr][] {
  const members = new Map<string, { readonly owner: string; readonly vbrs: Vbr[] }>();
  const add = (id: string | undefined, owner: string | undefined, vbr?: Vbr) => {
    if (id === undefined || owner === undefined || desk.things.get('ecr', id) !== undefined) return;
    const known = members.get(id) ?? { owner, vbrs: [] };
    members.set(id, known);
    if (vbr !== undefined) known.vbrs.push(vbr);
  };
  for (const { id, item } of desk.things.of('virtual-border-router'))
    add(fieldOf(item, 'EcrId'), otherOwner(desk, item.EcrOwnerId), vbrs.get(id));
  for (const each of desk.things.of('tr-ecr-attachment'))
    add(textIn(each, 'ecr'), otherOwner(desk, each.inputs.ecrOwner));
  return [...members].map(([id, { owner, vbrs: own }]) => {
    const naming = desk.names.take('', [], 'their-ecr');
    const ecr: Ecr = {
      ...named(`ecr.${naming.name}`, naming),
      ...usedPart(id, owner),
      kind: 'ecr',
      asn: undefined,
      vbrs: own,
      vpcs: [],
      others: [],
      allowed: [],
    };
    return [id, ecr];
  });
}

export function censFrom(desk: Desk, places: Places, attachables: Attachables): Cen[] {
  return desk.things.of('cen').flatMap((thing): Cen[] => {
    const placed = placeOf(places, 'cen', thing.id);
    if (placed === undefined) return [];
    const routers = new Map(
      desk.things.where('transit-router', 'cen', thing.id).flatMap((router): [string, TransitRouter][] => {
        const own = placeOf(places, 'transit-router', router.id);
        if (own === undefined) return [];
        return [
          [
            router.id,
            routerFrom(desk, places, router, { base: named(own.path, own), cen: placed.name, attachables }),
          ],
        ];
      }),
    );
    return [
      {
        ...named(placed.path, placed),
        ...cloudPart(desk, thing),
        kind: 'cen',
        transitRouters: [...routers.values()],
        peerings: desk.things
          .where('tr-peer-attachment', 'cen', thing.id)
          .flatMap((peering) => peeringFrom(desk, peering, routers, placed.path)),
      },
    ];
  });
}

interface RouterPlace {
  readonly base: ReturnType<typeof named>;
  readonly cen: string;
  readonly attachables: Attachables;
}

function routerFrom(
  desk: Desk,
  places: Places,
  thing: Thing,
  { base, cen, attachables }: RouterPlace,
): TransitRouter {
  const attachments = attachmentsOf(desk, thing, base.path, attachables);
  const targets = new Map([...attachments].map(([id, { target }]) => [id, target]));
  const tables = tablesOf(desk, places, thing, base, targets);
  const system = thing.outputs.systemRouteTable;
  return {
    ...base,
    ...cloudPart(desk, thing),
    kind: 'transit-router',
    cenName: cen,
    region: thing.region,
    edition: textOf(thing.item.Type) === 'Basic' ? 'basic' : 'enterprise',
    cidrs: desk.things
      .where('tr-cidr', 'transitRouter', thing.id)
      .flatMap((each) => cidrFrom(each, base.path)),
    attachments: [...attachments.values()],
    routeTables: [...tables.values()],
    routes: routesIn(desk, places, { router: thing, table: system, parent: base.path, targets }),
    aggregates: aggregatesIn(desk, system, base.path),
    policies: policiesOf(desk, thing, base, { attachables, tables }),
  };
}

function cidrFrom(thing: Thing, parent: string): TransitRouterCidr[] {
  const prefix = parsePrefix(textIn(thing, 'prefix') ?? '');
  if (prefix === undefined) return [];
  return [
    {
      ...unnamed(`${parent}/cidr.${prefix.text.replace('/', '_')}`, prefix.text),
      kind: 'transit-router-cidr',
      prefix,
      isPublished: thing.inputs.isPublished !== false,
    },
  ];
}

/** Ids of attachments to what they are in the text: ECRs first, since the traffic comes from there. */
function attachmentsOf(
  desk: Desk,
  router: Thing,
  parent: string,
  { vpcs, vbrs, vpns, ecrs }: Attachables,
): Map<string, Attachment> {
  const found = new Map<string, Attachment>();
  const add = <T extends Ecr | Vpc | Vbr | Vpn>(
    kind: string,
    end: string,
    targets: ReadonlyMap<string, T>,
  ) => {
    for (const thing of desk.things.where(kind, 'transitRouter', router.id)) {
      const target = targets.get(textIn(thing, end) ?? '');
      if (target === undefined) {
        desk.remarks.push({
          what: shownThing(thing),
          why: `what it attaches, ${textIn(thing, end) ?? 'something'}, cannot be seen with these credentials`,
          next: 'It stays as it is in the cloud, and no plan touches it.',
          path: parent,
        });
        continue;
      }
      const path = `${parent}/attachment.${target.name}`;
      desk.origins.set(path, thing);
      found.set(thing.id, {
        ...unnamed(path, target.name),
        lifecycle: unmanaged.lifecycle,
        kind: 'attachment',
        target,
        vswitches: target.kind === 'vpc' ? chosenVSwitches(desk, thing, target) : [],
        publishesRoutes: kind === 'tr-ecr-attachment' || isOnIn(thing, 'publishesRoutes'),
      });
    }
  };
  add('tr-ecr-attachment', 'ecr', ecrs);
  add('tr-vbr-attachment', 'vbr', vbrs);
  add('tr-vpc-attachment', 'vpc', vpcs);
  add('tr-vpn-attachment', 'vpn', vpns);
  return found;
}

/** Named only where they are not those that are taken when none is named: the first in each zone. */
function chosenVSwitches(desk: Desk, attachment: Thing, vpc: Vpc): Vpc['vswitches'] {
  const ids = new Set(
    listIn(attachment, 'zones').map((mapping) => textOf(valuesAt(mapping, 'VSwitchId')[0])),
  );
  const chosen = vpc.vswitches.filter(({ path, cloudId }) => ids.has(desk.origins.get(path)?.id ?? cloudId));
  const usual = new Map(vpc.vswitches.toReversed().map((vswitch) => [vswitch.zone, vswitch]));
  const isUsual =
    chosen.length === usual.size && chosen.every((vswitch) => usual.get(vswitch.zone) === vswitch);
  return isUsual ? [] : chosen;
}

function peeringFrom(
  desk: Desk,
  thing: Thing,
  routers: ReadonlyMap<string, TransitRouter>,
  parent: string,
): RegionPeering[] {
  const from = routers.get(textIn(thing, 'transitRouter') ?? '');
  const to = routers.get(textIn(thing, 'peer') ?? '');
  if (from === undefined || to === undefined) return [];
  const name = `${from.name} to ${to.name}`;
  const base = unnamed(`${parent}/peering.${from.name}-to-${to.name}`, name);
  desk.origins.set(base.path, thing);
  return [
    {
      ...base,
      lifecycle: unmanaged.lifecycle,
      kind: 'region-peering',
      from,
      to,
      bandwidthMbps: numberIn(thing, 'bandwidth'),
      billing: textIn(thing, 'billing') === 'BandwidthPackage' ? 'package' : 'data-transfer',
      packageId: textIn(thing, 'package'),
      link: textIn(thing, 'link') === 'Platinum' ? 'platinum' : undefined,
      publishesRoutes: isOnIn(thing, 'publishesRoutes'),
      queues: regionQueues(desk, thing, base),
    },
  ];
}

function regionQueues(desk: Desk, peering: Thing, base: { path: string; name: string }): RegionQueue[] {
  const [policy] = desk.things.where('region-qos-policy', 'attachment', peering.id);
  if (policy === undefined) return [];
  desk.origins.set(`${base.path}/qos`, policy);
  return desk.things.where('region-qos-queue', 'policy', policy.id).map((thing) => {
    const naming = nameFor(desk, thing, {
      word: 'queue',
      scope: base.path,
      after: base.name,
      otherwise: 'queue',
    });
    const path = `${base.path}/queue.${naming.name}`;
    desk.origins.set(path, thing);
    return {
      ...named(path, naming),
      ...unmanaged,
      kind: 'region-queue',
      percent: numberIn(thing, 'percent'),
      dscps: textsIn(thing, 'dscps')
        .map(Number)
        .sort((a, b) => a - b),
    };
  });
}
