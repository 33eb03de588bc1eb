/** VPCs with what is in them, as elements. */
import { parsePrefix, type Prefix } from '../../model/ip.ts';
import type {
  AllowRule,
  Ref,
  SecurityGroup,
  StaticRoute,
  Vpc,
  VpcRouteTable,
  VSwitch,
} from '../../model/topology.ts';
import { valuesAt } from '../look/observe.ts';
import { textOf } from '../value.ts';
import { cloudPart, nameFor, named, otherOwner, shownThing, unnamed, usedPart, type Desk } from './desk.ts';
import { placeOf, refTo, type Places } from './places.ts';
import { isOnIn, listIn, textIn, type Thing } from './thing.ts';

export function vpcsFrom(desk: Desk, places: Places): Map<string, Vpc> {
  const own = desk.things.of('vpc').flatMap((thing): [string, Vpc][] => {
    const placed = placeOf(places, 'vpc', thing.id);
    return placed === undefined ? [] : [[thing.id, vpcFrom(desk, places, thing, named(placed.path, placed))]];
  });
  return new Map([...own, ...foreignVpcs(desk)]);
}

function vpcFrom(desk: Desk, places: Places, thing: Thing, base: ReturnType<typeof named>): Vpc {
  const vswitches = new Map(vswitchesOf(desk, thing).map((each) => [each.id, vswitchFrom(desk, each, base)]));
  const blocks = [textIn(thing, 'prefix'), ...secondaryBlocks(desk, thing)];
  return {
    ...base,
    ...cloudPart(desk, thing),
    kind: 'vpc',
    region: thing.region,
    prefixes: prefixesOf(blocks),
    userPrefixes: prefixesOf(valuesAt(thing.item, 'UserCidrs.UserCidr').map((block) => textOf(block))),
    hasIpv6: isOnIn(thing, 'ipv6'),
    vswitches: [...vswitches.values()],
    securityGroups: desk.things
      .where('security-group', 'vpc', thing.id)
      .flatMap((group) => groupFrom(desk, group, base)),
    routes: routesIn(desk, places, thing.outputs.routeTable, base.path),
    routeTables: desk.things
      .where('vpc-route-table', 'vpc', thing.id)
      .map((table) => tableFrom(desk, places, table, base, vswitches)),
  };
}

/** A VPN gateway stands in the first two: those that it stands in come first. */
function vswitchesOf({ things }: Desk, vpc: Thing): Thing[] {
  const [gateway] = things.where('vpn-gateway', 'vpc', vpc.id);
  const ends = ['vswitch', 'secondVswitch'].map((name) => gateway && textIn(gateway, name));
  const placeOfOne = ({ id }: Thing): number => (ends.includes(id) ? ends.indexOf(id) : ends.length);
  return things.where('vswitch', 'vpc', vpc.id).toSorted((a, b) => placeOfOne(a) - placeOfOne(b));
}

function secondaryBlocks({ things }: Desk, vpc: Thing): (string | undefined)[] {
  return things.where('vpc-cidr', 'vpc', vpc.id).map((block) => textIn(block, 'prefix'));
}

function prefixesOf(blocks: readonly (string | undefined)[]): Prefix[] {
  return blocks.flatMap((block) => parsePrefix(block ?? '') ?? []);
}

interface Parent {
  readonly path: string;
  readonly name: string;
}

function vswitchFrom(desk: Desk, thing: Thing, vpc: Parent): VSwitch {
  const zone = textIn(thing, 'zone');
  const otherwise = `vsw-${zone?.split('-').at(-1) ?? 'a'}`;
  const naming = nameFor(desk, thing, { word: 'vswitch', scope: `${vpc.path} vswitch`, otherwise });
  const base = named(`${vpc.path}/vswitch.${naming.name}`, naming);
  desk.origins.set(base.path, thing);
  return {
    ...base,
    ...cloudPart(desk, thing),
    kind: 'vswitch',
    vpcName: vpc.name,
    zone,
    prefix: parsePrefix(textIn(thing, 'prefix') ?? ''),
  };
}

function groupFrom(desk: Desk, thing: Thing, vpc: Parent): SecurityGroup[] {
  // Made and kept by a product of the platform, such as a Kubernetes cluster.
  if (thing.item.ServiceManaged === true) return [];
  const scope = `${vpc.path} security-group`;
  const naming = nameFor(desk, thing, { word: 'security-group', scope, otherwise: 'group' });
  const base = named(`${vpc.path}/security-group.${naming.name}`, naming);
  desk.origins.set(base.path, thing);
  return [
    {
      ...base,
      ...cloudPart(desk, thing),
      kind: 'security-group',
      vpcName: vpc.name,
      allows: allowsOf(desk, thing, base.path),
    },
  ];
}

const protocols = ['tcp', 'udp', 'icmp', 'all'] as const;

interface Permission {
  readonly protocol: AllowRule['protocol'];
  readonly ports: string;
  readonly prefix: Prefix;
}

/** One line for all sources that may come to the same ports. */
function allowsOf(desk: Desk, group: Thing, path: string): AllowRule[] {
  const rules = desk.things.where('security-group-rule', 'group', group.id);
  const read = rules.map((rule) => ({ rule, permission: permissionOf(rule) }));
  const lost = read.filter(({ permission }) => permission === undefined);
  if (lost.length > 0) {
    desk.remarks.push({
      what: `${lost.length} of the rules of ${shownThing(group)}`,
      why: 'the language allows tcp, udp, icmp or all from prefixes, and these do something else',
      next: 'They stay as they are in the cloud, and no plan touches them.',
      path,
    });
  }
  const lines = Map.groupBy(
    read.flatMap(({ permission }) => permission ?? []),
    ({ protocol, ports }) => `${protocol} ${ports}`,
  );
  return [...lines.values()].flatMap((same) => allowFrom(same, path));
}

function allowFrom(same: readonly Permission[], path: string): AllowRule[] {
  const [first] = same;
  if (first === undefined) return [];
  const [from, to] = first.ports.split('/').map(Number);
  const hasPorts = from !== undefined && from >= 0;
  const ports = !hasPorts ? '' : from === to ? ` ${from}` : ` ${from}-${to ?? from}`;
  const name = `${first.protocol}${ports}`;
  return [
    {
      ...unnamed(`${path}/allow.${name.replace(' ', '-')}`, name),
      kind: 'allow',
      protocol: first.protocol,
      firstPort: hasPorts ? from : undefined,
      lastPort: hasPorts ? to : undefined,
      sites: [],
      prefixes: same.map(({ prefix }) => prefix),
    },
  ];
}

function permissionOf(rule: Thing): Permission | undefined {
  const protocol = protocols.find((each) => each === textIn(rule, 'protocol')?.toLowerCase());
  const ports = textIn(rule, 'ports') ?? '-1/-1';
  const prefix = parsePrefix(textIn(rule, 'source') ?? textIn(rule, 'source6') ?? '');
  const refuses = (textOf(rule.item.Policy) ?? 'accept').toLowerCase() !== 'accept';
  const takesPorts = protocol === 'tcp' || protocol === 'udp';
  const hasPorts = !ports.startsWith('-1');
  if (protocol === undefined || prefix === undefined || refuses || takesPorts !== hasPorts) return undefined;
  return { protocol, ports, prefix };
}

/** Routes of a table whose next hops the design has. */
function routesIn(desk: Desk, places: Places, table: string | undefined, parent: string): StaticRoute[] {
  const lost: string[] = [];
  const routes = desk.things.where('route-entry', 'table', table).flatMap((thing): StaticRoute[] => {
    const prefix = parsePrefix(textIn(thing, 'prefix') ?? '');
    const nextHop = nextHopOf(desk, places, thing);
    if (prefix === undefined || nextHop === undefined) {
      lost.push(
        `${textIn(thing, 'prefix') ?? 'somewhere'} to ${textIn(thing, 'nextHopType') ?? 'something'}`,
      );
      return [];
    }
    return [
      {
        ...unnamed(`${parent}/route.${prefix.text.replace('/', '_')}`, prefix.text),
        kind: 'static-route',
        prefix,
        nextHop,
        isBlackhole: false,
      },
    ];
  });
  if (lost.length > 0) {
    desk.remarks.push({
      what: `${lost.length === 1 ? 'a route' : `${lost.length} routes`} of ${table ?? 'a table'}: ${lost.join(', ')}`,
      why: 'routes of a VPC lead to transit routers, ECRs and VPNs in the language',
      next: 'They stay as they are in the cloud, and no plan touches them.',
      path: parent,
    });
  }
  return routes;
}

function nextHopOf(
  { things }: Desk,
  places: Places,
  route: Thing,
): Ref<'transit-router' | 'ecr' | 'vpn'> | undefined {
  const id = textIn(route, 'nextHop');
  switch (textIn(route, 'nextHopType')) {
    case 'Attachment': {
      const attachment = things.get('tr-vpc-attachment', id);
      const router = placeOf(places, 'transit-router', attachment && textIn(attachment, 'transitRouter'));
      return router === undefined ? undefined : refTo('transit-router', router);
    }
    case 'Ecr': {
      const ecr = placeOf(places, 'ecr', id);
      return ecr === undefined ? undefined : refTo('ecr', ecr);
    }
    case 'VpnGateway': {
      const [connection] = things.where('vpn-connection', 'gateway', id);
      const vpn = placeOf(places, 'vpn-connection', connection?.id);
      return vpn === undefined ? undefined : refTo('vpn', vpn);
    }
    default:
      return undefined;
  }
}

function tableFrom(
  desk: Desk,
  places: Places,
  thing: Thing,
  vpc: Parent,
  vswitches: ReadonlyMap<string, VSwitch>,
): VpcRouteTable {
  const scope = `${vpc.path} route-table`;
  const naming = nameFor(desk, thing, { word: 'route-table', scope, after: vpc.name, otherwise: 'table' });
  const base = named(`${vpc.path}/route-table.${naming.name}`, naming);
  desk.origins.set(base.path, thing);
  return {
    ...base,
    ...cloudPart(desk, thing),
    kind: 'vpc-route-table',
    vpcName: vpc.name,
    vswitches: desk.things
      .where('vswitch-route-table', 'table', thing.id)
      .flatMap((link) => vswitches.get(textIn(link, 'vswitch') ?? '') ?? []),
    learnsRoutes: thing.inputs.learnsRoutes !== false,
    routes: routesIn(desk, places, thing.id, base.path),
  };
}

/** Attached to our hubs and owned by others: only their ids are known, and those of the vSwitches in use. */
function foreignVpcs(desk: Desk): [string, Vpc][] {
  const found = new Map<string, Vpc>();
  const add = (
    id: string | undefined,
    owner: string | undefined,
    region: string,
    mappings: readonly unknown[],
  ) => {
    if (id === undefined || owner === undefined || found.has(id) || desk.things.get('vpc', id) !== undefined)
      return;
    const naming = desk.names.take('', [], 'their-vpc');
    const base = named(`vpc.${naming.name}`, naming);
    found.set(id, {
      ...base,
      ...usedPart(id, owner),
      kind: 'vpc',
      region,
      prefixes: [],
      userPrefixes: [],
      hasIpv6: false,
      vswitches: mappings.flatMap((mapping) => foreignVSwitch(desk, mapping, base)),
      securityGroups: [],
      routes: [],
      routeTables: [],
    });
  };
  for (const each of desk.things.of('tr-vpc-attachment'))
    add(textIn(each, 'vpc'), otherOwner(desk, each.inputs.vpcOwner), each.region, listIn(each, 'zones'));
  for (const each of desk.things.of('ecr-association'))
    add(textIn(each, 'vpc'), otherOwner(desk, each.inputs.vpcOwner), textIn(each, 'region') ?? '', []);
  return [...found];
}

function foreignVSwitch(desk: Desk, mapping: unknown, vpc: Parent): VSwitch[] {
  const zone = textOf(valuesAt(mapping, 'ZoneId')[0]);
  const id = textOf(valuesAt(mapping, 'VSwitchId')[0]);
  if (zone === undefined || id === undefined) return [];
  const naming = desk.names.take(`${vpc.path} vswitch`, [], `vsw-${zone.split('-').at(-1) ?? 'a'}`);
  return [
    {
      ...named(`${vpc.path}/vswitch.${naming.name}`, naming),
      ...usedPart(id, undefined),
      kind: 'vswitch',
      vpcName: vpc.name,
      zone,
      prefix: undefined,
    },
  ];
}
