/** Services, and what the network must do for them. */
import { regionOf } from '../../model/access-region.ts';
import type {
  Demand,
  EndpointService,
  Expectation,
  Failure,
  Service,
  ServiceAccess,
  VSwitchRef,
} from '../../model/topology.ts';
import { block, list, optionalBlock, property, statement, toggle, type Entry } from './entry.ts';
import {
  bandwidth,
  cloudProperties,
  heading,
  managed,
  nameOf,
  namesOf,
  percentage,
  quoted,
  quotedProperty,
  texts,
} from './words.ts';

export function endpointServiceEntry(service: EndpointService): Entry {
  return block(
    heading('endpoint-service', service, `in ${service.region ?? 'unknown'}`),
    [
      ...service.resources.map(({ type, resourceId, zone, path }) =>
        statement(`resource ${type} ${quoted(resourceId)} in ${zone ?? 'unknown'}`, path),
      ),
      ...toggle('auto-accept', service.acceptsAll, false),
      ...list('allow account', service.allowedAccounts.map(quoted)),
      ...list('accept', service.accepted.map(quoted)),
      ...property('bandwidth', bandwidth(service.bandwidthMbps)),
      ...(service.payer === 'endpoint' ? [] : [statement(`payer ${service.payer}`)]),
      ...toggle('zone-affinity', service.hasZoneAffinity, false),
      ...cloudProperties(service),
    ],
    service.path,
  );
}

export function serviceEntry(service: Service): Entry {
  const { access } = service;
  return block(
    heading('service', service),
    [
      ...property('product', service.product),
      ...property('at', access.kind === 'vpc' && access.at !== undefined ? placeOf(access.at) : undefined),
      ...property('in', service.region === regionOf(access) ? undefined : service.region),
      ...accessEntries(access),
      ...property('address', service.address?.text),
      ...property('port', service.port),
      ...list('prefix', texts(service.prefixes)),
      ...toggle('controlled', service.isControlled, false),
      ...quotedProperty('id', service.cloudId),
      ...managed(service),
    ],
    service.path,
  );
}

function accessEntries(access: ServiceAccess): Entry[] {
  switch (access.kind) {
    case 'vpc':
      return access.at === undefined ? [statement('at unknown.unknown')] : [];
    case 'public':
      return [statement('access public')];
    case 'private-endpoint':
      return [
        statement(`access private-endpoint${access.via === undefined ? '' : ` via ${access.via.name}`}`),
      ];
    case 'privatelink':
      return [privateLinkEntry(access)];
  }
}

function privateLinkEntry(access: ServiceAccess & { readonly kind: 'privatelink' }): Entry {
  const { zones, endpointService } = access;
  const where = zones.length === 0 ? '' : ` in ${zones.map(placeOf).join(', ')}`;
  return optionalBlock(`access privatelink${where}`, [
    // A group is named with the VPC of the endpoint: there is no other in which it could be.
    ...list(
      'security-group',
      access.securityGroups.map((group) => `${group.vpcName}.${group.name}`),
    ),
    ...(endpointService === undefined
      ? []
      : [
          statement(
            `endpoint-service ${typeof endpointService === 'string' ? quoted(endpointService) : endpointService.name}`,
          ),
        ]),
    ...quotedProperty('domain', access.domain),
  ]);
}

function placeOf({ vpc, vswitch }: VSwitchRef): string {
  return `${vpc.name}.${vswitch.name}`;
}

const defaultHorizonMonths = 3;

export function demandEntry(demand: Demand): Entry {
  const { horizonMonths } = demand;
  const horizon = Number.isInteger(horizonMonths) ? `${horizonMonths} months` : `${horizonMonths * 30} days`;
  const growth = demand.growthPercentPerMonth;
  return block(
    `demand ${nameOf(demand.site)} to ${namesOf(demand.services).join(', ') || 'unknown'}`,
    [
      ...property('bandwidth', bandwidth(demand.bandwidthMbps)),
      ...property('growth', growth === 0 ? undefined : `${percentage(growth) ?? ''} per month`),
      ...property('horizon', horizonMonths === defaultHorizonMonths ? undefined : horizon),
      ...toggle('critical', demand.isCritical, false),
      ...property('flow', bandwidth(demand.flowMbps)),
    ],
    demand.path,
  );
}

export function expectationEntry(expectation: Expectation): Entry {
  const { site, verb, targets, isPrivate, surviving } = expectation;
  const privately = isPrivate ? ' privately' : '';
  const failures = surviving.length === 0 ? '' : ` surviving ${surviving.map(failureText).join(', ')}`;
  const head = `expect ${nameOf(site)} ${verb} ${namesOf(targets).join(', ') || 'unknown'}`;
  return statement(`${head}${privately}${failures}`, expectation.path);
}

function failureText(failure: Failure): string {
  return failure.kind === 'any' ? `any ${failure.count} ${failure.of}` : `loss of ${failure.element.name}`;
}
