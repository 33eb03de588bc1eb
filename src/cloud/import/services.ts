/** Endpoint services, and services that the VPCs reach through PrivateLink or the transit routers, as elements. */
import { privateLinkService, serviceProducts } from '../../model/catalog/services.ts';
import type {
  EndpointResource,
  EndpointService,
  Service,
  ServiceAccess,
  Vpc,
  VSwitchRef,
} from '../../model/topology.ts';
import { cloudPart, nameFor, named, shownThing, unmanaged, unnamed, type Desk } from './desk.ts';
import { placeOf, type Places } from './places.ts';
import { isOnIn, numberIn, textIn, textsIn, type Thing } from './thing.ts';

export function endpointServicesFrom(desk: Desk, places: Places): Map<string, EndpointService> {
  return new Map(
    desk.things.of('endpoint-service').flatMap((thing): [string, EndpointService][] => {
      const placed = placeOf(places, 'endpoint-service', thing.id);
      if (placed === undefined) return [];
      const acceptsAll = isOnIn(thing, 'acceptsAll');
      const service: EndpointService = {
        ...named(placed.path, placed),
        ...cloudPart(desk, thing),
        kind: 'endpoint-service',
        region: thing.region,
        resources: desk.things
          .where('endpoint-service-resource', 'service', thing.id)
          .flatMap((resource) => resourceFrom(resource, placed.path)),
        acceptsAll,
        accepted: acceptsAll ? [] : acceptedFrom(desk, thing),
        allowedAccounts: desk.things
          .where('endpoint-service-user', 'service', thing.id)
          .flatMap((user) => textIn(user, 'account') ?? []),
        bandwidthMbps: numberIn(thing, 'bandwidth'),
        payer: textIn(thing, 'payer') === 'EndpointService' ? 'service' : 'endpoint',
        hasZoneAffinity: isOnIn(thing, 'zoneAffinity'),
      };
      return [[thing.id, service]];
    }),
  );
}

function resourceFrom(thing: Thing, parent: string): EndpointResource[] {
  const type = (['nlb', 'alb', 'slb'] as const).find((each) => each === textIn(thing, 'type')?.toLowerCase());
  const resourceId = textIn(thing, 'resource');
  const zone = textIn(thing, 'zone');
  if (type === undefined || resourceId === undefined) return [];
  const path = `${parent}/resource.${resourceId}.${zone ?? ''}`;
  return [{ ...unnamed(path, resourceId), kind: 'endpoint-resource', type, resourceId, zone }];
}

/** Endpoints of others; those of the design itself are let in by being there. */
function acceptedFrom({ things }: Desk, service: Thing): string[] {
  return things
    .where('endpoint-connection', 'service', service.id)
    .flatMap((connection) => textIn(connection, 'endpoint') ?? [])
    .filter((endpoint) => things.get('privatelink-endpoint', endpoint) === undefined);
}

export function servicesFrom(
  desk: Desk,
  vpcs: ReadonlyMap<string, Vpc>,
  own: ReadonlyMap<string, EndpointService>,
): Service[] {
  return desk.things.of('privatelink-endpoint').flatMap((thing): Service[] => {
    const vpc = vpcs.get(textIn(thing, 'vpc') ?? '');
    const zones = vpc === undefined ? [] : zonesOf(desk, thing, vpc);
    if (vpc === undefined || zones.length === 0 || textIn(thing, 'type') !== 'Interface') {
      desk.remarks.push({
        what: shownThing(thing),
        why: 'a service of the language is reached through an interface endpoint with a zone at least',
        next: 'It stays as it is in the cloud, and no plan touches it.',
      });
      return [];
    }
    const naming = nameFor(desk, thing, { word: 'service', otherwise: 'service' });
    const base = named(`service.${naming.name}`, naming);
    desk.origins.set(`${base.path}/endpoint`, thing);
    const product = productBehind(thing, vpc);
    const service: Service = {
      ...base,
      ...unmanaged,
      kind: 'service',
      product,
      region: vpc.region,
      access: {
        kind: 'privatelink',
        zones,
        securityGroups: groupsOf(desk, thing, vpc),
        endpointService: product === undefined ? serviceBehind(thing, own) : undefined,
        domain: domainOf(desk, thing, base.path),
      },
      address: undefined,
      port: undefined,
      prefixes: [],
      isControlled: false,
      cloudId: undefined,
    };
    return [service];
  });
}

function zonesOf(desk: Desk, endpoint: Thing, vpc: Vpc): VSwitchRef[] {
  return desk.things.where('privatelink-zone', 'endpoint', endpoint.id).flatMap((zone): VSwitchRef[] => {
    const id = textIn(zone, 'vswitch');
    const vswitch = vpc.vswitches.find(({ path }) => desk.origins.get(path)?.id === id);
    return vswitch === undefined ? [] : [{ vpc, vswitch }];
  });
}

function groupsOf(desk: Desk, endpoint: Thing, vpc: Vpc): Vpc['securityGroups'] {
  const ids = textsIn(endpoint, 'securityGroups');
  return vpc.securityGroups.filter(({ path }) => ids.includes(desk.origins.get(path)?.id ?? ''));
}

/** The product whose endpoint service has this name. */
function productBehind(endpoint: Thing, vpc: Vpc): string | undefined {
  const name = textIn(endpoint, 'service');
  if (name === undefined) return undefined;
  return serviceProducts.map(({ id }) => id).find((id) => privateLinkService(id, vpc.region ?? '') === name);
}

function serviceBehind(
  endpoint: Thing,
  own: ReadonlyMap<string, EndpointService>,
): (ServiceAccess & { readonly kind: 'privatelink' })['endpointService'] {
  const id = textIn(endpoint, 'serviceId');
  return own.get(id ?? '') ?? id ?? textIn(endpoint, 'service');
}

/** A private zone that holds nothing but the addresses of the endpoint, for its VPC alone. */
function domainOf(desk: Desk, endpoint: Thing, path: string): string | undefined {
  const { things } = desk;
  const addresses = new Set(
    things.where('privatelink-zone', 'endpoint', endpoint.id).map(({ outputs }) => outputs.ip),
  );
  const zone = things.of('private-zone').find((each) => {
    const bound = things.where('private-zone-binding', 'zone', each.id);
    const records = things.where('private-zone-record', 'zone', each.id);
    return (
      bound.length === 1 &&
      textIn(bound[0] ?? each, 'vpc') === textIn(endpoint, 'vpc') &&
      records.length === addresses.size &&
      records.every((record) => isOwnRecord(record) && addresses.has(textIn(record, 'value')))
    );
  });
  if (zone === undefined) return undefined;
  desk.origins.set(`${path}/domain`, zone);
  return textIn(zone, 'name');
}

function isOwnRecord(record: Thing): boolean {
  return textIn(record, 'host') === '@' && textIn(record, 'type') === 'A';
}
